"""GeoPackages: rows land in the file itself, all or none, beside whatever else lives there."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sqlite3
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import numpy as np
import pyogrio
import pytest
import shapely
from earthscribe.inference import exchange
from earthscribe.inference.errors import BadAnnotation, NoCrs, NotTransformable, OutputUnwritable
from earthscribe.inference.exchange import gpkg, sqlite_file, style
from earthscribe.inference.exchange.schema import FIELDS, SCHEMA, to_columns
from earthscribe.tests.described import UTM, described, moved

SITE = ('PROJCS["site",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
        'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
        'PARAMETER["latitude_of_origin",1],PARAMETER["central_meridian",9.1],PARAMETER["scale_factor",1],'
        'PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1]]')


def rows(path: Path, sql: str) -> List[Tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def change(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def uids(path: Path, **how: Any) -> List[str]:
    return sorted(pyogrio.raw.read(path, layer="descriptions", columns=["uid"], **how)[3][0])


def polygons(path: Path) -> Any:
    return shapely.from_wkb(pyogrio.raw.read(path, layer="descriptions")[2])


def houses(path: Path, **how: Any) -> Path:
    """A GeoPackage somebody else wrote with GDAL."""
    pyogrio.raw.write(path, np.array([shapely.to_wkb(shapely.box(0, 0, 1, 1))], dtype=object),
                      [np.array(["mine"], dtype=object)], ["owner"], geometry_type="Polygon", crs="EPSG:32632",
                      **{"layer": "houses", **how})
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.gpkg"


def test_gdal_reads_what_was_written(out: Path) -> None:
    exchange.append(out, [described()])
    info = pyogrio.read_info(out, layer="descriptions")
    assert (info["crs"], info["geometry_type"], info["fid_column"]) == ("EPSG:32632", "Polygon", "fid")
    assert list(info["fields"]) == [field.name for field in FIELDS]
    assert tuple(info["total_bounds"]) == (500000.0, 5699990.0, 500010.0, 5700000.0)
    kinds = dict(zip(info["fields"], info["ogr_types"]))
    assert (kinds["confidence"], kinds["tokens"]) == ("OFTReal", "OFTInteger64")
    assert (kinds["created"], kinds["evidence"]) == ("OFTDateTime", "OFTString")
    assert list(shapely.get_coordinates(polygons(out)[0])[:4].ravel()) == [v for corner in UTM for v in corner]
    columns = to_columns(described())
    values = dict(zip(info["fields"], [each[0] for each in pyogrio.raw.read(out, layer="descriptions")[3]]))
    for name in ("uid", "description", "polygon_px", "evidence", "chip", "provenance", "model_revision", "length_m"):
        assert values[name] == columns[name]


def test_single_boxes_append(out: Path) -> None:
    exchange.append(out, [described("a"), described("b")])
    exchange.append(out, [described("c", corners=moved(UTM, 100))])
    assert uids(out) == ["a", "b", "c"]
    assert tuple(pyogrio.read_info(out, layer="descriptions")["total_bounds"])[2] == 500110.0
    assert len(rows(out, "SELECT * FROM layer_styles")) == 1


def test_the_spatial_index_finds_features_and_follows_edits(out: Path) -> None:
    exchange.append(out, [described("here"), described("there", corners=moved(UTM, 100))])
    assert uids(out, bbox=(500105, 5699991, 500106, 5699992)) == ["there"]
    assert rows(out, "SELECT id, minx, maxx FROM rtree_descriptions_geom WHERE id = 2") == [(2, 500100.0, 500110.0)]
    change(out, "DELETE FROM descriptions WHERE uid = 'there'")
    assert uids(out, bbox=(500105, 5699991, 500106, 5699992)) == []
    assert uids(out) == ["here"]


def test_it_is_a_geopackage_by_the_letter(out: Path) -> None:
    exchange.append(out, [described()])
    assert out.read_bytes()[68:72] == b"GPKG"
    assert rows(out, "PRAGMA user_version") == [(10300,)]
    assert rows(out, "PRAGMA integrity_check") == [("ok",)]
    assert rows(out, "PRAGMA foreign_key_check") == []
    assert {row[0] for row in rows(out, "SELECT srs_id FROM gpkg_spatial_ref_sys")} == {-1, 0, 4326, 32632}
    triggers = {name.rpartition("_")[2] for (name,) in rows(out, "SELECT name FROM sqlite_master "
                                                                  "WHERE type = 'trigger' AND name LIKE 'rtree%'")}
    assert triggers == {"insert", "update1", "update2", "update3", "update4", "delete"}, "those of version 1.3"
    listed = dict(rows(out, "SELECT table_name, data_type FROM gpkg_contents"))
    assert listed == {"descriptions": "features", "layer_styles": "attributes"}
    extensions = {row[0] for row in rows(out, "SELECT extension_name FROM gpkg_extensions")}
    assert extensions == {"gpkg_rtree_index", "gpkg_metadata", "gpkg_schema"}
    aliases = dict(rows(out, "SELECT column_name, title FROM gpkg_data_columns WHERE table_name = 'descriptions'"))
    assert aliases == {field.name: field.alias for field in FIELDS}
    assert not list(out.parent.glob("*-journal")) + list(out.parent.glob(".*")), "nothing is left beside the file"


def test_gdal_reads_the_header_of_every_geometry(out: Path) -> None:
    """Written beside GDAL's own file of the same polygon, the blobs differ in nothing that matters."""
    exchange.append(out, [described()])
    other = out.with_name("other.gpkg")
    ring = shapely.Polygon(UTM)
    pyogrio.raw.write(other, np.array([shapely.to_wkb(ring)], dtype=object), [np.array(["x"], dtype=object)], ["uid"],
                      geometry_type="Polygon", crs="EPSG:32632", layer="descriptions")
    ours, theirs = (rows(path, "SELECT geom FROM descriptions")[0][0] for path in (out, other))
    assert ours == theirs


def test_the_style_and_the_version_stand_in_the_file(out: Path) -> None:
    exchange.append(out, [described()])
    found = rows(out, "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles")
    assert found == [("descriptions", "geom", 1, style.qml())]
    said = rows(out, "SELECT metadata FROM gpkg_metadata JOIN gpkg_metadata_reference ON id = md_file_id "
                     "WHERE table_name = 'descriptions'")
    assert json.loads(said[0][0])["schema"] == SCHEMA


@pytest.mark.parametrize("more", [{}, {"dataset_options": {"CRS_WKT_EXTENSION": "YES"}}])
def test_other_layers_stay_as_they_are(out: Path, more: Dict[str, Any]) -> None:
    houses(out, **more)
    before = rows(out, "SELECT * FROM houses") + rows(out, "SELECT * FROM gpkg_contents")
    exchange.append(out, [described(crs="EPSG:25832")])
    exchange.append(out, [described("second", crs="EPSG:25832")])
    after = rows(out, "SELECT * FROM houses") + rows(out, "SELECT * FROM gpkg_contents WHERE table_name = 'houses'")
    assert after == before
    assert pyogrio.read_info(out, layer="houses")["features"] == 1
    assert uids(out) == ["first", "second"]
    assert pyogrio.read_info(out, layer="descriptions")["crs"] == "EPSG:25832"


def test_rows_of_another_raster_are_carried_into_the_layer(out: Path) -> None:
    exchange.append(out, [described()])
    degrees = ((9.0, 51.45), (9.001, 51.45), (9.001, 51.449), (9.0, 51.449))
    exchange.append(out, [described("degrees", crs="EPSG:4326", corners=degrees)])
    x, y = shapely.get_coordinates(polygons(out)[1])[0]
    assert abs(x - 500000.0) < 0.01, "longitude 9 is the middle of the zone"
    assert 5699800 < y < 5699900
    kept = rows(out, "SELECT crs, polygon_map FROM descriptions WHERE uid = 'degrees'")[0]
    assert kept[0] == "EPSG:4326"
    assert json.loads(kept[1]) == [list(corner) for corner in degrees], "the raster's own numbers are kept"


def test_the_layer_can_have_a_crs_of_its_own(out: Path) -> None:
    exchange.append(out, [described()], crs="EPSG:4326")
    assert pyogrio.read_info(out, layer="descriptions")["crs"] == "EPSG:4326"
    assert np.allclose(shapely.get_coordinates(polygons(out)[0])[0], (9.0, 51.4511822), atol=1e-6)


def test_a_crs_without_a_code_is_kept_as_wkt(out: Path) -> None:
    exchange.append(out, [described(crs=SITE)])
    exchange.append(out, [described("again", crs=SITE)])
    assert rows(out, "SELECT srs_id, organization FROM gpkg_spatial_ref_sys WHERE srs_id > 4326") == [(100000, "NONE")]
    assert 'PROJCS["site"' in pyogrio.read_info(out, layer="descriptions")["crs"]
    assert [tuple(each.bounds) for each in polygons(out)] == [(500000.0, 5699990.0, 500010.0, 5700000.0)] * 2


def test_a_crs_of_another_authority_keeps_its_name(out: Path) -> None:
    exchange.append(out, [described(crs="ESRI:54030")])
    exchange.append(out, [described("again", crs="ESRI:54030")])
    assert rows(out, "SELECT srs_id, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys "
                     "WHERE srs_id > 4326") == [(100000, "ESRI", 54030)]


def test_rasters_without_crs_make_a_layer_of_plain_numbers(out: Path) -> None:
    exchange.append(out, [described(map_quad=None, georeference="none"), described("xy", crs="")])
    assert rows(out, "SELECT srs_id FROM gpkg_geometry_columns") == [(-1,)]
    assert polygons(out)[0].bounds == (10.1, -41.0, 30.3, -20.25), "on the picture as QGIS shows it, y up"
    assert polygons(out)[1].bounds == (500000.0, 5699990.0, 500010.0, 5700000.0), "the map's numbers as given"


def test_rows_with_and_without_crs_do_not_mix(out: Path, tmp_path: Path) -> None:
    exchange.append(out, [described()])
    before = out.read_bytes()
    with pytest.raises(NoCrs, match=r"harbour\.tif") as caught:
        exchange.append(out, [described("good"), described("bad", map_quad=None)])
    assert "another file" in caught.value.hint
    assert out.read_bytes() == before, "the good row of the same call is not kept either"
    with pytest.raises(NoCrs):
        exchange.check(out, "")
    exchange.check(out, "EPSG:4326")
    plain = tmp_path / "plain.gpkg"
    exchange.append(plain, [described(map_quad=None)])
    with pytest.raises(NoCrs, match="layer descriptions"):
        exchange.append(plain, [described()])
    with pytest.raises(NoCrs, match="layer descriptions"):
        exchange.check(plain, "EPSG:32632")
    with pytest.raises(NoCrs):
        exchange.append(tmp_path / "new.gpkg", [described(map_quad=None)], crs="EPSG:4326")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out.gpkg", "plain.gpkg"], "no new file"


def test_an_unknown_crs_is_refused(out: Path) -> None:
    with pytest.raises(NotTransformable, match="EPSG:999999"):
        exchange.append(out, [described(crs="EPSG:999999")])
    assert not out.exists()


def test_a_newer_layer_is_refused_in_words(out: Path) -> None:
    exchange.append(out, [described()])
    change(out, f"""UPDATE gpkg_metadata SET metadata = '{{"schema": {SCHEMA + 1}}}'""")
    before = out.read_bytes()
    for attempt in (lambda: exchange.check(out), lambda: exchange.append(out, [described()])):
        with pytest.raises(BadAnnotation, match=f"version {SCHEMA + 1}") as caught:
            attempt()
        assert "Update Earthscribe" in caught.value.hint
    assert out.read_bytes() == before


@pytest.mark.parametrize("geometry_type", ["Polygon", "MultiPolygon"])
def test_an_older_layer_gets_the_columns_it_lacks(out: Path, geometry_type: str) -> None:
    make = shapely.box if geometry_type == "Polygon" else lambda *b: shapely.MultiPolygon([shapely.box(*b)])
    names = ["uid", "description", "polygon_px", "remark"]
    pyogrio.raw.write(out, np.array([shapely.to_wkb(make(500000, 5699990, 500001, 5699991))], dtype=object),
                      [np.array([name], dtype=object) for name in names], names, geometry_type=geometry_type,
                      crs="EPSG:32632", layer="descriptions")
    exchange.check(out)
    exchange.append(out, [described("new")])
    info = pyogrio.read_info(out, layer="descriptions")
    assert set(info["fields"]) == {field.name for field in FIELDS} | {"remark"}
    assert info["features"] == 2, "GDAL's own count follows"
    assert (uids(out), info["geometry_type"]) == (["new", "uid"], geometry_type)
    assert uids(out, bbox=(500005, 5699995, 500006, 5699996)) == ["new"]
    exchange.append(out, [described("newer")])
    assert len(rows(out, "SELECT * FROM gpkg_metadata")) == 1


@pytest.mark.parametrize("layer", [{"layer": "descriptions"}, {"layer": "Descriptions"}])
def test_a_table_of_the_same_name_but_another_make_is_refused(out: Path, layer: Dict[str, str]) -> None:
    houses(out, **layer)
    before = out.read_bytes()
    for attempt in (lambda: exchange.check(out), lambda: exchange.append(out, [described()])):
        with pytest.raises(BadAnnotation, match="another make, without uid, description, polygon_px") as caught:
            attempt()
        assert "rename that table" in caught.value.hint
    assert out.read_bytes() == before


def test_points_are_no_layer_of_ours(out: Path) -> None:
    names = ["uid", "description", "polygon_px"]
    pyogrio.raw.write(out, np.array([shapely.to_wkb(shapely.Point(0, 0))], dtype=object),
                      [np.array(["x"], dtype=object)] * 3, names, geometry_type="Point", crs="EPSG:32632",
                      layer="descriptions")
    with pytest.raises(BadAnnotation, match="without polygons"):
        exchange.append(out, [described()])


def test_what_is_not_a_geopackage_is_refused_and_left_alone(tmp_path: Path) -> None:
    noise, other, cut = tmp_path / "noise.gpkg", tmp_path / "other.gpkg", tmp_path / "cut.gpkg"
    noise.write_bytes(b"II*\0 surely no database " * 400)
    change(other, "CREATE TABLE a (b)")
    exchange.append(cut, [described()])
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
    for path, why in ((noise, "damaged"), (other, "not a GeoPackage"), (cut, "damaged")):
        before = path.read_bytes()
        for attempt in (exchange.check, lambda place: exchange.append(place, [described()])):
            with pytest.raises(BadAnnotation, match=why):
                attempt(path)
        assert path.read_bytes() == before


def test_an_empty_file_is_as_good_as_none(out: Path) -> None:
    out.touch()
    exchange.check(out)
    exchange.append(out, [described()])
    assert uids(out) == ["first"]


def test_places_where_nothing_can_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "folder.gpkg"
    folder.mkdir()
    for path, why in ((tmp_path / "missing" / "out.gpkg", "does not exist"), (folder, "it is a folder")):
        for attempt in (exchange.check, lambda place: exchange.append(place, [described()])):
            with pytest.raises(OutputUnwritable, match=why):
                attempt(path)


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    for attempt in (exchange.check, lambda place: exchange.append(place, [described()])):
        with pytest.raises(BadAnnotation, match=r"\.gpkg, \.geojson") as caught:
            attempt(tmp_path / "out.shp")
        assert "out.gpkg" in caught.value.hint


@contextlib.contextmanager
def bound_by_permissions(folder: Path) -> Iterator[None]:
    """The superuser gives the right to ignore permissions up for a while; the folder belongs to who he is then."""
    uid, nobody = os.geteuid(), 65534
    if uid == 0:
        for each in (folder, *folder.iterdir()):
            os.chown(each, nobody, nobody)
        os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(uid)


def test_a_read_only_file_or_folder_is_refused_early() -> None:
    with tempfile.TemporaryDirectory() as name:  # below `tmp_path` only its owner may go
        folder, files = Path(name), (Path(name, "out.geojson"), Path(name, "out.gpkg"))
        for out in files:
            exchange.append(out, [described()])
        before = [out.read_bytes() for out in files]
        with bound_by_permissions(folder):
            refuse_all(folder, files)
        assert [out.read_bytes() for out in files] == before
        assert sorted(folder.iterdir()) == list(files)


def refuse_all(folder: Path, files: Tuple[Path, ...]) -> None:
    """Try read-only files, then a read-only folder with and without files in it."""
    attempts = (exchange.check, lambda place: exchange.append(place, [described()]))
    for out in files:
        out.chmod(0o444)
        for attempt in attempts:
            with pytest.raises(OutputUnwritable, match="read-only"):
                attempt(out)
        out.chmod(0o644)
    folder.chmod(0o555)
    for attempt in attempts:
        for path in (*files, folder / "new.gpkg", folder / "new.geojson"):
            with pytest.raises(OutputUnwritable, match=r"writable|permission denied|read-only"):
                attempt(path)
    folder.chmod(0o755)


@contextlib.contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    """A disk that is full as soon as one file has this many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_costs_nothing_that_was_there(out: Path, tmp_path: Path) -> None:
    exchange.append(out, [described()])
    before, size = out.read_bytes(), out.stat().st_size
    with files_limited_to(size + 8192), pytest.raises(OutputUnwritable, match="disk"):
        exchange.append(out, [described(text="x" * 200_000)])
    assert out.read_bytes() == before
    with files_limited_to(20_000), pytest.raises(OutputUnwritable, match="disk"):
        exchange.append(tmp_path / "new.gpkg", [described()])
    assert [each.name for each in tmp_path.iterdir()] == ["out.gpkg"], "a half-made file is removed"
    exchange.append(out, [described("later")])
    assert uids(out) == ["first", "later"]


def test_a_locked_file_is_said_to_be_locked(out: Path) -> None:
    exchange.append(out, [described()])
    before = out.read_bytes()
    with contextlib.closing(sqlite3.connect(out, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputUnwritable, match="another program") as caught:
            gpkg.append(out, [described("late")], patience=0.1)
        gpkg.check(out, patience=0.1)
        other.execute("ROLLBACK")
    assert "stop editing" in caught.value.hint
    assert out.read_bytes() == before


def test_a_file_that_cannot_even_be_read_for_a_while_is_waited_for(out: Path) -> None:
    exchange.append(out, [described()])
    with contextlib.closing(sqlite3.connect(out, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OutputUnwritable, match="another program"):
            gpkg.check(out, patience=0.2)
        soon = threading.Timer(sqlite_file.GLANCE_SECONDS + 0.3, other.execute, ["ROLLBACK"])
        soon.start()
        exchange.check(out)
        soon.join()
    exchange.append(out, [described("late")])
    assert len(uids(out)) == 2


def test_a_reader_in_the_middle_of_reading_is_no_obstacle_in_wal_mode(out: Path) -> None:
    exchange.append(out, [described()])
    with contextlib.closing(sqlite3.connect(out, isolation_level=None)) as reader:
        reader.execute("PRAGMA journal_mode = WAL")
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM descriptions").fetchone() == (1,)
        exchange.append(out, [described("second")])
        assert reader.execute("SELECT count(*) FROM descriptions").fetchone() == (1,), "its view is steady"
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM descriptions").fetchone() == (2,), "and it is the same file"


def test_a_program_that_has_the_file_open_sees_the_new_row(out: Path) -> None:
    exchange.append(out, [described()])
    inode = out.stat().st_ino
    with contextlib.closing(sqlite3.connect(out)) as reader:
        assert reader.execute("SELECT count(*) FROM descriptions").fetchone() == (1,)
        exchange.append(out, [described("second")])
        assert reader.execute("SELECT count(*) FROM descriptions").fetchone() == (2,)
    assert out.stat().st_ino == inode, "a database is never replaced"


@pytest.mark.parametrize("name", ["out.gpkg", "out.geojson"])
def test_two_commands_on_one_new_file_both_keep_their_rows(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: exchange.append(out, [described(f"row-{number}")]), range(18)))
    layer = pyogrio.raw.read(out, columns=["uid"], **({"layer": "descriptions"} if name.endswith("gpkg") else {}))
    assert sorted(layer[3][0]) == sorted(f"row-{number}" for number in range(18))
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_layer_can_be_made_before_there_is_a_row(out: Path) -> None:
    gpkg.ensure(out, "EPSG:32632")
    gpkg.ensure(str(out), "EPSG:4326")
    assert (pyogrio.read_info(out, layer="descriptions")["crs"], uids(out)) == ("EPSG:32632", [])
    exchange.append(out, [described()])
    assert uids(out) == ["first"]


def test_only_the_rows_of_the_rasters_named_are_taken_out(out: Path) -> None:
    exchange.append(out, [described(), described("other", raster="/data/other.tif"), described("again")])
    gpkg.clear(out, ["/data/harbour.tif", "/data/none.tif"])
    assert uids(out) == ["other"]
    assert uids(out, bbox=(499999.0, 5699980.0, 500020.0, 5700010.0)) == ["other"]


def test_a_link_to_the_file_means_the_file(out: Path, tmp_path: Path) -> None:
    exchange.append(out, [described()])
    link = tmp_path / "ein Verweis ü.gpkg"
    link.symlink_to(out)
    exchange.append(link, [described("second")])
    assert link.is_symlink()
    assert uids(out) == ["first", "second"]
