"""Every widget and dialog of the plugin is made, shown, drawn and closed on PyQt6."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
from PyQt6 import QtCore, QtGui, QtWidgets

from . import windows

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def complaints():
    """What Qt itself complains of."""
    said = []
    before = QtCore.qInstallMessageHandler(lambda kind, _, text: said.append(text) if kind != QtCore.QtMsgType.QtInfoMsg
                                           else None)
    yield said
    QtCore.qInstallMessageHandler(before)


@pytest.mark.parametrize("name", sorted(windows.WINDOWS))
def test_it_is_shown_and_closed(application, complaints, name):
    window = windows.WINDOWS[name]()
    assert isinstance(window, QtWidgets.QWidget)
    window.resize(280, 640) if isinstance(window, QtWidgets.QDockWidget) else window.adjustSize()
    window.show()
    application.processEvents()
    picture = window.grab()
    assert len({picture.toImage().pixel(x, y) for x in range(0, picture.width(), 7)
                for y in range(0, picture.height(), 7)}) > 1, "nothing is drawn"
    for child in window.findChildren(QtWidgets.QWidget):
        windows.SHOWN.add(type(child).__name__)
    windows.SHOWN.add(type(window).__name__)
    window.setPalette(dark())
    application.processEvents()
    window.grab()
    window.close()
    window.deleteLater()
    application.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete)
    assert not [text for text in complaints if "propagateSizeHints" not in text and "sizeHints" not in text]


def test_no_window_was_forgotten(application):
    """Every class of ui/ that is a widget on PyQt6 was among those shown."""
    if len(windows.SHOWN) == 0:
        pytest.skip("the windows were not shown in this run")
    written = {}
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                inside = path.relative_to(ROOT).with_suffix("").parts
                written[node.name] = ".".join(("earthscribe", *inside))
    widgets = set()
    for name, module in written.items():
        kind = getattr(importlib.import_module(module), name)
        if isinstance(kind, type) and issubclass(kind, QtWidgets.QWidget):
            widgets.add(name)
    bases = {base.__name__ for name, module in written.items() if name in windows.SHOWN
             for base in getattr(importlib.import_module(module), name).__mro__}
    assert widgets - windows.SHOWN - bases == set()


def dark():
    """A dark palette."""
    palette = QtGui.QPalette(QtGui.QColor(48, 48, 52))
    palette.setColor(QtGui.QPalette.ColorRole.WindowText, QtGui.QColor(230, 230, 230))
    return palette
