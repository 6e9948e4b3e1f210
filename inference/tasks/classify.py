"""The task `classify`: a box, and a list of classes or none, becomes the request to say which it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Tuple

from ..config import RunConfig
from ..geometry import PixelQuad
from ..raster.source import RasterInfo
from ..values import Request
from . import describe


def make_request(info: RasterInfo, quad: PixelQuad, classes: Tuple[str, ...], config: RunConfig) -> Request:
    """The request to classify a box; reads no pixel."""
    return replace(describe.make_request(info, quad, config), task="classify", classes=classes, text="")
