"""The kinds of layers that are written: what each is called, its fields, its version and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from . import detections, schema, style
from .schema import Field


@dataclass(frozen=True)
class Kind:
    """One kind of layer."""

    name: str
    about: str
    fields: Tuple[Field, ...]
    required: Tuple[str, ...]
    """A layer of unknown version that has these fields is one of ours."""
    version: int
    look: style.Style


DESCRIPTIONS = Kind(schema.LAYER, "Descriptions of objects by Earthscribe", schema.FIELDS, schema.REQUIRED,
                    schema.SCHEMA, style.DESCRIPTIONS)
DETECTIONS = Kind(detections.LAYER, "Objects found by Earthscribe", detections.FIELDS, detections.REQUIRED,
                  detections.SCHEMA, style.DETECTIONS)
