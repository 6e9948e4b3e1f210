"""Values to JSON and back by their type hints, so that a value added to `values.py` crosses the border by itself.

Encodes frozen dataclasses, tuples, optionals, unions of dataclasses (with a "type" tag) and plain JSON values.
Pixels never stand in JSON: an array is refused here and travels as a blob.
"""

from __future__ import annotations

import collections.abc
import dataclasses
import functools
import math
import typing
from typing import Any, Dict, Mapping, Tuple, Type, TypeVar, Union

import numpy as np

from . import georef, values

T = TypeVar("T")

_TAGGED: Dict[str, type] = {each.__name__: each for each in
                            (georef.AffinePlacement, georef.GcpPlacement, georef.RpcPlacement,
                             values.Delta, values.Progress, values.Description, values.Found, values.Detected,
                             values.Caption, values.Label, values.Answer)}


def encode(value: Any) -> Any:
    """A value as JSON values; NaN and infinities become None, numpy scalars plain numbers."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        row = {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"type": type(value).__name__, **row} if type(value).__name__ in _TAGGED else row
    if isinstance(value, Mapping):
        return {str(k): encode(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [encode(v) for v in value]
    if isinstance(value, np.generic):
        return encode(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"{type(value).__name__} does not travel as JSON")


def decode(kind: Type[T], row: Any) -> T:
    """The value of a type that `encode` wrote; unknown keys of a newer program are ignored."""
    return typing.cast("T", _decode(kind, row))


def _decode(hint: Any, row: Any) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Union:
        return _decode_union(arguments, row)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return hint(**{name: _decode(kind, row[name]) for name, kind in _fields(hint) if name in row})
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(_decode(arguments[0], each) for each in row)
        return tuple(_decode(each, item) for each, item in zip(arguments, row))
    if hint is float and isinstance(row, int):
        return float(row)
    return _tuples(row) if hint is Any or origin is collections.abc.Mapping else row


@functools.cache
def _fields(kind: type) -> Tuple[Tuple[str, Any], ...]:
    """Names and types of a dataclass's fields, worked out once: thousands of rows may come."""
    hints = typing.get_type_hints(kind)
    return tuple((each.name, hints[each.name]) for each in dataclasses.fields(kind) if each.init)


def _decode_union(arguments: Any, row: Any) -> Any:
    if row is None:
        return None
    if isinstance(row, dict) and row.get("type") in _TAGGED:
        return _decode(_TAGGED[row["type"]], {k: v for k, v in row.items() if k != "type"})
    return _decode(next(each for each in arguments if each is not type(None)), row)


def _tuples(row: Any) -> Any:
    """Lists inside untyped values become tuples again, so that a value equals its copy."""
    if isinstance(row, dict):
        return {key: _tuples(each) for key, each in row.items()}
    return tuple(_tuples(each) for each in row) if isinstance(row, list) else row
