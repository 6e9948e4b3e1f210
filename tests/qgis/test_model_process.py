"""The real model process behind the dock: it answers, it may die, QGIS lives."""

from __future__ import annotations

import os
import signal

from earthscribe.inference.config import RunConfig
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import launch_command
from earthscribe.tests.scripted_server import ScriptedServer, endless, forever, stream
from earthscribe.ui.describing.session import State
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton

from .conftest import until
from .test_story import CLICKS, described, keep, ready, rows

SECOND = ((150, 150), (200, 150), (200, 190))


def cures(window):
    """The buttons of the message."""
    (item,) = window.bar.items()
    return [each for each in item.findChildren(QPushButton) if each.objectName().startswith("earthscribeCure")]


def test_bundled_describes_what_was_drawn(window, load, layer, out):
    plugin = ready(load, window, layer(), out, None)
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE, window.messages()
    text = plugin.desk.panel.text.toPlainText()
    assert "It measures about" in text
    keep(plugin)
    ((row, _),) = rows(out)
    assert row["model"] == "bundled"
    assert row["length_m"] > row["width_m"] > 0
    assert row["crs"] == "EPSG:32632"


def test_on_the_python_of_qgis_alone(window, load, layer, out):
    """Before any set-up: numpy and osgeo are all there is."""
    import dataclasses

    launch = launch_command()
    bare = dataclasses.replace(launch, argv=("/usr/bin/python3", *launch.argv[1:]), kind="host")
    plugin = ready(load, window, layer(), out, WorkerAnalyst(RunConfig(), launch=bare))
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE, window.messages()
    assert "object" in plugin.desk.panel.text.toPlainText()


def test_killed_in_mid_stream(window, load, layer, out):
    """QGIS lives, says so once, keeps what was said readable, and the next try works."""
    analyst = WorkerAnalyst(RunConfig())
    plugin = ready(load, window, layer(), out, analyst)
    panel = plugin.desk.panel
    with ScriptedServer(endless(forever("on "), 0.05), stream("A long ", "roof.")) as server:
        panel.offer_models([f"{server.url}#any"], f"{server.url}#any")
        window.draw(*CLICKS)
        until(lambda: panel.text.toPlainText().startswith("on on"), "text streams")
        first = analyst.pid
        os.kill(first, signal.SIGKILL)
        assert described(plugin) is State.FAILED
        (said,) = window.messages()
        assert "model process" in said
        assert [button.text() for button in cures(window)] == ["Retry", "Copy diagnostics"]
        assert "Try again" in panel.message.text()
        assert panel.text.toPlainText().startswith("on on")
        assert not panel.accept.isEnabled()
        window.bar.clearWidgets()
        window.draw(*SECOND)
        assert described(plugin) is State.DONE, window.messages()
    assert analyst.pid != first
    assert panel.text.toPlainText().startswith("A long roof.")
    assert not window.messages()
    keep(plugin)
    assert len(rows(out)) == 1


def test_stop_reaches_the_model_process(window, load, layer, out):
    analyst = WorkerAnalyst(RunConfig())
    plugin = ready(load, window, layer(), out, analyst)
    panel = plugin.desk.panel
    with ScriptedServer(endless(forever("on "), 0.05)) as server:
        panel.offer_models([f"{server.url}#any"], f"{server.url}#any")
        window.draw(*CLICKS)
        until(lambda: panel.text.toPlainText().startswith("on on"), "text streams")
        QTest.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
        assert described(plugin) is State.STOPPED
    assert set(panel.text.toPlainText().split()) == {"on"}
    assert plugin.desk.session.answer.description.provenance.finish == "stopped"
    pid = analyst.pid
    panel.offer_models(["bundled"], "bundled")
    window.draw(*SECOND)
    assert described(plugin) is State.DONE
    assert analyst.pid == pid


def test_dock_and_processing_share_one_process(window, load, layer, out, tmp_path):
    analyst = WorkerAnalyst(RunConfig())
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    pid = analyst.pid
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("earthscribe:describebox")
    parameters = {"RASTER": layer().source(), "BOX": "20 20 80 60", "PIXELS": True, "OUTPUT": str(tmp_path / "p.gpkg")}
    result, ok = algorithm.run(parameters, QgsProcessingContext(), QgsProcessingFeedback(False))
    assert ok
    assert "It measures about" in result["DESCRIPTION"]
    assert analyst.pid == pid


def test_an_unknown_model_is_one_sentence(window, load, layer, out):
    plugin = ready(load, window, layer(), out, None)
    plugin.desk.panel.offer_models(["nobody"], "nobody")
    window.draw(*CLICKS)
    assert described(plugin) is State.FAILED
    (said,) = window.messages()
    assert "nobody" in said
    assert "Traceback" not in said
    plugin.desk.panel.offer_models(["bundled"], "bundled")
    window.draw(*SECOND)
    assert described(plugin) is State.DONE
