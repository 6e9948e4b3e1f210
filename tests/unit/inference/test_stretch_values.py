"""Black and white as the user says: one pair, one for each band, or values as they are stored."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.errors import BadOption
from earthscribe.inference.sensors import make_recipe
from earthscribe.inference.values import Look
from earthscribe.tests.scenes import box, make_raster, painted

QUAD = box(60, 30, 40, 20, 30)
THREE = make_raster(painted(QUAD, (3000, 2000, 1000), (100, 200, 300), dtype="uint16"))
RADAR = make_raster(painted(QUAD, (0.3,), (0.02,), dtype="float32"))


def limits(stretch: str, **look: object) -> list[tuple[float, float]]:
    recipe = make_recipe(THREE, Look(stretch=stretch, **look))
    return list(zip(recipe.low, recipe.high))


@pytest.mark.parametrize("stretch", ["0..3000;10..2500;5..1800", " 0 , 3000 ; 10..2500;5..1.8e3 "])
def test_every_band_has_its_own_contrast(stretch: str) -> None:
    assert limits(stretch) == [(0.0, 3000.0), (10.0, 2500.0), (5.0, 1800.0)]


def test_one_pair_holds_for_all_bands() -> None:
    assert limits("0..3000") == [(0.0, 3000.0)] * 3
    assert limits("-5..5;0..1;2..3", bands=("3", "2", "1")) == [(-5.0, 5.0), (0.0, 1.0), (2.0, 3.0)]


@pytest.mark.parametrize("stretch", ["0..3000;10..2500", "0..1;0..1;0..1;0..1", "0..3000;;5..10", "0..1;2-98%;0..1",
                                     "5..1;0..1;0..1", "linear 2-98%", "linear auto"])
def test_what_is_no_contrast_is_refused_in_words(stretch: str) -> None:
    with pytest.raises(BadOption) as caught:
        limits(stretch)
    assert "--stretch" in str(caught.value)


def test_linear_shows_radar_as_it_is_stored() -> None:
    look = Look(sensor="sar", stretch="linear 0..0.3")
    recipe = make_recipe(RADAR, look)
    assert recipe.transform == "none"
    assert (recipe.low, recipe.high) == ((0.0,), (0.3,))
    assert make_recipe(RADAR, Look(sensor="sar", stretch="-20..0")).transform == "power to dB"
    assert np.isclose(make_recipe(THREE, Look(stretch="linear 0..9")).high[0], 9.0)
