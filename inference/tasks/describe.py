"""The task `describe`: one box becomes a request, and a request the words that a server's model is asked with.

The words are sections of resources/prompts/describe.txt; `PROMPT_VERSION` is a digest of that file, so that an answer
says which state of the question it answers.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any, Dict, Iterator, Mapping, Tuple

from ..config import RunConfig
from ..framing import plan
from ..geometry import PixelQuad
from ..raster.source import RasterInfo
from ..sensors import CANONICAL
from ..values import Look, Request
from ..wording.numbers_in_words import METRIC, length, shown

PROMPT_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "prompts" / "describe.txt"
PROMPT_VERSION = "describe-" + hashlib.sha256(PROMPT_FILE.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:8]

_LANGUAGES: Mapping[str, str] = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "nl": "Dutch", "pl": "Polish", "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "ko": "Korean",
    "ar": "Arabic", "hi": "Hindi", "tr": "Turkish", "uk": "Ukrainian", "id": "Indonesian", "vi": "Vietnamese",
}


def make_request(info: RasterInfo, quad: PixelQuad, config: RunConfig) -> Request:
    """The request to describe a box; reads no pixel."""
    return Request("describe", quad, source=info.source,
                   framing=plan(quad, info.grid, config.context, config.chip_pixels), look=look_of(config),
                   text=config.prompt.strip(), language=config.language, model=config.model,
                   options=tuple(options_of(config)))


def options_of(config: RunConfig) -> Iterator[Tuple[str, Any]]:
    """What a model is told besides the question."""
    yield "max_tokens", config.max_tokens
    yield "pictures", config.pictures
    if config.instruction.strip():
        yield "instruction", config.instruction.strip()
    if config.units != METRIC:
        yield "units", config.units
    if config.gsd:
        yield "gsd", config.gsd


def look_of(config: RunConfig) -> Look:
    """How a configuration wants the bands shown."""
    bands = tuple(word.strip() for word in config.bands.split(",") if word.strip())
    return Look(bands, CANONICAL.get(config.sensor, config.sensor), config.stretch.strip() or "auto")


@cache
def sections() -> Mapping[str, str]:
    """The sections of the prompt file by name."""
    found = re.split(r"^\[([a-z_.]+)\]\n", PROMPT_FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: body.rstrip("\n") for name, body in zip(found[1::2], found[2::2])}


def prompt(request: Request) -> str:
    """What a model is asked: the scene in words, the object's size, the question (the user's own if given).

    A standing instruction of the house follows the question, whoever wrote that.
    """
    said = sections()
    question = request.text or said["caption" if request.task == "caption" else "question"]
    language = said["language"].format(language=_LANGUAGES.get(request.language, request.language))
    return "\n".join((_scene(request), *_scale(request), question, *_instruction(request), language))


def _instruction(request: Request) -> Tuple[str, ...]:
    text = str(request.option("instruction", "")).strip()
    return (sections()["instruction"].format(instruction=text),) if text else ()


def _scene(request: Request) -> str:
    said, view = sections(), request.view
    values: Dict[str, Any] = {"resolution": "", "date": "",
                              "sensor": said[f"sensor.{view.sensor if view else 'optical'}"],
                              "pictures": said[f"pictures.{request.option('pictures', 'both')}"]}
    if view is not None and view.gsd_m:
        number, unit = length(view.gsd_m)
        values["resolution"] = said["resolution"].format(gsd=number, unit=unit)
    if view is not None and view.image_date:
        values["date"] = said["date"].format(date=view.image_date[:10])
    return said["scene"].format(**values)


def _scale(request: Request) -> Tuple[str, ...]:
    facts = {fact.name: fact.value for fact in request.facts}
    if "length_m" in facts and "width_m" in facts:
        (long, long_unit), (wide, wide_unit) = length(facts["length_m"]), length(facts["width_m"])
        return (sections()["scale"].format(length=long, length_unit=long_unit, width=wide, width_unit=wide_unit),)
    if "length_px" in facts:
        return (sections()["scale_pixels"].format(length=shown(facts["length_px"]), width=shown(facts["width_px"])),)
    return ()
