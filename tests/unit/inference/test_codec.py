"""Values cross the process border and come back equal."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from earthscribe.inference.codec import decode, encode
from earthscribe.inference.geometry import MapQuad, PixelQuad, PixelWindow
from earthscribe.inference.georef import AffinePlacement, GcpPlacement, GroundFrame, PixelGrid, RpcPlacement
from earthscribe.inference.values import (
    Chip,
    Delta,
    Description,
    Evidence,
    Fact,
    Framing,
    Look,
    Progress,
    Provenance,
    Recipe,
    Request,
    Said,
    Source,
    View,
)

QUAD = PixelQuad(((1.25, 2.0), (5.0, 2.0), (5.0, 6.5), (1.25, 6.5)))
RECIPE = Recipe("multispectral", "sentinel-2", (4, 3, 2), "reflectance", (0.0, 0.01, 0.02), (0.3, 0.31, 0.32), "why")
VIEW = View("a.tif", QUAD, Framing(PixelWindow(0, -3, 64, 64), 512, 512), RECIPE,
            MapQuad(((9.0, 47.0), (9.1, 47.0), (9.1, 46.9), (9.0, 46.9)), "EPSG:4326"), "affine", "shift", "optical",
            0.5, "2020-01-02", padded=True, notes=("one", "two"))
ANSWER = Description("A roof.", VIEW, Provenance("bundled", "1", "plain", "2", "bundled", "cpu", "raw ü", 0.25, None),
                     "uid", "object", 0.5, (Evidence("A roof.", "measurement", {"length_m": 3.5, "name": "x"}),),
                     (Fact("length_m", 3.5, "m"), Fact("colour", ("red", 0.5)), Fact("side", "left")), "de")


def across(kind: Any, value: Any) -> Any:
    return decode(kind, json.loads(json.dumps(encode(value), allow_nan=False)))


@pytest.mark.parametrize("value", [
    Delta("a\nb \u2028 \U0001f6f0"), Progress("reading"), Progress("reading", 0.5), ANSWER])
def test_what_is_said_comes_back_equal(value: Any) -> None:
    assert across(Said, value) == value


def test_a_request_comes_back_equal_and_has_the_same_key() -> None:
    request = Request("describe", QUAD, Source("ü/a b.tif", "f00"), Framing(PixelWindow(0, 0, 9, 9), 9, 9),
                      Look(("4", "665nm"), "sar", "2-98%"), "what?", ("a", "b"), "de", "m",
                      (("temperature", 0), ("n", 2)), "op", ("note",), interactive=False)
    again = across(Request, request)
    assert again == request
    assert again.key("r", "p") == request.key("r", "p")
    assert hash(again) == hash(request)


@pytest.mark.parametrize("placement", [
    AffinePlacement(1.0, 0.25, 500_000.123456789, -0.25, -1.0, 5e6),
    GcpPlacement(((0.0, 0.0, 179.9, 1.0), (9.0, 0.0, -179.9, 1.0), (0.0, 9.0, 179.9, 0.5)), 360.0),
    RpcPlacement(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, *((1.0,) + (0.0,) * 19,) * 4)])
def test_every_placement_of_a_grid_comes_back_equal(placement: Any) -> None:
    grid = PixelGrid(placement, 10, 20, "EPSG:4326", (1.5, -2.5), (0.5, 2.0))
    assert across(PixelGrid, grid) == grid


def test_numbers_of_numpy_become_plain_ones() -> None:
    assert encode(Fact("n", np.float32(0.5), "m")) == {"name": "n", "value": 0.5, "unit": "m"}
    assert type(encode(np.int64(3))) is int


def test_what_json_has_no_word_for_becomes_nothing() -> None:
    assert encode([math.nan, math.inf, 1.0]) == [None, None, 1.0]


def test_whole_numbers_stay_floats_where_floats_belong() -> None:
    frame = decode(GroundFrame, {"east_per_x": 1, "east_per_y": 0, "north_per_x": 0, "north_per_y": -1})
    assert type(frame.east_per_x) is float


def test_unknown_keys_of_a_newer_program_are_ignored() -> None:
    assert decode(Delta, {"text": "x", "colour": "red"}) == Delta("x")


def test_pixels_never_travel_as_json() -> None:
    grid = PixelGrid.from_affine((1, 0, 0, 0, -1, 0), 2, 2, "")
    with pytest.raises(TypeError, match="ndarray does not travel as JSON"):
        encode(Chip(np.zeros((2, 2, 3), np.uint8), grid, RECIPE))


def test_lists_inside_evidence_come_back_as_they_went() -> None:
    evidence = Evidence("It is red.", "measurement", {"colour": ("red", "brown"), "range": (1.0, 2.0)})
    assert across(Evidence, evidence) == evidence
