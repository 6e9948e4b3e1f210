"""Questions: what the dock's choices ask about a box, on top of the options.

The picture is made as the layer is styled, as the user chose, or automatically; there the bands that the user gave the
layer are taken where the file does not say itself which band is which. A house instruction that is an expression is
worked out for each box, with variables that speak of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Dict, Optional, Tuple

from qgis.core import QgsExpressionContextScope, QgsRasterLayer

from ...inference.config import RunConfig
from ...inference.geometry import PixelQuad, distance
from ..describing.session import Question
from ..dock.panel import DescribePanel
from ..settings import Settings

if TYPE_CHECKING:
    from ..host.layers import ShownRaster
    from ..host.sight import Sight

STYLED, OWN = "styled", "own"


class Questions:
    """Reads the dock."""

    def __init__(self, panel: DescribePanel, settings: Settings) -> None:
        self._panel = panel
        self._settings = settings

    def whole_view(self, raster: ShownRaster, layer: Optional[QgsRasterLayer], model: str) -> RunConfig:
        """What is asked of a view and not of a box."""
        return self.picture(replace(self._settings.run_config(), model=model), raster, layer)[0]

    def about(self, sight: Sight, quad: PixelQuad, layer: Optional[QgsRasterLayer], model: str = "") -> Question:
        """The question about a box; `model` is another one than the chosen."""
        panel = self._panel
        config = replace(self._settings.run_config(), model=model or panel.chosen_model(),
                         language=panel.chosen_language() or "en")
        config, notes = self.picture(config, sight.raster, layer)
        return Question(replace(config, instruction=self._instruction(config, sight, quad)), notes)

    def picture(self, config: RunConfig, raster: ShownRaster,
                layer: Optional[QgsRasterLayer]) -> Tuple[RunConfig, Tuple[str, ...]]:
        """The configuration with how the picture is wanted, and what is to be said of that."""
        from ..host.styling import bands_hint, look_of

        choice = self._panel.view_choice()
        config = replace(config, context=choice.context or config.context, gsd=choice.gsd or config.gsd)
        if choice.recipe == OWN:
            return replace(config, bands=choice.bands or config.bands, stretch=choice.stretch or config.stretch), ()
        if layer is None:  # removed since: nothing is left that could be styled
            return config, ()
        if choice.recipe == STYLED:
            styled = look_of(layer, raster.info)
            return replace(config, bands=styled.bands, stretch=styled.stretch), tuple(styled.notes)
        return replace(config, bands=config.bands or bands_hint(layer, raster.info)), ()

    def _instruction(self, config: RunConfig, sight: Sight, quad: PixelQuad) -> str:
        """The house instruction of the dock, or that of the options where the dock has none."""
        scope = QgsExpressionContextScope("Earthscribe")
        for name, value in variables_of(sight, quad).items():
            scope.addVariable(QgsExpressionContextScope.StaticVariable(name, value, True, True))
        return self._panel.instruction_text(scope) or config.instruction


def variables_of(sight: Sight, quad: PixelQuad) -> Dict[str, Any]:
    """What an expression can say of a box: its size and direction, in metres where they are known, and in pixels."""
    from ..drawing.sizing import METRES, Ruler

    size = Ruler(sight).measured(quad.corners)
    known: Dict[str, Any] = {"box_azimuth": round(size.azimuth, 1), "box_length_m": None, "box_width_m": None}
    if size.unit == METRES:
        known.update(box_length_m=round(size.length, 2), box_width_m=round(size.width, 2))
    first, second = (distance(quad.corners[i], quad.corners[i + 1]) for i in range(2))
    known.update(box_length_px=round(max(first, second), 1), box_width_px=round(min(first, second), 1))
    return known
