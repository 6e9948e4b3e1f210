"""From a box somebody gave in QGIS to the request that an analyst answers, and to its answer.

The pixels of a file are read where the models are. What only QGIS can read is read here, in the thread of the task that
asks, and goes to the analyst as a prepared request; so does a file that the model process cannot open but QGIS can.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Iterator, Protocol, Tuple, Union

from ...inference.config import RunConfig
from ...inference.errors import UnsupportedRaster
from ...inference.geometry import PixelQuad
from ...inference.preparation import is_prepared, seen
from ...inference.tasks.describe import make_request
from ...inference.values import Progress, Request, Said, Seen, Stop
from .layers import ShownRaster
from .sight import Sight

if TYPE_CHECKING:
    from .reader import Reader


class Asked(Protocol):
    """What answers: the analyst that dock and Processing share."""

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """See `Analyst.run`."""
        ...

    def look(self, request: Request, stop: Stop) -> Iterator[Union[Progress, Seen]]:
        """See `Analyst.look`."""
        ...


def request_for(sight: Sight, quad: PixelQuad, config: RunConfig) -> Request:
    """The request for a box, with the way its coordinates came; reads no pixel."""
    request = make_request(sight.raster.info, quad, config)
    operation = sight.operation
    notes = request.notes
    if operation.ballpark:
        notes = (*notes, f"The box came through a ballpark transformation ({operation.name}); it may be metres off.")
    return replace(request, crs_operation=operation.name, notes=notes)


def answers(analyst: Asked, raster: ShownRaster, request: Request, stop: Stop) -> Iterator[Said]:
    """The answer to a request, its pixels read here where only QGIS can read them; in a task's thread."""
    if raster.reader is not None and not is_prepared(request):  # the picture the user agreed to is sent as it is
        yield from _read_and_run(analyst, raster.reader, request, stop)
        return
    begun = False
    try:
        for said in analyst.run(request, stop):
            begun = begun or not isinstance(said, Progress)
            yield said
    except UnsupportedRaster as error:
        if begun:
            raise
        yield from _instead(_read_and_run(analyst, raster.read_here, request, stop), error)


def look(analyst: Asked, raster: ShownRaster, request: Request, stop: Stop) -> Iterator[Union[Progress, Seen]]:
    """What a model would see for a request: ends with a Seen, or without one when stopped; in a task's thread."""
    if raster.reader is not None:
        yield from _read_and_see(raster.reader, request, stop)
        return
    try:
        yield from analyst.look(request, stop)
    except UnsupportedRaster as error:
        yield from _instead(_read_and_see(raster.read_here, request, stop), error)


def band_names(raster: ShownRaster) -> Tuple[str, ...]:
    """The bands of a raster for people, the first one first: "1: red", "2: B08 (842 nm)"."""
    return tuple(_band_name(each.number, each.name or each.colour, each.wavelength_nm)
                 for each in raster.info.bands if each.colour != "alpha")


def _band_name(number: int, name: str, wavelength: object) -> str:
    wave = f"({wavelength:g} nm)" if isinstance(wavelength, (int, float)) else ""
    said = " ".join(part for part in (name, wave) if part)
    return f"{number}: {said}" if said else str(number)


def _read_and_run(analyst: Asked, reader: Reader, request: Request, stop: Stop) -> Iterator[Said]:
    for read in reader.prepared(request, stop):
        if isinstance(read, Progress):
            yield read
        else:
            yield from analyst.run(read, stop)


def _read_and_see(reader: Reader, request: Request, stop: Stop) -> Iterator[Union[Progress, Seen]]:
    for read in reader.prepared(request, stop):
        if isinstance(read, Progress):
            yield read
        elif not stop():
            yield seen(read)


def _instead(read: Iterator[Any], refused: UnsupportedRaster) -> Iterator[Any]:
    """What comes of reading a file here that the model process cannot open; its refusal where QGIS cannot either."""
    try:
        yield from read
    except UnsupportedRaster:
        raise refused from None
