"""No telemetry: a whole life of the plugin, from loading to a kept description, opens no connection to anybody."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import ClassVar

import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import launch_command
from earthscribe.ui.describing.session import State
from qgis.core import QgsNetworkAccessManager

from .test_story import CLICKS, described, keep, ready, rows

OVERHEARD = Path(__file__).parent.parent / "worker" / "overheard.py"


class Ear:
    """Hears of every socket Python makes in this process while it listens; an audit hook can never be taken out."""

    listening = False
    heard: ClassVar[list] = []

    @classmethod
    def hook(cls, event, arguments):
        if cls.listening and event.startswith(("socket.", "urllib.", "http.client.")):
            cls.heard.append(f"{event} {arguments!r}")


sys.addaudithook(Ear.hook)


@pytest.fixture
def ear():
    """Listens to Python and to QGIS' own network."""
    asked = []
    Ear.heard, Ear.listening = [], True
    manager = QgsNetworkAccessManager.instance()
    manager.requestAboutToBeCreated.connect(asked.append)
    yield lambda: (Ear.heard, [each.url() if hasattr(each, "url") else each for each in asked])
    Ear.listening = False
    manager.requestAboutToBeCreated.disconnect(asked.append)


def test_nobody_hears_of_a_measured_description(window, load, layer, out, tmp_path, ear):
    notes = tmp_path / "notes.txt"
    launch = launch_command()
    *python, program = launch.argv
    child = dataclasses.replace(launch, argv=(*python, str(OVERHEARD), str(notes), program))
    plugin = ready(load, window, layer(), out, WorkerAnalyst(RunConfig(), launch=child))
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE, window.messages()
    keep(plugin)
    assert len(rows(out)) == 1
    plugin.unload()
    assert ear() == ([], [])
    assert not notes.exists(), notes.read_text()
