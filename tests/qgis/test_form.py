"""The layer of descriptions in QGIS: form, table, map tip, and what becomes of a text edited there by hand."""

from __future__ import annotations

import json

import pytest
from earthscribe.inference import exchange, keepsakes
from earthscribe.inference.exchange import gpkg, style
from earthscribe.inference.exchange.schema import FIELDS, REQUIRED, STATUSES
from earthscribe.tests.described import described
from earthscribe.ui.host import files, store
from earthscribe.ui.results.chip_tip import ChipTip
from earthscribe.ui.results.hand_edits import CARRIED, HandEdits
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsProject,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsAttributeForm, QgsDualView, QgsMapCanvas
from qgis.PyQt.QtCore import QDateTime, QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox, QPlainTextEdit, QTabWidget, QTextEdit

from .user_layers import database, make


@pytest.fixture
def project(qgis_app):
    """An empty project."""
    yield QgsProject.instance()
    QgsProject.instance().clear()


@pytest.fixture
def layer(project, tmp_path):
    """Two descriptions in the project."""
    path = tmp_path / "descriptions.gpkg"
    exchange.append(path, [described("first"), described("second", text="<b>Tricky</b> & co\nnext", category="roof")])
    return files.show(str(path), project, "Descriptions")


@pytest.fixture
def edits(project):
    """Somebody hears of texts edited by hand."""
    heard = HandEdits(project, project)
    yield heard
    heard.close()


def row(layer, uid="first"):
    return next(layer.getFeatures(QgsFeatureRequest(QgsExpression(f'"uid" = {QgsExpression.quotedString(uid)}'))))


def index(layer, name):
    return layer.fields().lookupField(name)


def form_of(layer, uid="first"):
    form = QgsAttributeForm(layer, row(layer, uid))
    form.resize(520, 420)
    form.show()
    QTest.qWait(20)
    return form


# --- how it looks


def test_the_form_has_tabs_and_readable_labels(layer):
    form = form_of(layer)
    tabs = form.findChild(QTabWidget)
    assert [tabs.tabText(each) for each in range(tabs.count())] == ["Description", "Object", "Review", "Provenance"]
    assert tabs.currentIndex() == 0
    choices = [each for each in form.findChildren(QComboBox) if each.findData("accepted") >= 0]
    offered = {choices[0].itemData(each): choices[0].itemText(each) for each in range(choices[0].count())}
    assert set(STATUSES) <= set(offered)
    assert offered["edited"] == "Accepted, edited by hand"
    form.deleteLater()


def test_technical_fields_are_in_no_table_and_cannot_be_changed(layer):
    hidden = {column.name for column in layer.attributeTableConfig().columns() if column.hidden}
    assert hidden - {"fid", ""} == {field.name for field in FIELDS if field.hidden}
    config = layer.editFormConfig()
    assert all(config.readOnly(index(layer, field.name)) for field in FIELDS if field.hidden)
    assert not config.readOnly(index(layer, "description"))


def test_the_layer_says_what_it_is(layer):
    assert layer.metadata().title() == "Descriptions"
    assert layer.loadDefaultStyle()[1]
    for field in FIELDS:
        assert layer.attributeAlias(index(layer, field.name)) == field.alias


def test_every_status_has_its_own_dashes(layer):
    kept_alive = layer.renderer().categories()
    dashes = {each.value(): each.symbol().symbolLayer(1).penStyle() for each in kept_alive}
    assert {dashes[status] for status in STATUSES} == {
        Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DashDotLine, Qt.PenStyle.DotLine}


def test_a_category_has_the_same_colour_everywhere(layer):
    kept_alive = layer.renderer().categories()
    line = kept_alive[0].symbol().symbolLayer(1)
    properties = line.dataDefinedProperties()
    asked = QgsExpression(properties.property(QgsSymbolLayer.PropertyStrokeColor).expressionString())

    def colour(category):
        feature = row(layer)
        feature.setAttribute("category", category)
        scope = QgsExpressionContext()
        scope.setFeature(feature)
        found = asked.evaluate(scope)
        assert not asked.hasEvalError(), asked.evalErrorString()
        return found

    assert colour("ship") == colour("Ship")
    assert colour("object") == colour(None) == "#ffca1a"
    assert colour("ship") != "#ffca1a"
    assert len({colour(each) for each in ("ship", "roof", "tank", "plane", "bridge", "field")}) >= 3


def tip(layer, uid):
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(row(layer, uid))
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def test_the_map_tip_escapes_what_a_model_wrote(layer):
    said = tip(layer, "second")
    assert "&lt;b&gt;Tricky&lt;/b&gt; &amp; co<br/>next" in said
    assert "<img" not in said
    assert "[%" not in said


@pytest.mark.parametrize("uid", ["first", "../../etc/passwd", "ü'(\"", "100%"])
def test_the_map_tip_shows_the_chip_where_it_is_kept(layer, project, tmp_path, uid):
    chips = ChipTip()
    try:
        if uid != "first":
            path = tmp_path / "more.gpkg"
            exchange.append(path, [described(uid)])
            layer = files.show(str(path), project, "More")
        assert "<img" not in tip(layer, uid)
        place = keepsakes.chip_of(uid)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"png")
        assert f'src="{place.absolute().as_uri()}"' in tip(layer, uid)
        place.unlink()
    finally:
        chips.close()
    assert "<img" not in tip(layer, uid)


def test_an_older_file_gets_the_present_style_and_a_changed_one_keeps_its_own(tmp_path, monkeypatch):
    path = tmp_path / "old.gpkg"
    exchange.append(path, [described()])
    for document, renewed in (("<qgis old=''/>", True), ("<qgis mine=''/>", False)):
        with database(path) as connection:
            connection.execute("UPDATE layer_styles SET styleQML = ?", (document,))
        monkeypatch.setattr(style.Style, "is_earlier", lambda _, found: found == "<qgis old=''/>")
        assert gpkg.update(path) is False
        with database(path) as connection:
            (stored,) = connection.execute("SELECT styleQML FROM layer_styles").fetchone()
        assert stored == (style.qml() if renewed else document)


def test_a_layer_that_is_open_already_gets_the_columns_it_lacks(project, tmp_path):
    path = tmp_path / "old.gpkg"
    exchange.append(path, [described()])
    with database(path) as connection:
        connection.execute("ALTER TABLE descriptions DROP COLUMN language")
        connection.execute("""UPDATE gpkg_metadata SET metadata = '{"schema": 0}' WHERE mime_type LIKE '%json'""")
    layer = files.show(str(path), project, "Descriptions")
    assert index(layer, "language") == -1
    assert files.make_room(str(path), "EPSG:32632", layer)() is True
    files.look_again(layer)
    assert index(layer, "language") >= 0


@pytest.mark.parametrize("editing", [False, True])
def test_a_layer_that_is_open_and_newer_is_refused_in_words(layer, editing):
    path = files.path_of(layer)
    with database(path) as connection:
        said = json.dumps({"schema": 99})
        connection.execute("UPDATE gpkg_metadata SET metadata = ? WHERE mime_type LIKE '%json'", (said,))
    if editing:
        layer.startEditing()
    with pytest.raises(exchange.BadAnnotation, match="version 99"):
        files.make_room(path, "EPSG:32632", layer)()


# --- edited by hand


def test_what_a_layer_of_ours_is_known_by():
    assert set(REQUIRED) <= CARRIED <= {field.name for field in FIELDS}


def assert_edited(layer, uid="first", text="Mine"):
    found = row(layer, uid)
    assert (found["description"], found["status"]) == (text, "edited")
    assert abs(found["edited"].secsTo(QDateTime.currentDateTimeUtc())) < 600


def test_the_text_changed_in_the_form_is_one_step_back(layer, edits):
    layer.startEditing()
    form = form_of(layer)
    box = next(each for each in (*form.findChildren(QPlainTextEdit), *form.findChildren(QTextEdit))
               if each.toPlainText() == "A ship of 120 m.")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(box, "Mine")
    assert form.save()
    assert_edited(layer)
    assert layer.undoStack().count() == 1
    layer.undoStack().undo()
    found = row(layer)
    assert (found["description"], found["status"], bool(found["edited"])) == ("A ship of 120 m.", "draft", False)
    layer.undoStack().redo()
    assert_edited(layer)
    assert layer.undoStack().count() == 1
    assert layer.commitChanges()
    assert_edited(layer)
    form.deleteLater()


def test_the_text_changed_in_the_table_is_one_step_back(layer, edits):
    canvas = QgsMapCanvas()
    layer.startEditing()
    view = QgsDualView()
    view.init(layer, canvas)
    view.resize(900, 300)
    view.show()
    view.setView(QgsDualView.ViewMode.AttributeTable)
    QTest.qWait(50)
    table = view.tableView()
    column = next(each for each in range(table.model().columnCount())
                  if table.model().headerData(each, Qt.Orientation.Horizontal) == "Description")
    line = next(each for each in range(table.model().rowCount())
                if "120" in str(table.model().index(each, column).data()))
    cell = table.visualRect(table.model().index(line, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cell)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(cell))
    QTest.qWait(20)
    editor = next(each for each in table.viewport().findChildren((QPlainTextEdit, QTextEdit)) if each.isVisible())
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "Mine")
    table.setFocus()
    table.setCurrentIndex(table.model().index(line, column + 1))
    QTest.qWait(20)
    assert_edited(layer)
    assert layer.undoStack().count() == 1
    layer.undoStack().undo()
    assert row(layer)["status"] == "draft"
    view.close()
    view.deleteLater()


def change(layer, uid, **values):
    """What a form does: all changes in one command."""
    layer.beginEditCommand("Attributes changed")
    for name, value in values.items():
        layer.changeAttributeValue(row(layer, uid).id(), index(layer, name), value)
    layer.endEditCommand()


def test_whoever_sets_the_status_has_the_last_word(layer, edits):
    layer.startEditing()
    change(layer, "first", status="rejected")
    assert (row(layer)["status"], bool(row(layer)["edited"])) == ("rejected", False)
    change(layer, "first", status="accepted", description="Mine")
    assert row(layer)["status"] == "accepted"
    change(layer, "second", description="Mine", status="accepted")
    assert row(layer, "second")["status"] == "accepted"


def test_rows_whose_text_the_field_calculator_leaves_alone_keep_their_status(project, tmp_path, edits):
    """All rows are written, a few change; one Undo brings everything back, and asks the layer nothing."""
    path = tmp_path / "many.gpkg"
    exchange.append(path, [described(str(number), text="old" if number % 3 else "same") for number in range(3000)])
    layer = files.show(str(path), project, "Many")

    def statuses():
        return [(each["description"], each["status"]) for each in layer.getFeatures()]

    before = statuses()
    layer.startEditing()
    layer.beginEditCommand("Field calculator")
    for each in layer.getFeatures(QgsFeatureRequest()):
        text = each["description"].replace("old", "new")
        layer.changeAttributeValue(each.id(), index(layer, "description"), text, each["description"])
    layer.endEditCommand()
    assert statuses() == [("same", "draft") if text == "same" else ("new", "edited") for text, _ in before]
    layer.undoStack().undo()
    assert statuses() == before
    layer.undoStack().redo()
    assert layer.commitChanges()
    layer.startEditing()
    layer.beginEditCommand("the same text again, and a new one taken back by hand")
    first = next(each for each in layer.getFeatures() if each["description"] == "new").id()
    layer.changeAttributeValue(first, index(layer, "status"), "rejected")
    layer.endEditCommand()
    layer.beginEditCommand("nothing new")
    layer.changeAttributeValue(first, index(layer, "description"), "new")
    layer.endEditCommand()
    assert layer.getFeature(first)["status"] == "rejected"
    layer.beginEditCommand("new")
    layer.changeAttributeValue(first, index(layer, "description"), "newer")
    layer.endEditCommand()
    assert layer.getFeature(first)["status"] == "edited"
    assert layer.rollBack()


def test_other_fields_are_no_edit_of_the_text(layer, edits):
    layer.startEditing()
    change(layer, "first", category="barge", analyst="Somebody")
    assert row(layer)["status"] == "draft"


def test_a_layer_opened_later_is_heard_and_one_that_goes_is_not(project, tmp_path, edits):
    path = tmp_path / "later.gpkg"
    exchange.append(path, [described()])
    later = files.show(str(path), project, "Later")
    later.startEditing()
    change(later, "first", description="Mine")
    assert_edited(later)
    later.rollBack()
    project.removeMapLayer(later.id())


def test_a_layer_that_gets_the_fields_later_is_heard(project, layer):
    for name in ("edited", "status"):
        assert layer.dataProvider().deleteAttributes([index(layer, name)])
        layer.updateFields()
    late = HandEdits(project, project)
    try:
        store.add_fields(layer, [field for field in FIELDS if field.name in {"status", "edited"}])
        late.look_again()
        late.look_again()
        layer.startEditing()
        layer.beginEditCommand("by hand")
        layer.changeAttributeValue(row(layer).id(), index(layer, "description"), "Another text.")
        layer.endEditCommand()
        assert row(layer)["status"] == "edited"
        assert layer.rollBack()
    finally:
        late.close()


def test_after_unloading_nothing_is_heard(project, layer):
    heard = HandEdits(project, project)
    heard.close()
    layer.startEditing()
    change(layer, "first", description="Mine")
    assert row(layer)["status"] == "draft"


def test_layers_of_other_people_are_left_alone(project, tmp_path, edits):
    other = make(tmp_path, fields=(("description", "text", 0), ("status", "text", 0), ("edited", "text", 0)))
    other.startEditing()
    feature = QgsVectorLayer.getFeature(other, 0)
    feature.setFields(other.fields())
    other.addFeature(feature)
    other.beginEditCommand("x")
    other.changeAttributeValue(next(other.getFeatures()).id(), index(other, "description"), "Mine")
    other.endEditCommand()
    assert not next(other.getFeatures())["status"]
