"""Welcome: the page of the first time, and the sample raster it opens.

The sample is copied into the data folder before it is opened: a project that was saved with it outlives the plugin's
next update, and QGIS may write its own notes beside it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Callable, Iterator, Optional, Tuple

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject

from ...inference.errors import EarthscribeError, OutputUnwritable, UnsupportedRaster
from ...inference.values import Stop
from ..dock.panel import DescribePanel
from ..settings import Settings
from ..tasks import Streams, Then

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
SAMPLE = "drone_catanduanes.tif"
SEEN = "welcome/seen"


class Welcome(QObject):
    """Shown until it is closed, or until the sample was opened."""

    def __init__(self, iface: Any, panel: DescribePanel, settings: Settings, streams: Streams) -> None:
        super().__init__(panel)
        self._iface = iface
        self._panel = panel
        self._settings = settings
        self._streams = streams
        self.refuse: Callable[[EarthscribeError], None] = lambda _: None
        panel.welcomeClosed.connect(self.done)
        panel.samplePressed.connect(self.open_sample)
        panel.show_welcome(not settings.value(SEEN, False))

    def done(self) -> None:
        """The dock as it is every day, from now on."""
        self._settings.keep(SEEN, True)
        self._panel.show_welcome(False)

    def show(self) -> None:
        """The page again, for somebody who asked for it."""
        self._panel.setUserVisible(True)
        self._panel.show_welcome(True)

    def open_sample(self) -> None:
        """The sample raster into the project, active and in view, ready to be drawn on."""

        def work(_stop: Stop) -> Iterator[Tuple[str, str]]:
            yield copied(SAMPLE)

        self._streams.start(self.tr("Earthscribe opens its sample"), work, Then(self._show, self.refuse))

    def _show(self, found: Optional[Tuple[str, str]]) -> None:
        if found is None:  # stopped in QGIS' own task list
            return
        path, title = found
        project = QgsProject.instance()
        layer = next((each for each in project.mapLayers().values()
                      if isinstance(each, QgsRasterLayer) and each.source() == path), None)
        if layer is None:
            layer = QgsRasterLayer(path, title)
            if not layer.isValid():
                self.refuse(UnsupportedRaster(path, "QGIS could not load it"))
                return
            if not project.mapLayers():
                project.setCrs(layer.crs())
            project.addMapLayer(layer)
        self._iface.setActiveLayer(layer)
        self._panel.follow(layer)
        canvas = self._iface.mapCanvas()
        canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()))
        canvas.refresh()
        self.done()
        self._panel.draw.setFocus()


def copied(name: str) -> Tuple[str, str]:
    """The sample in the data folder, and its title; the copy is made once."""
    from ...inference.home import folder
    from ...inference.whole_file import write_whole

    listed = json.loads((SAMPLES / "samples.json").read_text(encoding="utf-8"))["rasters"]
    title = next((str(each["title"]) for each in listed if each["file"] == name), name)
    source = SAMPLES / name
    try:
        place = folder("samples") / name
        if not place.is_file() or place.stat().st_size != source.stat().st_size:
            write_whole(place, source.read_bytes())
            shutil.copystat(source, place)
    except OSError as error:
        raise OutputUnwritable(name, error.strerror or str(error)) from error
    return str(place), title
