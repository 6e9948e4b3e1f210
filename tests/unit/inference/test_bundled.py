"""The backend that needs no model: streams, stops, shows its evidence, runs on numpy alone."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from earthscribe.inference.backends import bundled
from earthscribe.inference.backends.bundled import REVISION, Bundled
from earthscribe.inference.config import RunConfig
from earthscribe.inference.detection import bundled_detector
from earthscribe.inference.errors import BadOption, EmptyAnswer, ModelFileMissing
from earthscribe.inference.values import Delta, Description, Label, Request, never
from earthscribe.tests.scenes import box, make_raster, painted, request_of
from earthscribe.tests.tiny_network import CAR, write_network
from earthscribe.tests.tiny_network import painted as tiny_painted

QUAD = box(60, 30, 40, 20, 30)


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measurements alone: the model file is not there."""
    def missing(*_: object) -> None:
        raise ModelFileMissing("bundled.onnx")

    monkeypatch.setattr(bundled, "bundled_detector", missing)


@pytest.fixture
def request_() -> Request:
    return request_of(make_raster(painted(QUAD, (200, 30, 30), (60, 110, 50)), pixel=0.5), QUAD)


def test_the_words_make_the_text_and_every_sentence_has_evidence(request_: Request) -> None:
    *deltas, result = Bundled("bundled", RunConfig()).run(request_, never)
    assert isinstance(result, Description)
    assert "".join(each.text for each in deltas if isinstance(each, Delta)) == result.text
    assert len(deltas) == len(result.text.split())
    assert " ".join(row.sentence for row in result.evidence) == result.text
    assert (result.category, result.confidence) == ("object", None)
    assert result.fact("length_m") == pytest.approx(20.0, rel=1e-3)
    origin = result.provenance
    assert (origin.model, origin.revision, origin.backend, origin.device) == ("bundled", REVISION, "bundled", "cpu")
    assert (origin.dialect, origin.raw, origin.finish) == ("templates", result.text, "complete")
    assert origin.prompt_version.startswith("en-")


def test_without_the_model_one_sentence_says_so(request_: Request) -> None:
    *_, result = Bundled("bundled", RunConfig()).run(request_, never)
    (note,) = [each for each in result.view.notes if "bundled model" in each]
    assert "bundled.onnx is missing" in note


def test_with_the_model_it_says_what_the_object_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_network(tmp_path)
    monkeypatch.setattr(bundled, "bundled_detector", lambda: bundled_detector(file, cuda=False))
    quad = box(100, 60, 24, 12, 0)
    pixels = np.moveaxis(tiny_painted((200, 120), [(100.0, 60.0, 24.0, CAR)]), -1, 0)
    asked = request_of(make_raster(pixels, pixel=0.3), quad)
    backend = Bundled("bundled", RunConfig())
    backend.load()
    *_, result = backend.run(asked, never)
    assert (result.category, result.view.notes) == ("car", asked.view.notes if asked.view else ())
    assert result.confidence is not None
    assert result.confidence > 0.9
    assert "car" in result.text
    assert result.provenance.revision == f"{REVISION} test-1"
    *_, label = backend.run(replace(asked, task="classify", classes=("car", "building")), never)
    assert isinstance(label, Label)
    assert label.category == "car"
    assert label.probabilities[0][0] == "car"
    backend.close()


def test_stop_ends_it_after_the_next_word(request_: Request) -> None:
    asked = iter([False, False, False, True])
    said = list(Bundled("bundled", RunConfig()).run(request_, lambda: next(asked)))
    assert [type(each) for each in said] == [Delta, Delta, Delta]


def test_unknown_language(request_: Request) -> None:
    with pytest.raises(BadOption):
        list(Bundled("bundled", RunConfig()).run(replace(request_, language="xx"), never))


def test_a_request_that_saw_nothing(request_: Request) -> None:
    with pytest.raises(EmptyAnswer):
        list(Bundled("bundled", RunConfig()).run(replace(request_, view=None), never))


def test_it_needs_numpy_only(root: Path) -> None:
    """In a Python without site packages but numpy nothing else is asked for."""
    script = (
        "import sys, importlib.util as u\n"
        f"root = r'{root}'\n"
        "s = u.spec_from_file_location('earthscribe', root + '/__init__.py', submodule_search_locations=[root])\n"
        "m = u.module_from_spec(s); sys.modules['earthscribe'] = m; s.loader.exec_module(m)\n"
        "import earthscribe.inference.backends.bundled, earthscribe.inference.measure, earthscribe.inference.picture\n"
        "import earthscribe.inference.tasks.describe\n"
        "heavy = {'PIL', 'rasterio', 'osgeo', 'pyproj', 'shapely', 'torch', 'httpx'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)\n")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
