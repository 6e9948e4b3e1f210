"""`caption`, `ask` and `classify` with their real model process: words and rows out, status by who can mend it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

import numpy as np
import pytest
import rasterio
from earthscribe.inference import cli
from earthscribe.tests.tiny_network import BUILDING, CAR, painted, write_network

GRID = rasterio.Affine(0.3, 0.0, 500000.0, 0.0, -0.3, 5000000.0)
OBJECTS = ((60.0, 50.0, 20.0, CAR), (200.0, 150.0, 24.0, CAR), (300.0, 220.0, 30.0, BUILDING))

Run = Callable[..., Any]


@pytest.fixture
def town(tmp_path: Path) -> str:
    path, pixels = tmp_path / "town.tif", painted((400, 300), OBJECTS)
    with rasterio.open(path, "w", driver="GTiff", width=400, height=300, count=3, dtype="uint8", crs="EPSG:32632",
                       transform=GRID) as file:
        file.write(np.moveaxis(pixels, -1, 0))
    return str(path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, town: str) -> Run:
    model = str(write_network(tmp_path))

    def run_it(command: str, *words: str) -> Any:
        status = cli.main([command, town, "--model", model, *words])
        said = capsys.readouterr()
        return status, said.out.strip(), said.err.strip()

    return run_it


def test_a_raster_becomes_a_paragraph(run: Run) -> None:
    status, said, _ = run("caption")
    assert status == 0
    assert said.startswith("In this view the model sees two cars and a building.")
    assert "The building is in the south-east of the view." in said


def test_an_area_of_it_in_german(run: Run) -> None:
    status, said, _ = run("caption", "--area", "0,0,120,100", "--pixel", "--language", "de")
    assert status == 0
    assert said.startswith("In diesem Ausschnitt sieht das Modell ein Auto.")
    assert "Der Ausschnitt misst etwa 36 m mal 30 m." in said


def test_a_question_gets_an_answer_with_its_evidence(run: Run) -> None:
    status, said, _ = run("ask", "--question", "How many cars are longer than 6.5 m?", "--json")
    row = json.loads(said)
    assert (status, row["task"], row["value"], row["intent"]) == (0, "ask", 1, "count")
    assert row["description"] == "The model sees a car with a length of more than 6.5 m, of 2 in all."
    assert row["evidence"][0]["values"]["objects"][0]["of"] == 2


def test_a_question_beyond_it_ends_with_status_4(run: Run) -> None:
    status, said, told = run("ask", "-q", "Why is the car there?")
    assert (status, said) == (4, "")
    assert told.startswith("error: A larger model is needed to answer 'Why is the car there?'")
    assert "Traceback" not in told


@pytest.mark.parametrize(("command", "words", "told"), [
    ("ask", (), "--question cannot be ''"), ("ask", ("-q", " "), "--question cannot be"),
    ("caption", ("--min-confidence", "2"), "--min-confidence cannot be"),
    ("caption", ("--area", "nowhere.geojson"), "there is no such file"),
    ("caption", ("--units", "cubits"), "--units cannot be 'cubits'"),
    ("caption", ("--language", "xx"), "--language cannot be 'xx'"),
    ("classify", (), "--bbox is missing"),
    ("classify", ("--bbox", "1,1,30,30", "--pixel", "--classes", ","), "--classes cannot be"),
])
def test_wrong_input_ends_with_status_2(run: Run, command: str, words: tuple[str, ...], told: str) -> None:
    status, said, error = run(command, *words)
    assert (status, said) == (2, "")
    assert told in error
