"""A request is prepared the same way by whoever can read its raster, and one that is prepared is taken as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from earthscribe.inference.analyst import LocalAnalyst
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import NoImageThere
from earthscribe.inference.preparation import is_prepared, prepared, seen, unseen
from earthscribe.inference.raster import open_raster
from earthscribe.inference.sensors import make_recipe
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.values import Description, Look, Progress, Request, Seen, Source, never
from earthscribe.tests.prepared import prepared_request
from earthscribe.tests.scenes import box, make_raster, painted

QUAD = box(60, 30, 40, 20, 30)


@pytest.fixture
def analyst() -> Any:
    made = LocalAnalyst(RunConfig())
    yield made
    made.close()


def test_the_analyst_prepares_as_anybody_else_does(analyst: LocalAnalyst, raster: Any) -> None:
    with open_raster(raster("utm")) as source:
        request = make_request(source.info, box(20, 16, 12, 8), RunConfig())
        here = prepared(request, source, make_recipe(source, request.look))
    there = analyst.prepare(request)
    assert here.chip.pixels.tobytes() == there.chip.pixels.tobytes()
    assert (here.view, here.facts) == (there.view, there.facts)


def test_a_prepared_request_is_taken_as_it_is(analyst: LocalAnalyst) -> None:
    """No raster of that name exists."""
    request = replace(prepared_request(), model="echo")
    assert is_prepared(request)
    assert analyst.prepare(request) is request
    answer = list(analyst.run(request, never))[-1]
    assert isinstance(answer, Description)
    assert answer.view == request.view
    assert answer.facts == request.facts


def test_a_look_ends_with_the_prepared_picture(analyst: LocalAnalyst, raster: Any) -> None:
    with open_raster(raster("utm")) as source:
        request = make_request(source.info, box(20, 16, 12, 8), RunConfig())
    said = list(analyst.look(request, never))
    assert isinstance(said[0], Progress)
    assert isinstance(said[-1], Seen)
    wanted = analyst.prepare(request)
    assert said[-1].chip.pixels.tobytes() == wanted.chip.pixels.tobytes()
    assert said[-1].view == wanted.view
    assert not any(isinstance(each, Seen) for each in analyst.look(request, lambda: True))


def test_a_request_without_a_raster_has_only_its_numbers() -> None:
    request = Request("describe", QUAD)
    assert not is_prepared(unseen(request))
    assert unseen(request).view.quad == QUAD
    with pytest.raises(NoImageThere):
        seen(unseen(request))


def test_notes_of_whoever_asks_come_first() -> None:
    source = make_raster(painted(QUAD, (200, 30, 30), (60, 110, 50)))
    request = replace(make_request(source.info, box(3, 50, 10, 20), RunConfig()), notes=("by tiles",),
                      source=Source("scene.tif", "f"))
    assert prepared(request, source, make_recipe(source, Look())).view.notes[0] == "by tiles"
