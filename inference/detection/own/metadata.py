"""What the maker wrote into the model: metadata as Ultralytics' exports have it, and as Deepness, a QGIS plugin, does.

Ultralytics     names ("{0: 'car', ...}", as Python writes it), task, imgsz ("[height, width]"), stride, end2end, and
                args with what the export was asked for (nms among it), and lately head. YOLOv5 writes names
                and stride only.
Deepness        JSON values: model_type ("Detector"), class_names, det_type, det_conf, det_iou_thresh, tile_size,
                resolution (cm per pixel), standardization_mean, standardization_std. How tiles overlap is chosen here,
                so what is said of that is not read.

All of it is text from anywhere: limited in length, read as literals only, and left out where it is nonsense.
"""

from __future__ import annotations

import ast
import contextlib
import json
import math
from dataclasses import replace
from typing import Any, Mapping, Optional, Tuple

from ...errors import NoDetector
from .stated import Stated, names_from

LONGEST = 400_000
"""Characters of one value that are read."""
DEEPEST = 6
WITH_BOXES = ("detect", "obb", "segment", "pose", "detection", "")
"""Tasks of Ultralytics whose outputs begin with boxes."""
DEEPNESS = ("model_type", "det_type", "class_names", "resolution", "det_conf", "det_iou_thresh", "standardization_mean")
UNREADABLE = (ValueError, SyntaxError, TypeError, MemoryError, RecursionError)


def read_metadata(said: Mapping[str, str], path: str) -> Stated:
    """What the metadata says; a model that calls itself something other than a detector is refused."""
    deepness = _deepness(said, path) if any(key in said for key in DEEPNESS) else Stated()
    if "names" not in said and "task" not in said:
        return deepness
    ultralytics = _ultralytics(said, path)
    return replace(deepness.over(ultralytics), family=ultralytics.family)


def literal(text: Optional[str]) -> Any:
    """A value written as JSON or as Python writes it; None where it is neither, or too long."""
    if text is None or len(text) > LONGEST or _depth(text) > DEEPEST:
        return None
    with contextlib.suppress(*UNREADABLE):  # the other notation is tried next
        return json.loads(text)
    with contextlib.suppress(*UNREADABLE):  # text from anywhere: nonsense says nothing
        return ast.literal_eval(text.strip())
    return None


def _depth(text: str) -> int:
    deepest = depth = 0
    for each in text:
        depth += (each in "[{(") - (each in "]})")
        deepest = max(deepest, depth)
    return deepest


def _ultralytics(said: Mapping[str, str], path: str) -> Stated:
    task = said.get("task", "").strip().lower()
    if task not in WITH_BOXES:
        raise NoDetector(path, f"its metadata says that it is made to {task[:40]!r}",
                         hint="Export a model that was trained to detect (detect or obb).")
    head = "queries" if said.get("head", "").strip() == "RTDETRDecoder" else ""
    args, size = literal(said.get("args")), literal(said.get("imgsz"))
    given = args if isinstance(args, dict) else {}
    flags = [_flag(given.get("nms")), _flag(literal(said.get("end2end")) if "end2end" in said else None)]
    known = [flag for flag in flags if flag is not None]
    return Stated("ultralytics", _names(said.get("names")), task, head, size=_size(size),
                  stride=_stride(said.get("stride")), nms=any(known) if known else None)


def _deepness(said: Mapping[str, str], path: str) -> Stated:
    kind = literal(said.get("model_type"))
    kind = said.get("model_type", "") if kind is None else str(kind)
    if kind and kind.strip("'\" ").lower() != "detector":
        raise NoDetector(path, f"its metadata says that it is a {kind[:40]}", hint="Choose a detector.")
    scheme = literal(said.get("det_type"))
    size = _positive(said.get("tile_size") or said.get("tiles_size"))
    resolution = _positive(said.get("resolution"))
    return Stated(
        "deepness", _names(said.get("class_names") or said.get("names")),
        scheme=str(said.get("det_type", "") if scheme is None else scheme).strip("'\" "),
        size=None if size is None or size > 1e5 else (int(size), int(size)),
        mean=_numbers(said.get("standardization_mean")), std=_numbers(said.get("standardization_std")),
        resolution_m=None if resolution is None else resolution / 100.0,
        confidence=_share(said.get("det_conf")), overlap=_share(said.get("det_iou_thresh")))


def _names(text: Optional[str]) -> Any:
    with contextlib.suppress(ValueError):  # unreadable names are no names
        return names_from(literal(text))
    return None


def _flag(value: Any) -> Optional[bool]:
    if isinstance(value, str):
        return value.strip().lower() == "true"
    return value if isinstance(value, bool) else None


def _size(value: Any) -> Optional[Tuple[int, int]]:
    """(width, height) of imgsz, which is one side or height and width."""
    both = [value, value] if isinstance(value, int) else value
    if not isinstance(both, (list, tuple)) or len(both) != 2:
        return None
    height, width = both
    if not all(isinstance(each, int) and 0 < each < 100_000 for each in both):
        return None
    return width, height


def _stride(text: Optional[str]) -> Optional[int]:
    value = literal(text)
    value = max(value, default=None) if isinstance(value, (list, tuple)) and _all_numbers(value) else value
    number = float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0
    return int(number) if 1 <= number <= 1024 else None


def _positive(text: Optional[str]) -> Optional[float]:
    value = literal(text)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) and value > 0 else None


def _share(text: Optional[str]) -> Optional[float]:
    value = _positive(text)
    return value if value is not None and value < 1.0 else None


def _numbers(text: Optional[str]) -> Tuple[float, ...]:
    value = literal(text)
    if not isinstance(value, (list, tuple)) or not _all_numbers(value):
        return ()
    return tuple(float(each) for each in value)


def _all_numbers(values: Any) -> bool:
    return all(isinstance(each, (int, float)) and not isinstance(each, bool) and math.isfinite(each)
               for each in values)
