"""The widget an option is set with: by its type, its choices and its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ...inference.config import Option
from ..dock.language_box import LANGUAGES
from .option_words import FILES, SEVERAL_LINES, Words

LARGEST = 2**31 - 1
LARGEST_FLOAT = 1e9
DECIMALS = 4
LINES = 3
LETTERS = 12


@dataclass(frozen=True)
class Field:
    """A widget, how its value is read and written, and what tells of a change."""

    widget: QWidget
    read: Callable[[], Any]
    write: Callable[[Any], None]
    changed: Any
    """A bound signal."""


class Number(QSpinBox):
    """A whole number that the wheel changes only where somebody writes."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls."""
        _only_with_focus(self, event, super().wheelEvent)


class Decimal(QDoubleSpinBox):
    """A number without zeros that say nothing."""

    def textFromValue(self, value: float) -> str:
        """As short as it can be."""
        locale = QLocale(self.locale())
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
        return text.replace(".", str(locale.decimalPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls."""
        _only_with_focus(self, event, super().wheelEvent)


class Choice(QComboBox):
    """A choice that the wheel changes only where somebody chooses."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls."""
        _only_with_focus(self, event, super().wheelEvent)


def _only_with_focus(widget: QWidget, event: QWheelEvent, change: Callable[[QWheelEvent], None]) -> None:
    if widget.hasFocus():
        change(event)
    else:
        event.ignore()


def field_for(option: Option, words: Words, choices: Dict[str, str], parent: Optional[QWidget] = None) -> Field:
    """The field of an option."""
    if option.choices:
        return _choice(option, choices, parent)
    if option.name == "language":
        return _language(parent)
    if option.type is int:
        return _number(option, words, parent)
    if option.type is float:
        return _decimal(option, words, parent)
    if option.name in FILES:
        return _file(parent)
    return _lines(words, parent) if option.name in SEVERAL_LINES else _line(words, parent)


def _choice(option: Option, choices: Dict[str, str], parent: Optional[QWidget]) -> Field:
    box = Choice(parent)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for each in option.choices:
        box.addItem(choices.get(each, each), each)
    return Field(box, box.currentData, lambda value: box.setCurrentIndex(max(0, box.findData(value))),
                 box.currentIndexChanged)


def _language(parent: Optional[QWidget]) -> Field:
    box = Choice(parent)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    for code, name in LANGUAGES:
        box.addItem(name, code)

    def read() -> str:
        typed = box.currentText().strip()
        index = box.findText(typed)
        return str(box.itemData(index)) if index >= 0 else typed

    def write(value: Any) -> None:
        index = box.findData(value)
        box.setEditText(box.itemText(index) if index >= 0 else str(value))

    return Field(box, read, write, box.editTextChanged)


def _number(option: Option, words: Words, parent: Optional[QWidget]) -> Field:
    box = Number(parent)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setRange(int(max(option.least, -LARGEST)), int(min(option.most, LARGEST)))
    box.setSuffix(words.unit)
    box.setSpecialValueText(words.zero)
    return Field(box, box.value, lambda value: box.setValue(int(value)), box.valueChanged)


def _decimal(option: Option, words: Words, parent: Optional[QWidget]) -> Field:
    box = Decimal(parent)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setDecimals(DECIMALS)
    box.setRange(max(option.least, -LARGEST_FLOAT), min(option.most, LARGEST_FLOAT))
    box.setSuffix(words.unit)
    box.setSpecialValueText(words.zero)
    return Field(box, box.value, lambda value: box.setValue(float(value)), box.valueChanged)


def _file(parent: Optional[QWidget]) -> Field:
    box = QgsFileWidget(parent)
    box.setStorageMode(QgsFileWidget.StorageMode.GetFile)
    box.setFilter("PEM (*.pem *.crt *.cer);;* (*)")
    return Field(box, lambda: box.filePath().strip(), lambda value: box.setFilePath(str(value)), box.fileChanged)


def _line(words: Words, parent: Optional[QWidget]) -> Field:
    box = QLineEdit(parent)
    box.setPlaceholderText(words.zero)
    return Field(box, lambda: box.text().strip(), lambda value: box.setText(str(value)), box.textChanged)


def _lines(words: Words, parent: Optional[QWidget]) -> Field:
    box = QPlainTextEdit(parent)
    box.setPlaceholderText(words.zero)
    box.setTabChangesFocus(True)
    margins = box.contentsMargins()
    box.setFixedHeight(LINES * int(box.fontMetrics().lineSpacing()) + margins.top() + margins.bottom()
                       + 2 * int(box.document().documentMargin()))
    return Field(box, lambda: box.toPlainText().strip(), lambda value: box.setPlainText(str(value)), box.textChanged)
