"""OptionForm: the table of options as group boxes; what differs from its default is marked and can be put back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Mapping, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QFormLayout, QGroupBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ...inference.config import Option, check, options
from ...inference.errors import EarthscribeError
from .fields import Field, field_for
from .option_words import FILES, HIDDEN, OptionWords, Words


class OptionRow(QWidget):
    """One option: its field, a button back to the default, its help, and what is wrong with it."""

    changed = pyqtSignal()

    def __init__(self, option: Option, words: Words, choices: Dict[str, str], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.option, self.words = option, words
        self.setObjectName(f"{option.name}Row")
        self.label = QLabel(words.label, self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.field: Field = field_for(option, words, choices, self)
        self.field.widget.setObjectName(f"{option.name}Field")
        self.field.widget.setAccessibleName(words.label)
        self.field.widget.setAccessibleDescription(words.help)
        self.label.setBuddy(self.field.widget)
        for each in (self.label, self.field.widget):
            each.setToolTip(words.help)
        self._lay_out()
        self.field.changed.connect(self._show)
        self.write(option.default)

    def _lay_out(self) -> None:
        self.back = QToolButton(self)
        self.back.setObjectName(f"{self.option.name}Reset")
        self.back.setText("↺")
        self.back.setAccessibleName(self.tr("Back to the default: {label}").format(label=self.words.label))
        self.back.setToolTip(self.tr("Back to the default"))
        self.back.clicked.connect(lambda: self.write(self.option.default))
        self.ask = QToolButton(self)
        self.ask.setObjectName(f"{self.option.name}Help")
        self.ask.setText("?")
        self.ask.setCheckable(True)
        self.ask.setAccessibleName(self.tr("Help: {label}").format(label=self.words.label))
        self.ask.setToolTip(self.words.help)
        self.help, self.problem_label = self._line(self.words.help), self._line("")
        self.problem_label.setObjectName(f"{self.option.name}Problem")
        self.ask.toggled.connect(self.help.setVisible)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field.widget, 1)
        for button in (self.back, self.ask):
            button.setAutoRaise(True)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.problem_label)
        column.addWidget(self.help)

    def _line(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.hide()
        return label

    @property
    def value(self) -> Any:
        """What is chosen now."""
        return self.option.type(self.field.read())

    @property
    def differs(self) -> bool:
        """Whether it is not the default."""
        return bool(self.value != self.option.default)

    @property
    def problem(self) -> str:
        """Why the value cannot be used, "" where it can."""
        try:
            check(self.option, self.value)
        except EarthscribeError as error:
            return error.sentence()
        if self.option.name in FILES and self.value and not Path(self.value).expanduser().is_file():
            return self.tr("There is no such file.")
        return ""

    def write(self, value: Any) -> None:
        """Show a value; one that the option cannot take is said, and the default stands instead."""
        try:
            check(self.option, value)
        except EarthscribeError as error:
            self.field.write(self.option.default)
            self._show()
            self._say(error.sentence())
            return
        self.field.write(value)
        self._show()

    def _show(self) -> None:
        font = QFont(self.label.font())
        font.setBold(self.differs)
        self.label.setFont(font)
        self.back.setEnabled(self.differs)
        self._say(self.problem)
        self.changed.emit()

    def _say(self, problem: str) -> None:
        self.problem_label.setText(problem)
        self.problem_label.setVisible(bool(problem))


class OptionForm(QWidget):
    """All options but those chosen elsewhere."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.rows: Dict[str, OptionRow] = {}
        words = OptionWords()
        labels, groups, choices = words.options(), words.groups(), words.choices()
        column = QVBoxLayout(self)
        forms: Dict[str, QFormLayout] = {}
        for option in options():
            if option.name in HIDDEN:
                continue
            if option.group not in forms:
                box = QGroupBox(groups.get(option.group, option.group), self)
                box.setObjectName(f"{option.group}Options")
                forms[option.group] = QFormLayout(box)
                forms[option.group].setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
                forms[option.group].setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
                column.addWidget(box)
            said = labels.get(option.name, Words(option.name.replace("_", " "), option.help))
            row = OptionRow(option, said, choices.get(option.name, {}), self)
            row.changed.connect(self.changed)
            forms[option.group].addRow(row.label, row)
            self.rows[option.name] = row
        column.addStretch(1)

    def load(self, values: Mapping[str, Any]) -> None:
        """Show the values of the settings file; what it does not name is at its default."""
        for name, row in self.rows.items():
            row.write(values.get(name, row.option.default))

    def values(self) -> Dict[str, Any]:
        """What can be written: every value that its option takes."""
        return {name: row.value for name, row in self.rows.items() if not row.problem}

    def problems(self) -> Dict[str, str]:
        """What cannot be written, and why."""
        return {row.words.label: row.problem for row in self.rows.values() if row.problem}
