"""Colour words against what people say of real surfaces seen from above."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.measure.colour import NAMES, shades
from earthscribe.inference.wording.templates import speaker

SURFACES = [
    # what is seen, its colour in a picture from above, and the words that people accept for it
    ("blue hipped roof", (65, 154, 181), "blue"),
    ("pale blue roof", (96, 181, 206), "blue"),
    ("deep blue metal roof", (52, 84, 148), "blue"),
    ("green metal roof", (74, 124, 108), "green"),
    ("copper roof with verdigris", (112, 168, 150), "green turquoise"),
    ("faded red roof", (181, 120, 106), "red reddish-brown"),
    ("new red tiles", (176, 72, 52), "red"),
    ("orange tiles", (205, 115, 70), "orange"),
    ("old terracotta tiles", (164, 106, 84), "reddish-brown"),
    ("brick roof in low sun", (150, 80, 65), "red reddish-brown"),
    ("rusty roof", (149, 98, 75), "reddish-brown"),
    ("dark rust", (92, 51, 40), "reddish-brown"),
    ("brown shingles", (101, 84, 68), "brown"),
    ("thatch", (142, 124, 96), "brown"),
    ("pale tin roof", (210, 204, 187), "beige grey"),
    ("slate", (84, 88, 97), "grey"),
    ("bitumen roof", (58, 57, 59), "grey black"),
    ("white membrane roof", (238, 238, 234), "white"),
    ("zinc roof", (168, 176, 186), "grey"),
    ("lush meadow", (84, 138, 60), "green"),
    ("rice field", (120, 170, 70), "green"),
    ("forest", (52, 74, 42), "green"),
    ("forest in a dark picture", (16, 30, 9), "green"),
    ("conifers", (34, 45, 32), "green"),
    ("scrub", (98, 100, 66), "olive green"),
    ("dry grass", (172, 156, 106), "beige brown olive"),
    ("straw", (205, 184, 125), "beige yellow"),
    ("rape in flower", (205, 200, 50), "yellow"),
    ("heather in flower", (140, 90, 130), "purple"),
    ("dark ploughed soil", (92, 76, 62), "brown"),
    ("pale dry soil", (190, 168, 140), "beige"),
    ("laterite", (172, 92, 62), "red reddish-brown orange"),
    ("peat", (54, 43, 35), "brown black"),
    ("chalky soil", (222, 216, 204), "beige grey"),
    ("new asphalt", (62, 62, 64), "grey"),
    ("old asphalt", (142, 139, 134), "grey"),
    ("concrete", (190, 186, 178), "grey"),
    ("concrete in warm light", (196, 183, 169), "beige grey"),
    ("gravel", (160, 152, 140), "grey beige brown"),
    ("deep clear sea", (14, 44, 84), "blue"),
    ("clear lake", (38, 72, 84), "blue"),
    ("shallow lagoon", (84, 190, 180), "turquoise"),
    ("lake full of algae", (70, 104, 62), "green"),
    ("muddy river", (140, 118, 88), "brown"),
    ("turbid estuary", (120, 122, 98), "olive green"),
    ("dark pond", (12, 16, 18), "black"),
    ("tiled pool", (96, 200, 215), "blue turquoise"),
    ("pool in a dull picture", (144, 180, 187), "blue turquoise"),
    ("green pool", (70, 170, 150), "turquoise green"),
    ("beach", (224, 206, 172), "beige"),
    ("wet sand", (158, 136, 108), "brown beige"),
    ("desert sand", (212, 160, 110), "orange beige brown"),
    ("fresh snow", (247, 249, 253), "white"),
    ("snow in shade", (196, 212, 234), "blue"),
    ("bluish shadow", (36, 41, 50), "grey black"),
    ("purplish shadow", (52, 48, 58), "grey black"),
    ("deep shadow", (14, 15, 18), "black"),
    ("clay court", (188, 102, 72), "red orange reddish-brown"),
    ("shaded clay court", (150, 82, 58), "reddish-brown"),
    ("blue hard court", (62, 98, 152), "blue"),
    ("running track", (176, 84, 74), "red"),
    ("artificial turf", (48, 120, 62), "green"),
    ("solar panels", (34, 44, 74), "blue"),
    ("black solar panels", (28, 30, 38), "black grey"),
    ("orange tarpaulin", (240, 120, 40), "orange"),
    ("blue tarpaulin", (40, 110, 200), "blue"),
    ("bougainvillea", (214, 60, 140), "pink"),
]


@pytest.mark.parametrize(("rgb", "accepted"), [each[1:] for each in SURFACES], ids=[each[0] for each in SURFACES])
def test_surfaces_have_a_colour_that_people_accept(rgb: tuple[int, int, int], accepted: str) -> None:
    name = shades(np.tile(np.array(rgb, np.uint8), (9, 1)))[0].name
    assert any(name.split()[-len(words):] == words for words in (each.split("-") for each in accepted.split())), name


def test_a_surface_of_one_colour_keeps_it_in_noise() -> None:
    """The names are wide enough that the grain of a roof does not make it of several colours."""
    grain = np.random.default_rng(4).normal(0.0, 6.0, (400, 3))
    for what, rgb, _ in SURFACES[:3]:
        found = shades(np.clip(np.array(rgb) + grain, 0, 255).astype(np.uint8))
        assert found[0].share > 0.9, what


@pytest.mark.parametrize("name", [*NAMES, "dark reddish brown", "light greyish green"])
def test_every_colour_can_be_said(name: str) -> None:
    assert speaker("en").colour(name) == name
