"""The program as it ships, with the models as they ship, on a real raster: in both kinds of Python."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from earthscribe.inference import raster
from earthscribe.inference.errors import ModelMissing, NoImageThere, UnsupportedRaster
from earthscribe.inference.geometry import PixelQuad, PixelWindow
from earthscribe.inference.georef import AffinePlacement, PixelGrid
from earthscribe.inference.values import Chip, Description, Framing, Recipe, Request, never
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import HOST, ROOT, LaunchCommand, child_environment, launch_command

from .conftest import result_of, system_python, text_of

QUAD = PixelQuad(((20.0, 20.0), (44.0, 20.0), (44.0, 36.0), (20.0, 36.0)))


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A red rectangle on green, half a metre per pixel."""
    import rasterio

    path = tmp_path_factory.mktemp("größe 1") / "field.tif"
    pixels = np.full((3, 64, 64), 60, np.uint8)
    pixels[1] = 120
    pixels[:, 20:36, 20:44] = np.array([200, 30, 30], np.uint8)[:, None, None]
    with rasterio.open(path, "w", driver="GTiff", width=64, height=64, count=3, dtype="uint8", crs="EPSG:32633",
                       transform=rasterio.Affine(0.5, 0, 500000, 0, -0.5, 5000000)) as file:
        file.write(pixels)
    return path


def request(path: Path, model: str) -> Request:
    source = raster.open_raster(str(path))
    found = source.info.source
    source.close()
    return Request("describe", QUAD, found, Framing(PixelWindow(0, 0, 64, 64), 64, 64), model=model)


def launch(kind: str) -> LaunchCommand:
    if kind == "own":
        return launch_command()
    script = ROOT / "inference" / "worker" / "__main__.py"
    environ = child_environment(os.environ, HOST, os.path.exists)
    return LaunchCommand((system_python(), "-I", str(script)), environ, HOST)


@pytest.mark.parametrize("kind", ["own", "host"])
@pytest.mark.parametrize("model", ["echo", "bundled"])
def test_a_box_in_words_out(picture: Path, kind: str, model: str) -> None:
    analyst = WorkerAnalyst(launch=launch(kind))
    try:
        said = list(analyst.run(request(picture, model), never))
    finally:
        analyst.close()
    result = result_of(said)
    assert text_of(said).strip() == result.text
    assert result.view.map_quad is not None
    assert result.view.map_quad.crs == "EPSG:32633"
    assert result.view.gsd_m == pytest.approx(0.5, rel=0.01)
    assert result.fact("length_m") == pytest.approx(12.0, rel=0.01)


def test_a_chip_that_only_the_parent_could_read(picture: Path) -> None:
    pixels = np.full((64, 64, 3), 90, np.uint8)
    grid = PixelGrid(AffinePlacement(0.5, 0.0, 500000.0, 0.0, -0.5, 5000000.0), 64, 64, "EPSG:32633")
    asked = Request("describe", QUAD, model="echo", chip=Chip(pixels, grid, Recipe("optical", "rgb", (1, 2, 3))))
    analyst = WorkerAnalyst(launch=launch("own"))
    try:
        assert isinstance(list(analyst.run(asked, never))[-1], Description)
    finally:
        analyst.close()


def test_errors_of_the_real_analyst_keep_their_class(picture: Path) -> None:
    analyst, asked = WorkerAnalyst(launch=launch("own")), request(picture, "echo")
    assert asked.source is not None
    try:
        with pytest.raises(ModelMissing, match="'nobody'"):
            list(analyst.run(dataclasses.replace(asked, model="nobody"), never))
        gone = dataclasses.replace(asked.source, path=str(picture) + ".gone", fingerprint="x")
        with pytest.raises((NoImageThere, UnsupportedRaster)):
            list(analyst.run(dataclasses.replace(asked, source=gone), never))
        assert result_of(list(analyst.run(asked, never))).text
    finally:
        analyst.close()


def test_the_conversation_in_the_docs_works(root: Path) -> None:
    page = (root / "docs" / "protocol.md").read_text(encoding="utf-8")
    program = page.partition("```python\n")[2].partition("```")[0]
    said = subprocess.run([sys.executable, "-I", "-c", program], cwd=root, capture_output=True, text=True, timeout=60,
                          check=True)
    assert said.stdout.strip() == "I was asked to describe the box (10, 10), (40, 10), (40, 30), (10, 30)."
