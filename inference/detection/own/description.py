"""The file FILE.json beside FILE.onnx, in which people say what a detector of theirs takes and gives.

Everything is optional; what it says goes before metadata and before what is recognised. The keys are those of KEYS,
and docs/own-detectors.md explains them. A key nobody knows, or a value of the wrong kind, is refused in words: a wish
that is silently ignored is worse than none.
"""

from __future__ import annotations

import difflib
import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, Mapping, Optional, Sequence, Tuple

from ...errors import BadDescription
from .layout import ACTIVATIONS, FORMATS, MOST_CLASSES
from .stated import Stated, names_from

LARGEST = 2**20
"""Bytes that a description has at most."""
CHANNELS: Mapping[str, Tuple[str, ...]] = {
    "rgb": ("red", "green", "blue"), "bgr": ("blue", "green", "red"), "grey": ("grey",),
}
SHOWN = ("red", "green", "blue", "grey", "zero")
"""What one channel of an input can be: a band as it is shown, their grey, or nothing."""
OUTPUTS = ("boxes", "scores", "labels")
MOST_COLUMNS = MOST_CLASSES + 100


@dataclass(frozen=True)
class Columns:
    """Where things stand in the output, as far as it was said."""

    box: Tuple[int, ...] = ()
    score: Optional[int] = None
    label: Optional[int] = None
    classes: Optional[Tuple[int, int]] = None
    """The first and the last column of the scores."""
    objectness: Optional[int] = None


@dataclass(frozen=True)
class Description:
    """What the file says."""

    path: str = ""
    stated: Stated = field(default_factory=Stated)
    box: str = ""
    normalised: Optional[bool] = None
    activation: str = ""
    degrees: bool = False
    counter_clockwise: bool = False
    transposed: Optional[bool] = None
    columns: Columns = Columns()
    outputs: Mapping[str, str] = field(default_factory=dict)
    channels: Tuple[str, ...] = ()
    layout: str = ""


def read_description(path: Path) -> Description:
    """The description of a file, checked; the empty one where there is none."""
    if not path.is_file():
        return Description()
    if path.stat().st_size > LARGEST:
        raise BadDescription(str(path), "it is larger than a megabyte")
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadDescription(str(path), f"it is no JSON ({error})") from error
    return described(said, str(path))


def described(said: Any, path: str) -> Description:
    """A description from JSON values."""
    if not isinstance(said, dict):
        raise BadDescription(path, "it must be a JSON object")
    for key in said:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1)
            raise BadDescription(path, f"it says {key!r}, which nothing is known of",
                                 hint=f"Did you mean {near[0]!r}?" if near else f"It may say {', '.join(KEYS)}.")
    values: Dict[str, Any] = {}
    for key, value in said.items():
        try:
            values[key] = KEYS[key](value)
        except (ValueError, OverflowError) as error:
            raise BadDescription(path, f"{key!r}: {error}") from error
    return _assembled(values, path)


def _assembled(values: Mapping[str, Any], path: str) -> Description:
    get = values.get
    if "channels" in values and "bands" in values:
        raise BadDescription(path, "it says both 'channels' and 'bands'")
    for name in ("mean", "std"):
        if name in values and len(values[name]) not in (1, len(_channels(values) or values[name])):
            raise BadDescription(path, f"{name!r} has {len(values[name])} numbers for {len(_channels(values))} "
                                       "channels")
    columns = Columns(get("box_columns", ()), get("score_column"), get("label_column"), get("class_columns"),
                      get("objectness_column"))
    form = get("box", "")
    if columns.box and form and len(columns.box) != FORMATS[form]:
        raise BadDescription(path, f"a box {form} takes {FORMATS[form]} columns and 'box_columns' names "
                                   f"{len(columns.box)}")
    if not form and (columns != Columns() or "outputs" in values):
        raise BadDescription(path, "it names columns or outputs and not 'box', how a box is written",
                             hint=f"Add \"box\": one of {', '.join(FORMATS)}.")
    resolution = get("resolution_cm")
    stated = Stated(names=get("classes"), size=get("input_size"), stride=get("stride"), nms=get("nms"),
                    divisor=get("scale"), mean=get("mean", ()), std=get("std", ()),
                    resolution_m=None if resolution is None else resolution / 100.0,
                    confidence=get("confidence"), overlap=get("overlap"))
    return Description(path, stated, form, get("coordinates"), get("scores", ""), get("angle", False),
                       get("turning", False), get("transposed"), columns, get("outputs", {}), _channels(values),
                       get("layout", ""))


def _channels(values: Mapping[str, Any]) -> Tuple[str, ...]:
    return tuple(values.get("channels") or values.get("bands") or ())


def _one_of(words: Sequence[str]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"must be one of {', '.join(words)}")
        return value
    return check


def _word(yes: str, no: str) -> Callable[[Any], bool]:
    return lambda value: _one_of((no, yes))(value) == yes


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004 (one error for all values)
    return value


def _number(low: float, high: float) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) \
                or not low < value <= high:
            raise ValueError(f"must be a number above {low:g} and at most {high:g}")
        return float(value)
    return check


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return value
    return check


def _list_of(check: Callable[[Any], Any], least: int, most: int) -> Callable[[Any], Tuple[Any, ...]]:
    def check_all(value: Any) -> Tuple[Any, ...]:
        if not isinstance(value, list) or not least <= len(value) <= most:
            raise ValueError(f"must be a list of {least}" + (f" to {most}" if most != least else ""))
        return tuple(check(each) for each in value)
    return check_all


def _size(value: Any) -> Tuple[int, int]:
    side = _whole(16, 8192)
    if isinstance(value, list):
        if len(value) != 2:
            raise ValueError("must be one side or [width, height]")
        return side(value[0]), side(value[1])
    return side(value), side(value)


def _range(value: Any) -> Tuple[int, int]:
    first, last = _list_of(_whole(0, MOST_COLUMNS), 2, 2)(value)
    if last < first:
        raise ValueError("must be the first and the last column")
    return first, last


def _numbers(value: Any) -> Tuple[float, ...]:
    found = _list_of(_number(-1e9, 1e9), 1, 16)(value if isinstance(value, list) else [value])
    return tuple(float(each) for each in found)


def _deviations(value: Any) -> Tuple[float, ...]:
    found = _numbers(value)
    if min(found) <= 0.0:
        raise ValueError("must be above 0")
    return found


def _outputs(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict) or "boxes" not in value or not set(value) <= set(OUTPUTS) \
            or not all(isinstance(each, str) for each in value.values()):
        raise ValueError('must name outputs of the model, as in {"boxes": ..., "scores": ..., "labels": ...}')
    return dict(value)


_COLUMN = _whole(0, MOST_COLUMNS)
_VERSION = _whole(1, 1)

KEYS: Mapping[str, Callable[[Any], Any]] = {
    "version": _VERSION, "classes": names_from, "input_size": _size, "stride": _whole(1, 1024),
    "channels": lambda value: CHANNELS[_one_of(tuple(CHANNELS))(value)],
    "bands": _list_of(_one_of(SHOWN), 1, 16), "layout": _one_of(("nchw", "nhwc")),
    "scale": _number(0.0, 1e6), "mean": _numbers, "std": _deviations,
    "resolution_cm": _number(0.0, 1e6), "confidence": _number(0.0, 0.999), "overlap": _number(0.0, 1.0),
    "box": _one_of(tuple(FORMATS)), "coordinates": _word("normalised", "pixels"),
    "angle": _word("degrees", "radians"), "turning": _word("counter-clockwise", "clockwise"),
    "transposed": _boolean, "box_columns": _list_of(_COLUMN, 4, 8), "score_column": _COLUMN,
    "label_column": _COLUMN, "class_columns": _range, "objectness_column": _COLUMN, "outputs": _outputs,
    "scores": _one_of(ACTIVATIONS), "nms": _boolean,
}
"""Everything a description may say, and how each value is checked."""
