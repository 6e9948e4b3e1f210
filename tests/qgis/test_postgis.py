"""Descriptions into PostGIS: its types, keys, defaults and refusals; needs a server, named by EARTHSCRIBE_TEST_POSTGIS.

The value is a connection as libpq writes it, `host=127.0.0.1 port=5432 user=postgres dbname=towns`, to a database that
has PostGIS and may be written to; each test makes a schema of its own and drops it.
"""

from __future__ import annotations

import os
import uuid
from dataclasses import replace

import pytest
from earthscribe.inference.errors import OutputUnwritable
from earthscribe.inference.exchange.schema import FIELDS
from earthscribe.inference.values import Fact
from earthscribe.ui.host import mapping, store
from earthscribe.ui.host.mapping import FieldMapping
from qgis.core import QgsDataSourceUri, QgsProject, QgsProviderRegistry, QgsVectorLayer, QgsWkbTypes

from .user_layers import kept, texts

SERVER = os.environ.get("EARTHSCRIBE_TEST_POSTGIS", "")
pytestmark = pytest.mark.skipif(not SERVER, reason="no PostGIS server is named by EARTHSCRIBE_TEST_POSTGIS")
TABLE = """CREATE TABLE {schema}.roofs (id serial PRIMARY KEY, descr text, class varchar(12), length_m numeric(8, 2),
    facts jsonb, owner text NOT NULL DEFAULT 'the town', seen timestamptz, uid text UNIQUE,
    geom geometry({kind}, {srid}))"""
CHOSEN = FieldMapping((("description", "descr"), ("category", "class"), ("length_m", "length_m"),
                       ("evidence", "facts"), ("created", "seen"), ("uid", "uid")))


@pytest.fixture
def database(qgis_app):
    """A schema of its own: (connection, its name, how to open a table)."""
    connection = QgsProviderRegistry.instance().providerMetadata("postgres").createConnection(SERVER, {})
    schema = f"test_{uuid.uuid4().hex[:12]}"
    connection.executeSql(f"CREATE SCHEMA {schema}")

    def opened(kind="Polygon", srid=32632):
        connection.executeSql(TABLE.format(schema=schema, kind=kind, srid=srid))
        uri = QgsDataSourceUri(SERVER)
        if kind == "Geometry":
            uri.setWkbType(QgsWkbTypes.Type.Polygon)
            uri.setSrid(str(srid))
        uri.setDataSource(schema, "roofs", "geom", "", "id")
        layer = QgsVectorLayer(uri.uri(), "roofs", "postgres")
        assert layer.isValid()
        QgsProject.instance().addMapLayer(layer)
        return layer

    yield opened
    QgsProject.instance().clear()
    connection.executeSql(f"DROP SCHEMA {schema} CASCADE")


def add(layer, what=None, chosen=CHOSEN):
    return store.add(what or kept(), chosen, layer, QgsProject.instance(), "roofs")


def huge():
    """An object whose area is more than numeric(8, 2) holds."""
    whole = kept()
    return replace(whole, description=replace(whole.description, facts=(Fact("area_m2", 1e9, "m2"),)))


@pytest.mark.parametrize(("kind", "srid"), [("Polygon", 32632), ("MultiPolygonZ", 4326), ("Geometry", 3857)])
def test_rows_in_and_out_again(database, kind, srid):
    layer = database(kind, srid)
    entries = [add(layer, kept(f"Roof {number}", uid=str(number))) for number in range(3)]
    rows = list(layer.getFeatures())
    assert [row["descr"] for row in rows] == ["Roof 0", "Roof 1", "Roof 2"]
    assert {row["owner"] for row in rows} == {"the town"}
    assert len({row["id"] for row in rows}) == 3
    assert rows[0]["facts"][0]["source"] == "measurement"
    assert rows[0]["seen"].isValid()
    for number in (2, 1, 0):
        assert store.remove(entries[number], layer, "roofs") == f"Roof {number}"
    assert texts(layer) == []


def test_in_edit_mode_and_saved_by_the_user(database):
    layer = database()
    layer.startEditing()
    nameless = FieldMapping(CHOSEN.pairs[:4])
    entry = add(layer, chosen=nameless)
    assert layer.isEditable()
    assert layer.commitChanges()
    assert store.remove(entry, layer, "roofs") == "A long roof."
    assert texts(layer) == []


def test_a_filter_hides_nothing(database):
    layer = database()
    entry = add(layer)
    layer.setSubsetString("descr = 'another'")
    store.remove(entry, layer, "roofs")
    layer.setSubsetString("")
    assert texts(layer) == []


def test_limits_and_constraints_are_told_in_words(database):
    layer = database()
    with pytest.raises(OutputUnwritable, match="16 characters and the field holds 12"):
        add(layer, kept("A text of 16 ch."), FieldMapping((("description", "class"),)))
    with pytest.raises(OutputUnwritable, match="refused it"):
        add(layer, chosen=FieldMapping((*CHOSEN.pairs[:1], ("area_m2", "length_m"))), what=huge())
    assert not layer.isEditable()
    assert texts(layer) == []


@pytest.mark.parametrize("editing", [False, True])
def test_missing_fields_in_its_own_types(database, editing):
    layer = database()
    if editing:
        layer.startEditing()
    made = store.add_fields(layer, [field for field in FIELDS if field.name not in {"uid", "length_m"}])
    if editing:
        assert layer.commitChanges(), layer.commitErrors()
    entry = add(layer, chosen=FieldMapping((*made.items(), ("uid", "uid"))))
    (row,) = layer.getFeatures()
    assert entry.left_out == ()
    assert (row["description"], row["status"], row["tokens"]) == ("A long roof.", "accepted", 12)
    mapping.remember(layer, CHOSEN)
    assert dict(mapping.mapping_for(layer).pairs) == dict(CHOSEN.pairs)
