"""InstructionEdit: the house instruction, as words or as a QGIS expression that begins with "=".

An expression is worked out when a box is asked about, with the project's and the raster's variables.
"""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsMapLayer,
    QgsProject,
)
from qgis.gui import QgsExpressionBuilderDialog, QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QGridLayout, QLabel, QToolButton, QWidget

from ...inference.errors import BadOption
from .naming import named

SIGN = "="


class InstructionEdit(QWidget):
    """A line of words with a button for expressions."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._layer: Optional[QgsMapLayer] = None
        self._builder: Optional[QgsExpressionBuilderDialog] = None
        self.line = named(QgsFilterLineEdit(self), "instructionEdit", self.tr("House instruction"), self.tr(
            "Added to every question to a model on a server, such as “Name the roof's material”; "
            "with = in front it is a QGIS expression, which knows @box_length_m, @box_width_m and @box_azimuth"))
        self.line.setPlaceholderText(self.tr("Words, or = expression"))
        self.button = named(QToolButton(self), "instructionExpressionButton", self.tr("Expression"),
                            self.tr("Build the instruction with a QGIS expression"))
        self.button.setIcon(QgsApplication.getThemeIcon("/mIconExpression.svg"))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.trouble = named(QLabel(self), "instructionTrouble", self.tr("What is wrong with the expression"))
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.line, 0, 0)
        grid.addWidget(self.button, 0, 1)
        grid.addWidget(self.trouble, 1, 0, 1, 2)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._check)
        self.button.clicked.connect(self._build)

    def set_layer(self, layer: Optional[QgsMapLayer]) -> None:
        """The raster whose variables an expression may use."""
        self._layer = layer

    def text(self) -> str:
        """What stands in the line."""
        return str(self.line.text()).strip()

    def words(self, scope: Optional[QgsExpressionContextScope] = None) -> str:
        """The instruction in words, with the variables of `scope` too; BadOption where its expression has no value."""
        text = self.text()
        if not text.startswith(SIGN):
            return text
        expression = QgsExpression(text[len(SIGN):])
        context = self._context()
        if scope is not None:
            context.appendScope(scope)
        value = expression.evaluate(context) if not expression.hasParserError() else None
        if expression.hasParserError() or expression.hasEvalError():
            why = expression.parserErrorString() or expression.evalErrorString()
            raise BadOption("house instruction", text, f"an expression that can be worked out ({why.strip()})")
        return "" if value is None or str(value) == "NULL" else str(value)

    def _context(self) -> QgsExpressionContext:
        context = QgsExpressionContext()
        context.appendScope(QgsExpressionContextUtils.globalScope())
        context.appendScope(QgsExpressionContextUtils.projectScope(QgsProject.instance()))
        if self._layer is not None:
            context.appendScope(QgsExpressionContextUtils.layerScope(self._layer))
        return context

    def _check(self) -> None:
        text = self.text()
        expression = QgsExpression(text[len(SIGN):]) if text.startswith(SIGN) else None
        wrong = expression is not None and expression.hasParserError()
        self.trouble.setText(self.tr("This expression cannot be read yet.") if wrong else "")
        self.trouble.setVisible(wrong)

    def _build(self) -> None:
        text = self.text()
        start = text[len(SIGN):].strip() if text.startswith(SIGN) else QgsExpression.quotedString(text) if text else ""
        dialog = QgsExpressionBuilderDialog(None, start, self, "generic", self._context())
        dialog.setObjectName("instructionBuilder")
        dialog.setWindowTitle(self.tr("House instruction"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._built)
        self._builder = dialog
        dialog.open()

    def _built(self, result: int) -> None:
        dialog, self._builder = self._builder, None
        if dialog is not None and result == int(getattr(QDialog.DialogCode.Accepted, "value", 1)):
            expression = dialog.expressionText().strip()
            self.line.setText(f"{SIGN} {expression}" if expression else "")
