"""Where descriptions go: one undoable command, the user's edit session respected, nothing lost when it fails."""

from __future__ import annotations

import os
import sqlite3

import pytest
from earthscribe.inference.exchange.schema import FIELDS
from earthscribe.ui.describing.session import State
from osgeo import gdal, osr
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from .conftest import until
from .test_story import CLICKS, described, keep, ready, rows

OTHER = ((250, 150), (330, 170), (320, 240))


@pytest.fixture
def plugin(load, window, layer, out, scripted):
    """The plugin with one description kept."""
    made = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    described(made)
    keep(made)
    return made


def descriptions():
    """The layer in the project."""
    (found,) = QgsProject.instance().mapLayersByName("Descriptions")
    return found


def another(plugin, window):
    window.draw(*OTHER)
    described(plugin)
    keep(plugin)


def test_the_layer_has_aliases_style_and_hidden_fields(plugin):
    layer = descriptions()
    for field in FIELDS:
        assert layer.attributeAlias(layer.fields().lookupField(field.name)) == field.alias
    shown = {column.name for column in layer.attributeTableConfig().columns() if not column.hidden}
    assert "description" in shown
    assert "provenance" not in shown
    assert layer.renderer().classAttribute() == "status"
    assert "&lt;" in layer.mapTipTemplate()


def test_a_layer_at_rest_is_committed(plugin, window, out):
    assert not descriptions().isEditable()
    another(plugin, window)
    assert len(rows(out)) == 2
    assert len(QgsProject.instance().mapLayersByName("Descriptions")) == 1


def test_undo_takes_back_the_one_feature_and_redo_brings_it(plugin, window, out):
    layer = descriptions()
    layer.startEditing()
    another(plugin, window)
    assert layer.isEditable()
    assert layer.featureCount() == 2
    assert layer.undoStack().count() == 1
    layer.undoStack().undo()
    assert layer.featureCount() == 1
    layer.undoStack().redo()
    assert layer.featureCount() == 2
    assert len(rows(out)) == 1
    assert layer.commitChanges()
    assert len(rows(out)) == 2


def test_the_edits_of_the_user_stay_open(plugin, window):
    layer = descriptions()
    layer.startEditing()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("category"), "roof")
    another(plugin, window)
    assert layer.isEditable()
    assert layer.undoStack().count() == 2
    layer.rollBack()
    assert layer.featureCount() == 1


def test_the_layer_was_removed_from_the_project(plugin, window, out):
    QgsProject.instance().removeMapLayer(descriptions().id())
    another(plugin, window)
    assert descriptions().featureCount() == 2
    assert len(rows(out)) == 2


def test_a_locked_file_loses_nothing(plugin, window, out):
    window.draw(*OTHER)
    described(plugin)
    holder = sqlite3.connect(str(out), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        keep(plugin)
        (said,) = window.messages()
        assert "could not be written" in said
        assert plugin.desk.session.state is State.DONE
        assert plugin.desk.panel.text.toPlainText() == "A long roof beside a road."
        assert descriptions().featureCount() == 1
        assert not descriptions().isEditable()
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    keep(plugin)
    assert len(rows(out)) == 2


def test_the_file_is_gone(plugin, window, out):
    out.unlink()
    another(plugin, window)
    (said,) = window.messages()
    assert "is gone" in said
    assert not out.exists()
    window.bar.clearWidgets()
    QgsProject.instance().removeMapLayer(descriptions().id())
    keep(plugin)
    assert window.messages() == []
    assert len(rows(out)) == 1


def test_a_folder_that_is_not_there(load, window, layer, out, scripted):
    made = ready(load, window, layer(), out, scripted)
    out.parent.rmdir()
    window.draw(*CLICKS)
    described(made)
    keep(made)
    (said,) = window.messages()
    assert str(out) in said
    assert made.desk.session.state is State.DONE


def test_the_active_layer_stays_active(plugin, window):
    assert window.active.name() == "picture"
    assert plugin.desk.panel.raster.currentLayer() is window.active


def test_an_emptied_text_cannot_be_accepted(plugin, window):
    window.draw(*OTHER)
    described(plugin)
    plugin.desk.panel.text.setFocus()
    QTest.keyClick(plugin.desk.panel.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(plugin.desk.panel.text, Qt.Key.Key_Delete)
    assert not plugin.desk.panel.accept.isEnabled()
    QTest.keyClicks(plugin.desk.panel.text, "Mine")
    assert plugin.desk.panel.accept.isEnabled()


def test_a_read_only_layer_is_one_message(plugin, window):
    descriptions().setReadOnly(True)
    another(plugin, window)
    (said,) = window.messages()
    assert "read-only" in said
    assert plugin.desk.session.state is State.DONE


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"\0" * 200])
def test_a_file_that_is_no_geopackage_is_left_alone(load, window, layer, out, scripted, content):
    made = ready(load, window, layer(), out, scripted)
    out.write_bytes(content)
    window.draw(*CLICKS)
    described(made)
    keep(made)
    (said,) = window.messages()
    assert str(out) in said
    assert out.read_bytes() == content
    assert made.desk.panel.text.toPlainText() == "A long roof beside a road."


def test_beside_a_saved_project(load, window, layer, tmp_path, scripted):
    made = ready(load, window, layer(), tmp_path / "unused" / "x.gpkg", scripted)
    made.desk.panel.place.setFilePath("")
    QgsProject.instance().write(str(tmp_path / "work.qgz"))
    window.draw(*CLICKS)
    described(made)
    keep(made)
    assert len(rows(tmp_path / "descriptions.gpkg")) == 1


def test_a_raster_of_another_crs_goes_into_the_same_layer(plugin, window, layer, out, tmp_path):
    from . import rasters

    path = rasters.make(tmp_path / "degrees.tif", (9.0, 0.00001, 0.0, 48.7, 0.0, -0.00001), "EPSG:4326")
    window.show(layer(path, "degrees"))
    window.settle()
    another(plugin, window)
    (_, first), (row, second) = rows(out)
    assert row["crs"] == "EPSG:4326"
    assert second.Distance(first) < 100_000


def test_a_raster_without_crs_is_not_put_among_those_that_have_one(plugin, window, layer, out):
    window.show(layer("make"))
    window.settle()
    another(plugin, window)
    (said,) = window.messages()
    assert "no coordinate reference system" in said
    assert len(rows(out)) == 1


def test_another_layer_of_the_file_stays(load, window, layer, out, scripted):
    out.parent.mkdir()
    from osgeo import ogr

    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(out))
    source.CreateLayer("parcels", None, ogr.wkbPoint)
    del source
    made = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    described(made)
    keep(made)
    assert len(rows(out)) == 1
    assert QgsVectorLayer(f"{out}|layername=parcels", "p", "ogr").isValid()
    assert os.path.getsize(out) > 0
    until(lambda: made.desk.session.state is State.IDLE)
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)


@pytest.mark.parametrize("switch", ["UseExceptions", "DontUseExceptions"])
def test_how_gdal_reports_errors_to_other_plugins_stays_theirs(load, window, layer, out, scripted, switch):
    before = gdal.GetUseExceptions(), osr.GetUseExceptions()
    getattr(osr, switch)()
    getattr(gdal, switch)()
    wanted = gdal.GetUseExceptions(), osr.GetUseExceptions()
    try:
        made = ready(load, window, layer(), out, scripted)
        window.draw(*CLICKS)
        described(made)
        keep(made)
        assert len(rows(out)) == 1
        assert (gdal.GetUseExceptions(), osr.GetUseExceptions()) == wanted
    finally:
        for module, used in zip((gdal, osr), before):
            (module.UseExceptions if used else module.DontUseExceptions)()
