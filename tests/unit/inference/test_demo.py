"""The demo: what is described, told and found of the samples reaches the file, the report and the last lines."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from earthscribe.inference import cli, exchange
from earthscribe.inference.analyst import LocalAnalyst
from earthscribe.inference.backends import bundled
from earthscribe.inference.cli import demo
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import ModelFileMissing
from earthscribe.inference.geometry import MapQuad, PixelQuad
from earthscribe.inference.raster import open_raster
from earthscribe.inference.values import (
    Caption,
    Detected,
    Detection,
    Found,
    Progress,
    Provenance,
    Recipe,
    Request,
    Searched,
    Source,
)

QUAD = PixelQuad(((10.0, 20.0), (30.0, 20.0), (30.0, 28.0), (10.0, 28.0)))
TOLD = "In this view the finder sees <two> cars & a fountain, which are scattered over all of the view that was shown."
NOTE = "It was dark."
UNPLACED = "thermal_car_park.tif"
ORIGIN = Provenance("finder", "7", "detect", "none", "finder", "cpu", "", 0.1)


class Finder(LocalAnalyst):
    """Measures boxes as ever, and finds the same things on every raster."""

    found = ("car", "car", "fountain")
    asked: list[str]

    def __init__(self, config: RunConfig) -> None:
        super().__init__(config)
        self.asked = []

    def run(self, request: Request, stop: Any) -> Iterator[Any]:
        self.asked.append(request.task)
        if request.task == "describe":
            yield from super().run(request, stop)
            return
        if request.task == "caption":
            view = self.prepare(request).view
            assert view is not None
            yield Progress("looking for objects", 0.5)
            yield Caption(TOLD, replace(view, notes=(NOTE,)), ORIGIN)
            return
        yield from self.searched(request)

    def searched(self, request: Request) -> Iterator[Any]:
        assert request.source is not None
        with open_raster(request.source.path) as source:
            info = source.info
            placed = info.grid.to_map(QUAD) if info.grid.referenced else None
            search = Searched(info.source, Recipe("optical", "rgb", (1, 2, 3)), "finder", "7", info.crs,
                              "affine" if placed else "none")
        for number, name in enumerate(self.found):
            yield Found((Detection(name, 0.5 + 0.1 * number, QUAD, placed, length_px=20.0, width_px=8.0),), search)
        yield Detected(search, tuple((name, self.found.count(name)) for name in sorted(set(self.found))), ORIGIN)


@pytest.fixture(autouse=True)
def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ModelFileMissing("bundled.onnx")

    monkeypatch.setattr(bundled, "bundled_detector", missing)


def demonstrated(place: Path, monkeypatch: pytest.MonkeyPatch, analyst: type[LocalAnalyst]) -> int:
    monkeypatch.setattr(demo, "open_analyst", analyst)
    return cli.main(["demo", "--out", str(place)])


def categories(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return [(Path(raster).name, name) for raster, name in
                connection.execute("SELECT raster, category FROM detections ORDER BY fid")]


def test_all_objects_found_become_rows_and_a_lead_of_each_raster(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert demonstrated(tmp_path, monkeypatch, Finder) == 0
    samples = demo.read_samples()
    placed = [each.path.name for each in samples if each.path.name != UNPLACED]
    assert categories(tmp_path / "out.gpkg") == [(name, found) for name in placed for found in Finder.found]
    out = capsys.readouterr().out
    assert re.sub(r"\s+", " ", out).count(f"all {TOLD} ({NOTE})") == len(samples)
    assert max(len(line) for line in out.splitlines() if line.startswith(("all  ", "     "))) <= 80
    assert f"the model found {3 * len(samples)} objects" in out
    assert f"detections ({3 * len(placed)})" in out
    assert "3 of the found lie on rasters without georeference" in out
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert report.count("sees &lt;two&gt; cars &amp; a fountain") >= len(samples)
    assert "<two>" not in report
    assert report.count("fountain <b>1</b>") == report.count("car <b>2</b>") == len(samples)
    assert report.count('class="found"') == 3 * len(samples)


def test_a_second_demo_writes_the_rows_of_the_samples_anew_and_leaves_others(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.gpkg"
    mine = Searched(Source("/data/mine.tif", "f"), Recipe("optical", "rgb", (1, 2, 3)), "bundled", "7", "EPSG:4326",
                    "affine")
    here = MapQuad(((9.0, 51.45), (9.001, 51.45), (9.001, 51.449), (9.0, 51.449)), "EPSG:4326")
    assert demonstrated(tmp_path, monkeypatch, Finder) == 0
    first = categories(out)
    with exchange.detection_writer(out) as writer:
        writer.add(Found((Detection("ship", 0.9, QUAD, here),), mine))
    assert demonstrated(tmp_path, monkeypatch, Finder) == 0
    assert categories(out) == [("mine.tif", "ship"), *first]


def test_where_the_network_is_gone_the_objects_of_an_earlier_demo_go_as_well(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert demonstrated(tmp_path, monkeypatch, Finder) == 0
    assert categories(tmp_path / "out.gpkg")
    assert demonstrated(tmp_path, monkeypatch, LocalAnalyst) == 0
    assert categories(tmp_path / "out.gpkg") == []


def test_where_nothing_is_found_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                           capsys: pytest.CaptureFixture[str]) -> None:
    class Blind(Finder):
        found = ()

    assert demonstrated(tmp_path, monkeypatch, Blind) == 0
    assert categories(tmp_path / "out.gpkg") == []
    assert "the model found none there" in capsys.readouterr().out
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "no object found there" in report
    assert report.count("No object of a class that the model knows was found") == len(demo.read_samples())


def test_without_the_network_boxes_are_still_described(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                       capsys: pytest.CaptureFixture[str]) -> None:
    assert demonstrated(tmp_path, monkeypatch, LocalAnalyst) == 0
    said = capsys.readouterr()
    (warning,) = [line for line in said.err.splitlines() if line.startswith("warning: ")]
    assert "bundled.onnx is missing" in warning
    assert "are described:" in said.out
    assert "detections" not in said.out
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert report.count("<article") == sum(len(each.boxes) for each in demo.read_samples())
    assert "The whole raster" not in report


def test_a_stop_while_a_raster_is_searched_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopping(Finder):
        def searched(self, request: Request) -> Iterator[Any]:
            os.kill(os.getpid(), signal.SIGINT)
            yield from ()

    assert demonstrated(tmp_path, monkeypatch, Stopping) == 130
    assert list(tmp_path.iterdir()) == []


def test_a_search_without_an_end_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    class Breaking(Finder):
        def searched(self, request: Request) -> Iterator[Any]:
            yield from list(super().searched(request))[:-1]

    assert demonstrated(tmp_path, monkeypatch, Breaking) == 4
    assert "it ended without a result" in capsys.readouterr().err
