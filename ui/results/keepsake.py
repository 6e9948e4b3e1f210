"""Keepsake: an object on its way into a layer, and how it gets there where no time is left.

A project or QGIS that closes leaves no turn of the event loop: the row is written at once, and what cannot be written
when QGIS itself goes is put into a file of our own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from qgis.core import QgsProject, QgsVectorLayer

from ...inference.errors import EarthscribeError, OutputUnwritable
from ...inference.home import home
from ..describing.objects import Answer, Object, State
from ..settings import Settings

if TYPE_CHECKING:
    from ..host.store import Entry, Kept


@dataclass(frozen=True)
class Keepsake:
    """An object on its way into a layer, or there."""

    object: Object
    kept: Kept
    state: State
    """KEPT or REJECTED."""
    path: str
    """The file, "" for a layer that stands in none."""
    name: str
    """What messages call the place."""
    layer_id: str = ""
    """The layer; "" as long as the GeoPackage is in no project."""
    entry: Optional[Entry] = None
    ready: bool = False
    """Whether room was made in the file."""


def kept_of(answer: Answer, text: str, state: State) -> Kept:
    """What is to be kept of an answer, by whom it was reviewed and what was asked."""
    raster, request = answer.raster, answer.request
    rings = tuple(tuple(raster.grid.map_points(ring)) for ring in answer.rings)
    asked = request.text or str(request.option("instruction", ""))
    return replace(answer.kept(text), rings=rings, question=asked, analyst=Settings().analyst_name,
                   rejected=state is State.REJECTED)


def write_now(keepsake: Keepsake, layer: Optional[QgsVectorLayer], project: QgsProject) -> None:
    """Write it in this very moment; `layer` is what the project shows of the place, None where it shows nothing."""
    from ..host import files, mapping, store

    if not keepsake.ready:
        files.make_room(keepsake.path, keepsake.kept.place.crs, layer, files.IMPATIENT)()
    if layer is None and not keepsake.layer_id:
        layer = files.opened(keepsake.path, keepsake.name, styled=False)
    if layer is None or layer.providerType() == "memory":  # what goes into memory goes with it
        raise OutputUnwritable(keepsake.name, "its layer was removed from the project meanwhile")
    if layer.isEditable():  # QGIS has asked already what becomes of the user's own edits
        layer = layer.clone()
    store.add(keepsake.kept, mapping.mapping_for(layer), layer, project, keepsake.path or keepsake.name)


def rescued_file() -> Path:
    """Where stands what could not be written anywhere else; the user may move or delete it."""
    return home() / "rescued" / "descriptions.gpkg"


def rescue(keepsake: Keepsake, error: EarthscribeError, project: QgsProject) -> EarthscribeError:
    """Put what cannot be written into a file of our own; the error names it, and is the old one where that fails."""
    place = rescued_file()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_now(replace(keepsake, path=str(place), name=place.name, layer_id="", ready=False), None, project)
    except (EarthscribeError, OSError):
        return error
    return OutputUnwritable(keepsake.path or keepsake.name, "QGIS closed while it was being kept",
                            hint=f"The description stands in {place}.", detail=error.message)
