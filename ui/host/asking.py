"""From a box somebody gave in QGIS to the request that an analyst answers."""

from __future__ import annotations

from dataclasses import replace

from ...inference.config import RunConfig
from ...inference.geometry import PixelQuad
from ...inference.tasks.describe import make_request
from ...inference.values import Request
from .sight import Sight


def request_for(sight: Sight, quad: PixelQuad, config: RunConfig) -> Request:
    """The request for a box, with the way its coordinates came; reads no pixel."""
    request = make_request(sight.raster.info, quad, config)
    operation = sight.operation
    notes = request.notes
    if operation.ballpark:
        notes = (*notes, f"The box came through a ballpark transformation ({operation.name}); it may be metres off.")
    return replace(request, crs_operation=operation.name, notes=notes)
