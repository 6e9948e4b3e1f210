"""Any editable polygon layer takes descriptions: found by name, converted or refused in words, taken back exactly."""

from __future__ import annotations

import pytest
from earthscribe.inference.errors import NoCrs, OutputUnwritable
from earthscribe.inference.exchange.schema import FIELDS
from earthscribe.ui.host import files, mapping, store
from earthscribe.ui.host.mapping import FieldMapping
from osgeo import ogr
from qgis.core import QgsDefaultValue, QgsFieldConstraints, QgsGeometry, QgsProject, QgsVectorLayer, QgsWkbTypes

from .user_layers import CRS, KINDS, database, kept, make, texts

CHOSEN = FieldMapping((("description", "descr"), ("category", "class"), ("length_m", "length_m")))
HOLE = (((500000.0, 5700000.0), (500010.0, 5700000.0), (500005.0, 5699990.0)),
        ((500004.0, 5699998.0), (500006.0, 5699998.0), (500005.0, 5699996.0)))


@pytest.fixture
def project(qgis_app):
    """An empty project."""
    yield QgsProject.instance()
    QgsProject.instance().clear()


def add(layer, what=None, chosen=None):
    return store.add(what or kept(), chosen or mapping.mapping_for(layer), layer, QgsProject.instance(), layer.name())


def ours(name):
    return next(field for field in FIELDS if field.name == name)


# --- into the layer and out of it


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_goes_into_the_users_fields_and_is_committed(project, tmp_path, kind):
    layer = make(tmp_path, kind)
    entry = add(layer, chosen=CHOSEN)
    (row,) = layer.getFeatures()
    assert (row["descr"], row["class"], row["length_m"]) == ("A long roof.", "ship", 120.0)
    assert not layer.isEditable()
    assert row.geometry().area() == pytest.approx(100.0)
    assert entry.left_out == ()
    if kind != "memory":
        source = ogr.Open(layer.source().split("|")[0])
        assert source.GetLayer(0).GetFeatureCount() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_three_rows_are_taken_back_newest_first(project, tmp_path, kind):
    layer = make(tmp_path, kind)
    entries = [add(layer, kept(f"Roof {number}", uid=str(number)), CHOSEN) for number in range(3)]
    assert texts(layer) == ["Roof 0", "Roof 1", "Roof 2"]
    for number in (2, 1, 0):
        assert store.remove(entries[number], layer, "roofs") == f"Roof {number}"
        assert texts(layer) == [f"Roof {each}" for each in range(number)]


@pytest.mark.parametrize("kind", KINDS)
def test_in_edit_mode_it_is_one_command_and_nothing_is_committed(project, tmp_path, kind):
    layer = make(tmp_path, kind)
    layer.startEditing()
    entry = add(layer, chosen=CHOSEN)
    assert (layer.isEditable(), layer.undoStack().count()) == (True, 1)
    store.remove(entry, layer, "roofs")
    assert (layer.isEditable(), layer.undoStack().count(), layer.featureCount()) == (True, 2, 0)
    layer.undoStack().undo()
    assert texts(layer) == ["A long roof."]
    layer.rollBack()
    assert texts(layer) == []


@pytest.mark.parametrize("kind", KINDS)
def test_added_in_edit_mode_and_saved_since_it_is_still_found(project, tmp_path, kind):
    layer = make(tmp_path, kind)
    layer.startEditing()
    first, second = add(layer, kept("One", "1"), CHOSEN), add(layer, kept("Two", "2"), CHOSEN)
    assert layer.commitChanges()
    store.remove(second, layer, "roofs")
    assert store.remove(first, layer, "roofs") == "One" or texts(layer) == []


def test_the_users_own_feature_of_the_same_shape_is_never_taken(project, tmp_path):
    layer = make(tmp_path)
    layer.startEditing()
    entry = add(layer, chosen=CHOSEN)
    layer.rollBack()
    layer.startEditing()
    feature = store.QgsFeature(layer.fields())
    feature.setGeometry(entry.shape)
    feature.setAttribute("descr", "Mine")
    layer.addFeature(feature)
    layer.commitChanges()
    assert store.remove(entry, layer, "roofs") is None
    assert texts(layer) == ["Mine"]


def test_what_the_user_wrote_since_comes_back_with_the_text(project, tmp_path):
    layer = make(tmp_path)
    entry = add(layer, chosen=CHOSEN)
    layer.startEditing()
    (row,) = layer.getFeatures()
    layer.changeAttributeValue(row.id(), layer.fields().lookupField("descr"), "My words")
    layer.commitChanges()
    assert store.remove(entry, layer, "roofs") == "My words"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("editing", [False, True])
def test_a_filter_hides_no_row_from_undo(project, tmp_path, kind, editing):
    layer = make(tmp_path, kind)
    add(layer, kept("Stays", "1"), CHOSEN)
    entry = add(layer, kept("Goes", "2"), CHOSEN)
    assert layer.setSubsetString("\"descr\" = 'Stays'")
    assert not store.shows(entry, layer)
    if editing:
        layer.startEditing()
    store.remove(entry, layer, "roofs")
    if editing:
        assert layer.commitChanges()
    assert layer.subsetString() == "\"descr\" = 'Stays'"
    layer.setSubsetString("")
    assert texts(layer) == ["Stays"]


def test_a_read_only_layer_is_refused(project, tmp_path):
    layer = make(tmp_path)
    layer.setReadOnly(True)
    with pytest.raises(OutputUnwritable, match="read-only"):
        add(layer, chosen=CHOSEN)


def test_a_locked_file_is_told_before_the_layer_is_touched(project, tmp_path):
    layer = make(tmp_path)
    path = files.path_of(layer)
    with database(path, None) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputUnwritable, match="another program"):
            files.make_room(path, CRS, layer)()
        holder.execute("ROLLBACK")
    assert files.make_room(path, CRS, layer)() is False


def test_the_file_of_the_layer_is_gone(project, tmp_path):
    layer = make(tmp_path, "ESRI Shapefile")
    (tmp_path / "roofs.shp").unlink()
    with pytest.raises(OutputUnwritable, match="is gone"):
        files.make_room(files.path_of(layer), CRS, layer)()


# --- shapes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("geometry", ["Polygon", "MultiPolygon", "Polygon25D", "MultiPolygon25D"])
def test_the_shape_is_of_the_layers_type(project, tmp_path, kind, geometry):
    if kind == "memory":
        geometry = geometry.replace("25D", "Z")
    layer = make(tmp_path, kind, geometry=geometry)
    add(layer, chosen=CHOSEN)
    (row,) = layer.getFeatures()
    assert row.geometry().area() == pytest.approx(100.0)
    assert QgsWkbTypes.isMultiType(row.geometry().wkbType()) == QgsWkbTypes.isMultiType(layer.wkbType())
    assert QgsWkbTypes.hasZ(row.geometry().wkbType()) == QgsWkbTypes.hasZ(layer.wkbType())


def test_the_polygon_of_the_user_is_kept_with_its_hole(project, tmp_path):
    layer = make(tmp_path, geometry="MultiPolygon")
    add(layer, kept(rings=HOLE), CHOSEN)
    (row,) = layer.getFeatures()
    wanted = QgsGeometry.fromWkt("Polygon((500000 5700000, 500010 5700000, 500005 5699990, 500000 5700000),"
                                 "(500004 5699998, 500006 5699998, 500005 5699996, 500004 5699998))")
    assert row.geometry().isGeosEqual(wanted)


def test_another_crs_is_carried_into_the_layers(project, tmp_path):
    layer = make(tmp_path, epsg=4326)
    add(layer, chosen=CHOSEN)
    (row,) = layer.getFeatures()
    centre = row.geometry().centroid().asPoint()
    assert (centre.x(), centre.y()) == (pytest.approx(9.0, abs=1e-3), pytest.approx(51.45, abs=0.01))


def test_a_raster_without_crs_is_refused_where_the_layer_has_one(project, tmp_path):
    with pytest.raises(NoCrs):
        add(make(tmp_path), kept(crs=""), CHOSEN)


def test_points_take_no_polygons(project, tmp_path):
    with pytest.raises(OutputUnwritable, match="polygons"):
        add(make(tmp_path, geometry="Point"), chosen=CHOSEN)


# --- values


def test_a_text_that_is_too_long_is_refused_in_words_and_never_cut(project, tmp_path):
    layer = make(tmp_path, fields=(("descr", "text", 20),))
    with pytest.raises(OutputUnwritable, match="the text has 21 characters and the field holds 20") as caught:
        add(layer, kept("x" * 21), FieldMapping((("description", "descr"),)))
    assert "Shorten" in caught.value.hint
    assert layer.featureCount() == 0
    add(layer, kept("x" * 20), FieldMapping((("description", "descr"),)))
    assert texts(layer) == ["x" * 20]


def test_a_shapefile_counts_bytes(project, tmp_path):
    layer = make(tmp_path, "ESRI Shapefile", fields=(("descr", "text", 20),), options=["ENCODING=UTF-8"])
    chosen = FieldMapping((("description", "descr"),))
    with pytest.raises(OutputUnwritable, match="24 bytes and the field holds 20"):
        add(layer, kept("ü" * 12), chosen)
    add(layer, kept("ü" * 10), chosen)
    assert texts(layer) == ["ü" * 10]


def test_a_sign_the_shapefile_cannot_write_is_named(project, tmp_path):
    layer = make(tmp_path, "ESRI Shapefile", fields=(("descr", "text", 200),), options=["ENCODING=ISO-8859-1"])
    with pytest.raises(OutputUnwritable, match="cannot write “屋”"):
        add(layer, kept("A roof 屋"), FieldMapping((("description", "descr"),)))


def test_a_technical_value_that_does_not_fit_is_left_out_and_told(project, tmp_path):
    layer = make(tmp_path, fields=(("description", "text", 0), ("provenance", "text", 30)))
    entry = add(layer)
    assert entry.left_out == ("Provenance",)
    (row,) = layer.getFeatures()
    assert row["description"] == "A long roof."
    assert not row["provenance"]


def test_values_are_converted_where_nothing_is_lost(project, tmp_path):
    layer = make(tmp_path, fields=(("description", "text", 0), ("length_m", "text", 20), ("image_date", "day", 0),
                                   ("created", "text", 40), ("tokens", "real", 0), ("edited", "day", 0)))
    add(layer)
    (row,) = layer.getFeatures()
    assert (row["length_m"], row["tokens"]) == ("120", 12.0)
    assert row["image_date"].toString("yyyy-MM-dd") == "2020-07-01"
    assert row["created"].endswith("Z")


def test_what_does_not_fit_is_refused_in_words(project, tmp_path):
    layer = make(tmp_path, fields=(("description", "real", 0), ("length_m", "integer", 0)))
    fields = layer.fields()
    assert "text field" in mapping.refusal(ours("description"), fields.field("description"))
    assert "lose the decimals" in mapping.refusal(ours("length_m"), fields.field("length_m"))
    assert not mapping.automatic(fields)


def test_a_required_field_that_nothing_fills_is_named(project, tmp_path):
    layer = make(tmp_path, fields=(("descr", "text", 0), ("owner", "text", 0)))
    index = layer.fields().lookupField("owner")
    layer.setFieldConstraint(index, QgsFieldConstraints.Constraint.ConstraintNotNull)
    with pytest.raises(OutputUnwritable, match="field owner"):
        add(layer, chosen=CHOSEN)
    layer.setDefaultValueDefinition(index, QgsDefaultValue("'the town'"))
    add(layer, chosen=CHOSEN)
    assert texts(layer, "owner") == ["the town"]


def test_keys_and_defaults_of_the_database_are_its_own(project, tmp_path):
    path = tmp_path / "town.gpkg"
    make(tmp_path, name="town", fields=(("descr", "text", 0),))
    QgsProject.instance().clear()
    with database(path) as connection:
        connection.execute("ALTER TABLE town ADD COLUMN source TEXT NOT NULL DEFAULT 'survey'")
        connection.execute("CREATE UNIQUE INDEX one ON town (descr)")
    layer = QgsVectorLayer(str(path), "town", "ogr")
    add(layer, kept("One", "1"), CHOSEN)
    add(layer, kept("Two", "2"), CHOSEN)
    assert [(row["fid"], row["descr"], row["source"]) for row in layer.getFeatures()] == [
        (1, "One", "survey"), (2, "Two", "survey")]


# --- the mapping


def test_names_and_aliases_are_found(project, tmp_path):
    layer = make(tmp_path, fields=(("Description", "text", 0), ("gsd", "real", 0), ("MODEL_REVISION", "text", 0),
                                   ("prompt_ver", "text", 0), ("art", "text", 0)))
    layer.setFieldAlias(layer.fields().lookupField("art"), "Category")
    layer.setFieldAlias(layer.fields().lookupField("gsd"), "Pixel size (m)")
    found = dict(mapping.automatic(layer.fields()).pairs)
    assert found == {"description": "Description", "gsd_m": "gsd", "model_revision": "MODEL_REVISION",
                     "prompt_version": "prompt_ver", "category": "art"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_choice_is_remembered_for_the_layer(project, tmp_path, kind):
    layer, other = make(tmp_path, kind), make(tmp_path / "more", kind)
    mapping.remember(layer, CHOSEN)
    assert mapping.mapping_for(layer).target("description") == "descr"
    layer.setSubsetString("\"descr\" = 'x'")
    assert mapping.remembered(layer) is not None
    assert mapping.remembered(other) is None
    if kind != "memory":
        again = QgsVectorLayer(layer.source().split("|")[0], "otherwise named", "ogr")
        assert mapping.mapping_for(again) == mapping.mapping_for(layer)


def test_a_field_that_is_gone_is_forgotten(project, tmp_path):
    layer = make(tmp_path)
    mapping.remember(layer, FieldMapping((*CHOSEN.pairs, ("status", "no_such_field"))))
    assert mapping.mapping_for(layer) == CHOSEN or dict(mapping.mapping_for(layer).pairs) == dict(CHOSEN.pairs)


@pytest.mark.parametrize("kind", KINDS)
def test_missing_fields_are_added_in_the_layers_own_types(project, tmp_path, kind):
    layer = make(tmp_path, kind)
    made = store.add_fields(layer, [field for field in FIELDS if field.name != "length_m"])
    assert not layer.isEditable()
    assert len(made) == len(FIELDS) - 1
    assert len(set(made.values())) == len(made)
    entry = add(layer, kept("Umlaut ü"), FieldMapping(tuple(made.items())))
    (row,) = layer.getFeatures()
    assert row[made["description"]] == "Umlaut ü"
    assert row[made["uid"]] == "first"
    assert row[made["status"]] == "accepted"
    assert row[made["created"]]
    if kind == "ESRI Shapefile":
        assert made["model_revision"] == "model_revi"
    else:
        assert entry.left_out == ()
        again = mapping.automatic(layer.fields())
        assert {name: again.target(name) for name in made} == made


def test_fields_added_in_edit_mode_are_one_command(project, tmp_path):
    layer = make(tmp_path)
    layer.startEditing()
    store.add_fields(layer, [ours("status"), ours("analyst")])
    assert layer.undoStack().count() == 1
    layer.undoStack().undo()
    assert "status" not in layer.fields().names()
