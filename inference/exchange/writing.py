"""Objects into files while they are being found: what was found before a stop or a failure is there."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Optional, Type

from ..values import Found
from ..whole_file import PREFIX, SUFFIX
from . import geojson, gpkg
from .trouble import said_by_system


class DetectionWriter:
    """Takes rows as they come; at the end of its `with` they are all in the file, whatever ended it."""

    def add(self, found: Found) -> None:
        """Write rows."""
        raise NotImplementedError

    def close(self, *, whole: bool) -> None:
        """Complete the file; a `whole` run that found nothing leaves an empty layer."""

    def __enter__(self) -> DetectionWriter:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close(whole=kind is None)


class Nowhere(DetectionWriter):
    """Writes nothing."""

    def add(self, found: Found) -> None:
        """Nothing."""


class GpkgWriter(DetectionWriter):
    """Appends each lot of rows in one transaction."""

    def __init__(self, path: Path, crs: str) -> None:
        self._path = path
        self._crs = crs
        self._made = False

    def add(self, found: Found) -> None:
        """Write rows into the file itself."""
        gpkg.append_detections(self._path, found.detections, found.search)
        self._made = True

    def close(self, *, whole: bool) -> None:
        """Make the layer where no row did."""
        if whole and not self._made:
            gpkg.ensure_detections(self._path, self._crs)


class GeojsonWriter(DetectionWriter):
    """Collects rows in a file beside, and replaces the old file by old and new rows at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: Optional[IO[str]] = None

    def add(self, found: Found) -> None:
        """Keep rows for the end."""
        try:
            if self._lines is None:
                self._lines = tempfile.NamedTemporaryFile(  # noqa: SIM115 (it lives until `close`)
                    "w", encoding="utf-8", newline="\n", prefix=PREFIX, suffix=SUFFIX, dir=self._path.parent,
                    delete=False)
            self._lines.writelines(geojson.detection_line(each, found.search) for each in found.detections)
        except OSError as error:
            raise said_by_system(self._path, error) from error

    def close(self, *, whole: bool) -> None:
        """Put old and new rows in place."""
        if self._lines is None:
            if whole:
                geojson.append_detections(self._path, ())
            return
        lines = Path(self._lines.name)
        try:
            self._lines.close()
            with lines.open(encoding="utf-8") as stream:
                geojson.append_detections(self._path, stream)
        finally:
            lines.unlink(missing_ok=True)
