"""The one table of options: it makes the command line's flags, the settings page and docs/options.md.

A field of `RunConfig` is an option; its metadata says how it is asked for. Adding an option = adding a field here.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import Any, Dict, Iterator, Mapping, Tuple

from .errors import BadOption

SENSOR_WORDS = ("auto", "optical", "infrared", "thermal", "sar", "multispectral")
PICTURES = ("view", "crop", "both")
UNITS = ("metric", "imperial")
_LANGUAGE_CODE = re.compile("[A-Za-z]{2,3}")
DAY = 86400.0
"""Seconds; no system's clock functions take very long or infinite waits."""


def _option(default: Any, group: str, text: str, **more: Any) -> Any:
    return dataclasses.field(default=default, metadata={"group": group, "help": text, **more})


@dataclass(frozen=True)
class RunConfig:
    """Everything a run can be told, with its defaults."""

    model: str = _option("bundled", "Model", "who answers: `bundled`, `echo`, a configured server's name, or "
                                             "URL#NAME of an OpenAI-compatible server", metavar="MODEL")
    language: str = _option("en", "Model", "language of the answer: `bundled` speaks en and de, servers "
                                           "any", metavar="CODE")
    units: str = _option("metric", "Model", "units that `bundled` speaks in", choices=UNITS)
    prompt: str = _option("", "Model", "what to ask instead of the built-in question (servers only)", metavar="TEXT")
    instruction: str = _option("", "Model", "standing instruction added to every question, the built-in one or your "
                                            "own (servers only)", metavar="TEXT")
    max_tokens: int = _option(512, "Model", "longest answer, in tokens", least=1, metavar="N")

    bands: str = _option("", "Picture", "bands to show as red,green,blue (or one as grey): numbers, names or "
                                        "wavelengths such as 665nm", metavar="R,G,B")
    sensor: str = _option("auto", "Picture", "what took the picture", choices=SENSOR_WORDS)
    stretch: str = _option("auto", "Picture", "contrast: auto, none, percentiles such as 2-98%%, or values such as "
                                              "0..3000 or 0,3000 (decibels for radar), also one per band as "
                                              "0..3000;10..2500;5..1800; `linear 0..0.3` takes radar values as they "
                                              "are stored", metavar="S")
    context: float = _option(0.0, "Picture", "width of the surroundings shown on each side of the box, in box sizes; "
                                             "0 chooses by the object's size", least=0.0, most=100.0, metavar="X")
    gsd: float = _option(0.0, "Picture", "metres on the ground per pixel: of photos without georeference, for finding "
                                         "objects, and in QGIS of layers without pixels of their own, such as web "
                                         "maps; 0 chooses",
                         least=0.0, most=100000.0, metavar="M")
    chip_pixels: int = _option(1024, "Picture", "longest side of the picture the model sees, in pixels", least=64,
                               most=8192, metavar="N")
    pictures: str = _option("both", "Picture", "what a server is sent: the view with the box drawn in, the crop, or "
                                               "both", choices=PICTURES)

    tries: int = _option(5, "Server", "tries when a server is busy or out of reach", least=1, metavar="N")
    deadline: float = _option(300.0, "Server", "seconds after which an answer is given up", least=1.0, most=DAY,
                              metavar="S")
    ca_file: str = _option("", "Server", "certificate authorities to trust, as a PEM file", metavar="PEM")

    start_timeout: float = _option(60.0, "Process", "seconds the model process may take to start", least=1.0,
                                   most=DAY, metavar="S")
    silence_timeout: float = _option(30.0, "Process", "seconds without a sign of life after which the model process "
                                                      "is restarted", least=1.0, most=DAY, metavar="S")
    idle_unload: float = _option(600.0, "Process", "seconds of rest after which a model gives its memory back",
                                 least=0.0, most=DAY, metavar="S")
    keep_mb: int = _option(500, "Process", "size limit of the kept chips and raw answers, in MB", least=0,
                           metavar="MB")

    def __post_init__(self) -> None:
        for each in options():
            check(each, getattr(self, each.name))


@dataclass(frozen=True)
class Option:
    """One row of the table."""

    name: str
    default: Any
    group: str
    help: str
    choices: Tuple[str, ...] = ()
    least: float = float("-inf")
    most: float = float("inf")
    metavar: str = ""

    @property
    def flag(self) -> str:
        """How it is written on the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def type(self) -> type:
        """str, int or float."""
        return type(self.default)

    @property
    def range(self) -> str:
        """The numbers it takes, in words."""
        return f"at least {self.least:g}" + (f" and at most {self.most:g}" if self.most < float("inf") else "")


def options() -> Iterator[Option]:
    """The table's rows in order."""
    for each in dataclasses.fields(RunConfig):
        yield Option(each.name, each.default, **each.metadata)


def check(option: Option, value: Any) -> None:
    """Refuse a value the option cannot take."""
    expected = {str: "text", int: "a whole number", float: "a number"}[option.type]
    fits = isinstance(value, option.type) or (option.type is float and isinstance(value, int))
    if not fits or isinstance(value, bool):
        raise BadOption(option.flag, str(value), expected)
    if option.choices and value not in option.choices:
        raise BadOption(option.flag, str(value), "one of " + ", ".join(option.choices))
    if option.type is not str and not option.least <= value <= option.most:
        raise BadOption(option.flag, str(value), f"{expected} of {option.range}")


def from_mapping(values: Mapping[str, Any]) -> RunConfig:
    """A configuration from names and values; names that are no options are refused, words may be in any case."""
    known: Dict[str, Option] = {each.name: each for each in options()}
    for name in values:
        if name not in known:
            raise BadOption("--" + name.replace("_", "-"), str(values[name]), "nothing: there is no such option")
    return RunConfig(**{name: _in_our_case(known[name], value) for name, value in values.items()})


def _in_our_case(option: Option, value: Any) -> Any:
    """A word of a list, or the code of a language, as we write it; the user's own words stay as they are."""
    is_code = option.name == "language" and isinstance(value, str) and _LANGUAGE_CODE.fullmatch(value)
    return value.lower() if isinstance(value, str) and (option.choices or is_code) else value
