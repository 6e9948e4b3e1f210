"""How each window of the plugin is made here, with something in it."""

from __future__ import annotations

from pathlib import Path

ICON = Path(__file__).resolve().parents[2] / "resources" / "icons" / "draw_box.svg"
SHOWN: set = set()
"""Names of the classes that were on the screen."""
KEPT: list = []
"""What a window needs and does not own."""


def streams():
    from earthscribe.ui.tasks import Streams

    KEPT.append(Streams())
    return KEPT[-1]


def seen():
    """A picture with a box."""
    import numpy as np
    from earthscribe.inference.geometry import PixelQuad, PixelWindow
    from earthscribe.inference.georef import AffinePlacement, PixelGrid
    from earthscribe.inference.values import Chip, Framing, Recipe, Seen, View

    quad = PixelQuad(((20.0, 12.0), (50.0, 12.0), (50.0, 30.0), (20.0, 30.0)))
    framing, recipe = Framing(PixelWindow(0, 0, 64, 48), 64, 48), Recipe("optical", "rgb", (1, 2, 3))
    pixels = np.random.default_rng(3).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    grid = PixelGrid(AffinePlacement(0.5, 0.0, 500000.0, 0.0, -0.5, 5600000.0), 64, 48, "EPSG:32633")
    return Seen(Chip(pixels, grid, recipe), View("town.tif", quad, framing, recipe, gsd_m=0.5))


def request():
    from earthscribe.inference.values import Request, Source

    return Request("describe", seen().view.quad, Source("town.tif", "f"), model="office")


def dock():
    from earthscribe.ui.dock.panel import DescribePanel
    from qgis.PyQt.QtGui import QIcon

    return DescribePanel(QIcon(str(ICON)), None)


def welcome():
    made = dock()
    made.show_welcome(True)
    return made


def picture_in_the_dock():
    made = dock()
    made.view_box.setCollapsed(False)
    made.show_seen(seen())
    return made


def consent():
    from earthscribe.ui.window.consent import ConsentDialog

    return ConsentDialog("https://office.example", request(), seen(), streams())


def mapping():
    from earthscribe.ui.results.mapping_dialog import MappingDialog
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer("Polygon", "mine", "memory")
    KEPT.append(layer)
    return MappingDialog(layer)


def exchange():
    from earthscribe.ui.window.exchange import Exchange
    from earthscribe.ui.window.exchange_dialog import ExchangeDialog

    told = Exchange(request(), "What stands here?", (seen().chip.pixels,), "A roof.", served=True)
    return ExchangeDialog(1, told)


def set_up():
    from earthscribe.ui.setup.dialog import SetupDialog

    return SetupDialog(streams())


def options():
    from earthscribe.ui.options.page import OptionsPage

    made = OptionsPage(lambda: None)
    KEPT.append(made.form)  # made when its tab is opened
    return made


def server():
    from earthscribe.inference.config import RunConfig
    from earthscribe.inference.servers.entries import Entry
    from earthscribe.ui.options.server_dialog import Draft, ServerDialog

    return ServerDialog(Draft(Entry("office", "https://office.example/v1", "vl")), (), RunConfig(), streams())


def size_beside_the_pointer():
    from earthscribe.ui.drawing.size_label import SizeLabel
    from qgis.PyQt.QtWidgets import QWidget

    KEPT.append(QWidget())
    made = SizeLabel(KEPT[-1])
    made.setText("12.3 m × 4.5 m")
    made.setParent(None)
    return made


WINDOWS = {each.__name__: each for each in (
    dock, welcome, picture_in_the_dock, consent, mapping, exchange, set_up, options, server, size_beside_the_pointer)}
