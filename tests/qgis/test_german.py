"""A German QGIS shows a German plugin: the texts are found at run time, under the contexts Qt asks for."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from earthscribe.dev import translations
from earthscribe.inference import exchange
from earthscribe.inference.exchange import style
from earthscribe.inference.exchange.schema import FIELDS, STATUSES
from earthscribe.tests.described import described
from earthscribe.ui.host import files
from earthscribe.ui.host.layer_words import MARKED, TOLD, statuses, translate_layer, words
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProject,
    QgsSettings,
)
from qgis.gui import QgsAttributeForm
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
from .user_layers import database


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


def test_the_steps_of_the_core_are_german(german, window, load):
    panel = load(Scripted()).desk.panel
    panel.show_progress("loading the model", -1.0)
    assert panel.message.text() == "Das Modell wird geladen…"
    panel.show_progress("asking the oracle", -1.0)
    assert panel.message.text() == "asking the oracle", "what has no word stays"


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


def test_the_layer_of_descriptions_is_german_in_the_project_and_english_in_the_file(german, load, tmp_path):
    load(Scripted())
    path = tmp_path / "descriptions.gpkg"
    exchange.append(path, [described()])
    layer = files.show(str(path), QgsProject.instance(), "Beschreibungen")
    aliases = {layer.fields().at(each).name(): layer.attributeAlias(each) for each in layer.attributeList()}
    assert (aliases["description"], aliases["length_m"]) == ("Beschreibung", "Länge (m)")
    form = QgsAttributeForm(layer, next(layer.getFeatures()))
    tabs = form.findChild(QTabWidget)
    assert [tabs.tabText(each) for each in range(tabs.count())] == ["Beschreibung", "Objekt", "Prüfung", "Herkunft"]
    choices = next(each for each in form.findChildren(QComboBox) if each.findData("rejected") >= 0)
    assert choices.itemText(choices.findData("rejected")) == "Abgelehnt"
    assert [each.label() for each in layer.renderer().categories()][:1] == ["Entwurf, nicht geprüft"]
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(next(layer.getFeatures()))
    label = QgsExpression(layer.labeling().settings().fieldName)
    assert "(Entwurf)" in label.evaluate(context)
    assert not label.hasEvalError()
    assert "Entwurf" in QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
    assert next(layer.getFeatures())["status"] == "draft"
    form.deleteLater()
    with database(path) as connection:
        (stored,) = connection.execute("SELECT styleQML FROM layer_styles").fetchone()
    assert stored == style.qml()


def test_what_somebody_called_otherwise_stays(german, load, tmp_path):
    load(Scripted())
    path = tmp_path / "descriptions.gpkg"
    exchange.append(path, [described()])
    layer = files.opened(str(path), "Mine")
    layer.setFieldAlias(layer.fields().lookupField("category"), "What")
    translate_layer(layer)
    assert layer.attributeAlias(layer.fields().lookupField("category")) == "What"
    assert layer.attributeAlias(layer.fields().lookupField("raster")) == "Raster"
    assert layer.attributeAlias(layer.fields().lookupField("question")) == "Frage"


def test_all_that_the_style_says_has_its_word(qgis_app):
    document = ET.fromstring(style.qml())
    said = {each.get("name") for tag in ("aliases/alias", ".//attributeEditorContainer") for each in
            document.findall(tag)} | {each.get("label") for each in document.findall("renderer-v2/categories/category")}
    said |= {each.alias for each in FIELDS}
    said |= {each.get("name") for each in document.findall(".//editWidget[@type='ValueMap']//Option[@value]")
             if each.get("value") in STATUSES}
    assert said - {"", None} <= set(words())
    assert set(statuses()) == set(STATUSES)
    labelled = document.find("labeling/settings/text-style").get("fieldName")
    assert (labelled.count(MARKED), document.findtext("mapTip").count(TOLD)) == (1, 1)
