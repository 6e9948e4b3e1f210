"""A German QGIS shows a German plugin: the texts are found at run time, under the contexts Qt asks for."""

from __future__ import annotations

import pytest
from earthscribe.dev import translations
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAction,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

from .scripted import Scripted


@pytest.fixture
def german(qgis_app):
    """QGIS with German chosen in its options."""
    settings = QgsSettings()
    before = {key: settings.value(key) for key in ("locale/userLocale", "locale/overrideFlag")}
    settings.setValue("locale/userLocale", "de")
    settings.setValue("locale/overrideFlag", True)
    yield
    for key, value in before.items():
        settings.remove(key) if value is None else settings.setValue(key, value)


@pytest.fixture
def english(root):
    """Every English sentence that has another German one."""
    catalogue = translations.read(root / "i18n" / "earthscribe_de.ts")
    return {message.source for message in catalogue.living if message.done and message.source not in message.forms}


def texts(widget):
    """What a widget puts before the user's eyes."""
    said = [widget.toolTip(), widget.windowTitle(), widget.accessibleName(), widget.statusTip()]
    said += [action.text() for action in widget.actions()] + [action.toolTip() for action in widget.actions()]
    if isinstance(widget, (QLabel, QAbstractButton)):
        said.append(widget.text())
    if isinstance(widget, QGroupBox):
        said.append(widget.title())
    if isinstance(widget, (QLineEdit, QPlainTextEdit)):
        said.append(widget.placeholderText())
    if isinstance(widget, QComboBox):
        said += [widget.itemText(number) for number in range(widget.count())]
    if isinstance(widget, QTabWidget):
        said += [widget.tabText(number) for number in range(widget.count())]
    return [text for text in said if text]


def everything(top):
    """The texts of a window and all that stands in it."""
    return [text for widget in (top, *top.findChildren(QWidget)) for text in texts(widget)]


def test_every_sentence_is_found_at_run_time(german, load):
    """By the very call the plugin makes, for every context and form."""
    load(Scripted())
    catalogue = translations.read(translations.FOLDER / "earthscribe_de.ts")
    for message in catalogue.living:
        said = QCoreApplication.translate(message.context, message.source, message.comment or None,
                                          *([1] if message.plural else []))
        assert said == message.forms[0].replace("%n", "1" if message.plural else "%n"), message.context


def test_the_dock_is_german(german, english, window, load, layer):
    window.show(layer())
    plugin = load(Scripted())
    QTest.qWait(50)
    said = everything(plugin.desk.panel)
    assert len(said) > 30
    assert [text for text in said if text in english] == []
    assert plugin.action.text() not in english
    menu = [action.text() for action in window.main.findChildren(QAction)]
    assert [text for text in menu if text in english] == []


def test_afterwards_qgis_speaks_as_before(german, english, window, load):
    plugin = load(Scripted())
    plugin.unload()
    sentence = min(english)
    assert QCoreApplication.translate("DescribePanel", sentence) == sentence


def test_a_language_nobody_translated_shows_english(qgis_app, window, load, english):
    settings = QgsSettings()
    settings.setValue("locale/userLocale", "fo")
    settings.setValue("locale/overrideFlag", True)
    try:
        plugin = load(Scripted())
        assert [text for text in everything(plugin.desk.panel) if text in english]
    finally:
        settings.remove("locale/userLocale")
        settings.remove("locale/overrideFlag")
