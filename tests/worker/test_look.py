"""The real child, asked what a model would see: the very picture comes, and no model is waited for."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from earthscribe.inference.analyst import LocalAnalyst
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import NoImageThere, OutOfMemory
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.raster import open_raster
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.values import Progress, Seen, never
from earthscribe.inference.worker.client import WorkerAnalyst

from .conftest import InBackground, OpenAnalyst, ask, result_of, text_of, wait_until


def seen_of(said: list) -> Seen:
    assert [isinstance(each, Seen) for each in said].index(True) == len(said) - 1
    return said[-1]


def test_a_look_ends_with_the_picture_and_the_view(open_analyst: OpenAnalyst) -> None:
    said = list(open_analyst().look(ask("5"), never))
    assert Progress("looking", 0.25) in said
    seen = seen_of(said)
    assert np.array_equal(seen.chip.pixels, np.arange(45, dtype=np.uint8).reshape(3, 5, 3))
    assert seen.chip.recipe == seen.view.recipe
    assert seen.chip.recipe.low == (0.5, 1.0, 2.0)
    assert seen.chip.grid.map_points([(0.0, 0.0)]) == [(7.0, 9.0)]
    assert seen.view.notes == ("seen",)
    assert [fact.value for fact in seen.facts] == [0.25, (1.0, 2.0)]


def test_a_look_is_answered_while_a_model_speaks(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    enough = threading.Event()
    speaking = InBackground(analyst, ask("say 100000", pause=0.01), enough.is_set)
    wait_until(lambda: text_of(speaking.said) != "")
    seen_of(list(analyst.look(ask("4"), never)))
    assert speaking.is_alive()
    enough.set()
    assert result_of(speaking.finish().said).provenance.finish == "stopped"


def test_a_look_that_fails_says_why_and_one_that_is_stopped_says_nothing(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    with pytest.raises(OutOfMemory):
        list(analyst.look(ask("refuse"), never))
    assert not any(isinstance(each, Seen) for each in analyst.look(ask("4"), lambda: True))
    assert seen_of(list(analyst.look(ask("4"), never))).chip.pixels.shape == (3, 4, 3)


def test_the_real_child_shows_what_it_would_describe(root: Path) -> None:
    path = root / "resources" / "samples" / "sentinel2_kiel_canal.tif"
    with open_raster(str(path)) as raster:
        request = make_request(raster.info, PixelQuad(((30, 30), (60, 30), (60, 50), (30, 50))), RunConfig())
    here = LocalAnalyst(RunConfig())
    prepared = here.prepare(request)
    here.close()
    analyst = WorkerAnalyst(RunConfig())
    try:
        seen = seen_of(list(analyst.look(request, never)))
        answer = result_of(list(analyst.run(request, never)))
    finally:
        analyst.close()
    assert seen.chip.pixels.tobytes() == prepared.chip.pixels.tobytes()
    assert seen.view == prepared.view == answer.view
    assert seen.facts == prepared.facts


def test_the_real_child_takes_a_prepared_request_as_it_is(root: Path) -> None:
    """Its raster need not exist where the model is."""
    path = root / "resources" / "samples" / "drone_catanduanes.tif"
    with open_raster(str(path)) as raster:
        request = make_request(raster.info, PixelQuad(((30, 30), (90, 30), (90, 80), (30, 80))), RunConfig())
    here = LocalAnalyst(RunConfig())
    gone = replace(request.source, path="only QGIS has it")
    prepared = replace(here.prepare(request), source=gone)
    wanted = list(here.run(request, never))[-1]
    here.close()
    analyst = WorkerAnalyst(RunConfig())
    try:
        answer = result_of(list(analyst.run(prepared, never)))
        with pytest.raises(NoImageThere):
            list(analyst.run(replace(request, source=gone), never))
    finally:
        analyst.close()
    assert answer.text == wanted.text
    assert answer.view == wanted.view
    assert answer.facts == wanted.facts
