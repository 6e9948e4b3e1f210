"""The golden texts: what is said and asked of one scene of every kind. Tests compare, `dev.golden` writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from earthscribe.inference.tasks.describe import prompt
from earthscribe.inference.values import Look, Request
from earthscribe.inference.wording import compose, languages, text
from earthscribe.tests.golden.sighted import paragraphs
from earthscribe.tests.scenes import box, make_raster, painted, request_of

QUAD = box(60, 30, 40, 20, 30)


def rgb(side: int = 100) -> np.ndarray:
    return painted(QUAD, (200, 30, 30), (60, 110, 50), side)


def ramp(side: int = 100) -> np.ndarray:
    """Values that rise over the whole picture."""
    return np.linspace(100, 4000, side * side).reshape(1, side, side).astype("uint16")


def scenes() -> Iterator[tuple[str, Request]]:
    """One request of every kind of picture."""
    date = {"image_date": "2024-05-17T10:20:30"}
    sentinel = painted(QUAD, [1500.0] * 7 + [6000.0] * 6, [2000.0] * 13, dtype="uint16")
    band = painted(QUAD, (305.5,), (300.0,), dtype="float32")
    half = np.ones((100, 100), bool)
    half[:, :62] = False
    yield "optical", request_of(make_raster(rgb(), pixel=0.5, **date), QUAD)
    yield "no place", request_of(make_raster(rgb(), pixel=None), QUAD)
    yield "half empty", request_of(make_raster(rgb(), valid=half), QUAD)
    yield "square", request_of(make_raster(rgb(), pixel=123.0), box(50, 50, 20, 20))
    yield "reflectance", request_of(make_raster(sentinel, pixel=10, tags={"PROCESSING_BASELINE": "05.11"}), QUAD)
    yield "no baseline", request_of(make_raster(sentinel, pixel=10), QUAD)
    yield "false colours", request_of(make_raster(sentinel, pixel=10), QUAD, Look(bands=("nir", "red", "12")))
    yield "aerial with near infrared", request_of(
        make_raster(painted(QUAD, (50, 60, 40, 150), (90, 80, 90, 90))), QUAD)
    stripes = rgb()
    stripes[:, :, ::3], stripes[:, :, 1::9] = 250, 20
    yield "several colours", request_of(make_raster(stripes), QUAD)
    yield "grey", request_of(make_raster(painted(QUAD, (230,), (40,)), pixel=0.018), QUAD)
    yield "hidden by the contrast", request_of(make_raster(ramp()), QUAD, Look(stretch="0..1"))
    yield "palette", request_of(make_raster(painted(QUAD, (1,), (0,)), colours=("palette",),
                                            palette=((0, 120, 0, 255), (200, 0, 0, 255))), QUAD)
    yield "radar", request_of(make_raster(painted(QUAD, (900,), (100,), dtype="uint16")), QUAD, Look(sensor="sar"))
    yield "calibrated radar", request_of(make_raster(painted(QUAD, (-12.0,), (-4.0,), dtype="float32"),
                                                     names=("sigma0_vv_db",), path="s1.tif"), QUAD)
    yield "even radar", request_of(make_raster(painted(QUAD, (100,), (100,), dtype="uint16")), QUAD,
                                   Look(sensor="sar"))
    yield "temperature", request_of(make_raster(band, band={"unit": "K"}), QUAD)
    yield "even temperature", request_of(make_raster(band * 0 + 21, band={"unit": "degC"}), QUAD)
    yield "thermal", request_of(make_raster(band), QUAD, Look(sensor="thermal"))


SCENES = dict(scenes())

_OPTICAL = make_raster(rgb(), pixel=0.5, image_date="2024-05-17T10:20:30")
QUESTIONS = {
    "optical": request_of(_OPTICAL, QUAD),
    "no place, thermal": request_of(make_raster(np.full((1, 90, 90), 9, "uint8"), pixel=None), QUAD,
                                    Look(sensor="thermal")),
    "radar, crop only": replace(request_of(make_raster(painted(QUAD, (900,), (100,), dtype="uint16")), QUAD,
                                           Look(sensor="sar")), options=(("pictures", "crop"),)),
    "own question in German": replace(request_of(_OPTICAL, QUAD), text="Is this a roof?", language="de",
                                      options=(("pictures", "view"),)),
    "instruction of the house": replace(request_of(_OPTICAL, QUAD),
                                        options=(("instruction", "Name the roof's material {first}, if any."),)),
}


def pages() -> Mapping[str, str]:
    """The text of every golden file by its name."""
    return {
        "wording.md": page("What `wording` says of one scene of every kind",
                            "A change of a template or a threshold shows here as a diff.",
                            {kind: text(compose(scene)) for kind, scene in SCENES.items()}),
        "wording.de.md": page("What `wording` says of the same scenes in German",
                              "A change of a template or a threshold shows here as a diff.",
                              {kind: text(compose(replace(scene, language="de"))) for kind, scene in SCENES.items()}),
        **{f"sightings.{language}.md": page(
            f"What is said of what a detector saw ({language})", "Descriptions, then captions, then answers.",
            paragraphs(language)) for language in languages()},
        "prompts.md": page("What a model is asked with by `tasks.describe`",
                            "A change of the words shows here as a diff.",
                            {kind: prompt(question) for kind, question in QUESTIONS.items()}),
    }


def page(title: str, why: str, texts: Mapping[str, str]) -> str:
    """A golden file."""
    return "\n".join([f"# {title}\n\n{why}\n", *(f"## {kind}\n\n{said}\n" for kind, said in texts.items())])
