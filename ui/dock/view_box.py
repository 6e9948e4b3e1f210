"""ViewBox: "What the model sees", the picture that would be sent and how it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Optional, Sequence

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from .band_choice import BandChoice, number_box
from .forms import SlimForm, align, fill
from .naming import named, shrinking
from .picture import ChipPicture
from .shown import ViewChoice

if TYPE_CHECKING:
    from ...inference.values import Recipe, Seen

AUTO, STYLED, OWN = "auto", "styled", "own"
TENTHS = 10
WIDEST_BY_SLIDER, WIDEST = 5, 100


class ViewBox(QgsCollapsibleGroupBox):
    """Closed until somebody wants to know; the picture is made only while it is open."""

    lookChanged = pyqtSignal()
    """Something changed that the picture depends on, or the box was opened."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("What the model sees"))
        named(self, "viewBox", self.tr("What the model sees"),
              self.tr("The very picture that is shown to the model, and how it is made"))
        self.setCollapsed(True)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.show_seen(None)
        self.show_resolution("")
        self._show_own()

    def _make_parts(self) -> None:
        self.picture = named(ChipPicture(self), "chipPicture", self.tr("Picture"),
                             self.tr("What the model sees; the box is drawn in for you"))
        self.caption = named(QLabel(self), "chipCaption", self.tr("About the picture"))
        self.notes = named(QLabel(self), "chipNotes", self.tr("Notes"))
        for label in (self.caption, self.notes):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.recipe = named(QComboBox(self), "recipeBox", self.tr("Colours"), self.tr(
            "How bands become a picture: chosen automatically, as the layer is styled in QGIS, or your own choice"))
        for words, data in ((self.tr("Automatic"), AUTO), (self.tr("As styled in QGIS"), STYLED),
                            (self.tr("My own"), OWN)):
            self.recipe.addItem(words, data)
        shrinking(self.recipe)
        self.own = BandChoice(self)
        self.context = named(number_box(0.0, WIDEST, 0.0, 1), "contextBox", self.tr("Surroundings"), self.tr(
            "Width of the surroundings on each side of the box, in box sizes"))
        self.context.setSpecialValueText(self.tr("auto"))
        self.context.setSuffix(self.tr(" ×"))
        self.context.setSingleStep(0.5)
        self.slider = named(QSlider(Qt.Orientation.Horizontal, self), "contextSlider", self.tr("Surroundings"), self.tr(
            "Less or more of the surroundings; far left is automatic"))
        self.slider.setRange(0, WIDEST_BY_SLIDER * TENTHS)
        self.slider.setPageStep(TENTHS)
        self.slider.setMinimumWidth(40)
        self.gsd: QDoubleSpinBox = named(number_box(0.0, 100_000.0, 0.0, 2), "resolutionBox", self.tr("Resolution"),
                                         self.tr("Metres per pixel for a layer without pixels of its own"))
        self.gsd.setSpecialValueText(self.tr("auto"))
        self.gsd.setSuffix(self.tr(" m per pixel"))
        self.resolution = named(QLabel(self), "resolutionWords", self.tr("Resolution in use"))
        self.resolution.setTextFormat(Qt.TextFormat.PlainText)
        self.resolution.setWordWrap(True)

    def _lay_out(self) -> None:
        around = QHBoxLayout()
        around.setSpacing(6)
        around.addWidget(self.slider, 3)
        around.addWidget(self.context, 2)
        below = SlimForm(self)
        form = below.rows
        form.addRow(self.tr("Colours"), self.recipe)
        form.addRow(self.own)
        form.addRow(self.tr("Around it"), around)
        form.addRow(self.tr("Resolution"), self.gsd)
        form.addRow("", self.resolution)
        self._form = form
        align(form, self.own.rows)
        body = QWidget(self)
        fill(self, body)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.picture)
        column.addWidget(self.caption)
        column.addWidget(self.notes)
        column.addWidget(below)

    def _connect(self) -> None:
        self.recipe.currentIndexChanged.connect(lambda _: self._recipe_changed())
        self.own.changed.connect(self.lookChanged)
        self.slider.valueChanged.connect(lambda tenths: self.context.setValue(tenths / TENTHS))
        self.context.valueChanged.connect(self._context_changed)
        self.gsd.valueChanged.connect(lambda _: self.lookChanged.emit())
        self.collapsedStateChanged.connect(lambda closed: None if closed else self.lookChanged.emit())

    def minimumSizeHint(self) -> QSize:
        """As wide as its parts; a title in large letters may touch the edge."""
        least, parts = super().minimumSizeHint(), self.layout()
        return QSize(min(least.width(), parts.minimumSize().width()), least.height()) if parts else least

    def tab_order(self) -> List[QWidget]:
        """From top to bottom."""
        return [self, self.recipe, *self.own.tab_order(), self.slider, self.context, self.gsd]

    # --- what it is told

    def offer_bands(self, names: Sequence[str], hint: str) -> None:
        """The raster's bands, and those to start from."""
        self.own.offer(names, hint)

    def show_resolution(self, words: str) -> None:
        """The resolution of a layer without pixels of its own; "" for one that has them."""
        self.resolution.setText(words)
        for widget in (self.gsd, self._form.labelForField(self.gsd), self.resolution):
            widget.setVisible(bool(words))

    def show_seen(self, seen: Optional[Seen]) -> None:
        """The picture of the current box, None while there is none."""
        if seen is None:
            self.picture.show_words(self.tr("Draw a box to see its picture here."))
            self.caption.setText("")
            self._show_notes(())
        else:
            from ...inference.framing import chip_quad

            pixels = seen.chip.pixels
            framing = seen.view.framing
            by = pixels.shape[1] / framing.width, pixels.shape[0] / framing.height
            corners = [(x * by[0], y * by[1]) for x, y in chip_quad(seen.view.quad, framing).corners]
            self.picture.show_picture(pixels, corners)
            self.caption.setText(self._about(seen))
            self._show_notes(seen.view.notes)
        self.caption.setVisible(bool(self.caption.text()))
        self.picture.setAccessibleDescription(self.caption.text())

    # --- what it says

    def choice(self) -> ViewChoice:
        """How the picture is wanted."""
        own = self.recipe.currentData() == OWN
        return ViewChoice(
            recipe=str(self.recipe.currentData()), bands=self.own.bands() if own else "",
            stretch=self.own.stretch_words() if own else AUTO, context=round(self.context.value(), 1),
            gsd=self.gsd.value() if not self.gsd.isHidden() else 0.0)

    # ---

    def _recipe_changed(self) -> None:
        self._show_own()
        self.lookChanged.emit()

    def _show_own(self) -> None:
        self.own.setVisible(self.recipe.currentData() == OWN)

    def _context_changed(self, value: float) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(min(round(value * TENTHS), self.slider.maximum()))
        self.slider.blockSignals(False)
        self.lookChanged.emit()

    def _show_notes(self, notes: Sequence[str]) -> None:
        self.notes.setText("\n".join(f"• {note}" for note in notes))
        self.notes.setVisible(bool(notes))

    def _about(self, seen: Seen) -> str:
        height, width = seen.chip.pixels.shape[:2]
        window = seen.view.framing.window
        gsd = seen.view.gsd_m
        said = [self.tr("{width} × {height} px").format(width=width, height=height)]
        if gsd:
            said.append(self.tr("{metres} m per pixel").format(metres=f"{gsd * window.width / width:.3g}"))
        said += self._bands(seen.chip.recipe)
        return " · ".join(said)

    def _bands(self, recipe: Recipe) -> List[str]:
        bands = ", ".join(str(band) for band in recipe.bands)
        said = [(self.tr("bands {numbers}") if len(recipe.bands) > 1 else self.tr("band {numbers}")).format(
            numbers=bands)]
        pairs = {(f"{low:.4g}", f"{high:.4g}") for low, high in zip(recipe.low, recipe.high)}
        if not pairs:
            said.append(self.tr("values as they are"))
        elif len(pairs) == 1:
            ((low, high),) = pairs
            said.append(self.tr("stretched from {low} to {high}").format(low=low, high=high))
        else:
            said.append(self.tr("each stretched: {pairs}").format(
                pairs=", ".join(f"{low:.4g}…{high:.4g}" for low, high in zip(recipe.low, recipe.high))))
        return said
