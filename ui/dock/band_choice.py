"""BandChoice: the user's own recipe, which bands are shown and how their values become dark and bright."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QWidget

from .forms import SlimForm
from .naming import named, shrinking

COLOUR, GREY = "colour", "grey"
AUTO, NONE, PERCENT, VALUES = "auto", "none", "percent", "values"
LARGEST = 1e12


def number_box(least: float, most: float, value: float, decimals: int) -> QDoubleSpinBox:
    """A field for a number that may be as narrow as the dock asks for."""
    box = QDoubleSpinBox()
    box.setRange(least, most)
    box.setDecimals(decimals)
    box.setValue(value)
    box.setKeyboardTracking(False)
    box.setMinimumWidth(48)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


class BandChoice(SlimForm):
    """Colour of three bands or grey of one, and a stretch."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._names: Tuple[str, ...] = ()
        self._numbers: List[int] = []
        self.mode = named(QComboBox(self), "colourModeBox", self.tr("Colour or grey"),
                          self.tr("Three bands in colour, or one band in grey"))
        self.mode.addItem(self.tr("Colour (three bands)"), COLOUR)
        self.mode.addItem(self.tr("Grey (one band)"), GREY)
        self.red, self.green, self.blue, self.grey = (
            named(QComboBox(self), "redBandBox", self.tr("Red band"), self.tr("The band shown in red")),
            named(QComboBox(self), "greenBandBox", self.tr("Green band"), self.tr("The band shown in green")),
            named(QComboBox(self), "blueBandBox", self.tr("Blue band"), self.tr("The band shown in blue")),
            named(QComboBox(self), "greyBandBox", self.tr("Grey band"), self.tr("The band shown in grey")))
        self.stretch = named(QComboBox(self), "stretchBox", self.tr("Stretch"), self.tr(
            "Which values are shown black and which white"))
        for words, data in ((self.tr("Automatic"), AUTO), (self.tr("None: values as they are"), NONE),
                            (self.tr("Percentiles"), PERCENT), (self.tr("From value to value"), VALUES)):
            self.stretch.addItem(words, data)
        self.low_percent = named(number_box(0.0, 99.9, 2.0, 1), "lowPercentBox", self.tr("Lower percentile"),
                                 self.tr("This share of the values is shown black"))
        self.high_percent = named(number_box(0.1, 100.0, 98.0, 1), "highPercentBox", self.tr("Upper percentile"),
                                  self.tr("The values above this share are shown white"))
        self.low_percent.setSuffix(" %")
        self.high_percent.setSuffix(" %")
        self.low_value = named(number_box(-LARGEST, LARGEST, 0.0, 4), "lowValueBox", self.tr("Black at"),
                               self.tr("This value and those below it are shown black"))
        self.high_value = named(number_box(-LARGEST, LARGEST, 3000.0, 4), "highValueBox", self.tr("White at"),
                                self.tr("This value and those above it are shown white"))
        for each in (self.mode, self.red, self.green, self.blue, self.grey, self.stretch):
            shrinking(each)
        self._lay_out()
        self._connect()
        self._show_rows()

    def _lay_out(self) -> None:
        form = self.rows
        form.addRow(self.tr("Show"), self.mode)
        form.addRow(self.tr("Red"), self.red)
        form.addRow(self.tr("Green"), self.green)
        form.addRow(self.tr("Blue"), self.blue)
        form.addRow(self.tr("Band"), self.grey)
        form.addRow(self.tr("Stretch"), self.stretch)
        self._limits = QStackedWidget(self)
        self._limits.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for low, high in ((self.low_percent, self.high_percent), (self.low_value, self.high_value)):
            page = QWidget(self._limits)
            row = QHBoxLayout(page)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
            row.addWidget(low, 1)
            row.addWidget(QLabel("–", page))
            row.addWidget(high, 1)
            self._limits.addWidget(page)
        form.addRow("", self._limits)

    def _connect(self) -> None:
        for each in (self.mode, self.red, self.green, self.blue, self.grey, self.stretch):
            each.currentIndexChanged.connect(lambda _: self._changed())
        for spin in (self.low_percent, self.high_percent, self.low_value, self.high_value):
            spin.valueChanged.connect(lambda _: self.changed.emit())

    def tab_order(self) -> List[QWidget]:
        """From top to bottom."""
        return [self.mode, self.red, self.green, self.blue, self.grey, self.stretch, self.low_percent,
                self.high_percent, self.low_value, self.high_value]

    def offer(self, names: Sequence[str], hint: str) -> None:
        """The raster's bands by name, and those to start from ("" or "3,2,1")."""
        self._names = tuple(names)
        self._numbers = [_number(name, place) for place, name in enumerate(names, 1)]
        start = _asked(hint, self._numbers) or self._numbers[:3 if len(names) >= 3 else 1]
        boxes = (self.mode, self.red, self.green, self.blue, self.grey)
        for box in boxes:
            box.blockSignals(True)
        for place, box in enumerate((self.red, self.green, self.blue, self.grey)):
            box.clear()
            box.addItems(list(self._names))
            if start:
                box.setCurrentIndex(self._numbers.index(start[place] if place < len(start) else start[0]))
        self.mode.setCurrentIndex(self.mode.findData(COLOUR if len(start) == 3 else GREY))
        self.mode.setEnabled(len(self._names) > 1)
        for box in boxes:
            box.blockSignals(False)
        self._show_rows()

    def bands(self) -> str:
        """The chosen bands by number, "" while there are none."""
        boxes = (self.grey,) if self.mode.currentData() == GREY else (self.red, self.green, self.blue)
        return ",".join(str(self._numbers[box.currentIndex()]) for box in boxes) if self._names else ""

    def stretch_words(self) -> str:
        """The stretch in the words of the option."""
        how = self.stretch.currentData()
        if how == PERCENT:
            low, high = sorted((self.low_percent.value(), self.high_percent.value()))
            return f"{low:g}-{high:g}%" if low < high else AUTO
        if how == VALUES:
            low, high = sorted((self.low_value.value(), self.high_value.value()))
            return f"{low:.10g}..{high:.10g}" if low < high else AUTO
        return str(how)

    def _changed(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        grey = self.mode.currentData() == GREY
        how = self.stretch.currentData()
        for box, shown in ((self.red, not grey), (self.green, not grey), (self.blue, not grey), (self.grey, grey),
                           (self._limits, how in {PERCENT, VALUES})):
            box.setVisible(shown)
            label = self.rows.labelForField(box)
            if label is not None:
                label.setVisible(shown)
        self._limits.setCurrentIndex(1 if how == VALUES else 0)


def _number(name: str, place: int) -> int:
    """The band's number, which its name begins with: bands that are not offered leave gaps."""
    word = name.partition(":")[0].strip()
    return int(word) if word.isdigit() else place


def _asked(hint: str, known: Sequence[int]) -> List[int]:
    """One or three band numbers of a hint, nothing where it says something else."""
    words = [word.strip() for word in hint.split(",")]
    numbers = [int(word) for word in words if word.isdigit()]
    fits = len(numbers) == len(words) and len(numbers) in (1, 3) and all(number in known for number in numbers)
    return numbers if fits else []
