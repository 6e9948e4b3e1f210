"""The docs say what the code does: made pages are fresh, everything has its line, the tutorial's backend runs."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from earthscribe.inference import backends
from earthscribe.inference.analyst import LocalAnalyst
from earthscribe.inference.backends import BACKENDS
from earthscribe.inference.cli import COMMANDS, docs
from earthscribe.inference.config import RunConfig, options
from earthscribe.inference.errors import all_errors
from earthscribe.inference.geometry import PixelQuad, corners_of
from earthscribe.inference.raster import open_raster
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.values import Delta, Description, never

TUTORIAL = "backend-tutorial.md"


@pytest.mark.parametrize("name", docs.pages())
def test_made_pages_are_fresh(root: Path, name: str) -> None:
    assert (root / "docs" / name).read_text(encoding="utf-8") == docs.pages()[name], "run `make docs`"


def test_pages_are_written_as_they_are(tmp_path: Path) -> None:
    written = docs.write_docs(tmp_path)
    assert {path.name for path in written} == set(docs.pages())
    assert all(path.read_bytes() == docs.pages()[path.name].encode() for path in written)


def test_every_error_has_an_example_a_meaning_and_a_cure() -> None:
    page = docs.errors_page()
    families = {kind.__name__ for kind, _ in docs.FAMILIES}
    kinds = [kind for kind in all_errors() if kind.__name__ not in families | {"EarthscribeError"}]
    assert {kind.__name__ for kind in kinds} == set(docs.EXAMPLES)
    for kind in kinds:
        error = docs.EXAMPLES[kind.__name__]()
        assert type(error) is kind
        assert f"### {kind.__name__}\n" in page
        assert error.message.endswith(".")
        assert error.hint.endswith(".")
        assert "\n" not in error.sentence()


def test_every_option_command_and_backend_has_its_line(root: Path) -> None:
    page = docs.options_page()
    assert all(f"| `{option.flag}` |" in page for option in options())
    assert all(f"## earthscribe {name}\n" in docs.commands_page() for name in COMMANDS)
    written = "".join(path.read_text(encoding="utf-8") for path in (root / "docs").glob("*.md"))
    assert all(f"`{name}`" in written for name in BACKENDS)


def tutorial_code(root: Path) -> str:
    found = re.findall(r"```python\n(.*?)```", (root / "docs" / TUTORIAL).read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


@pytest.fixture
def contrast(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The tutorial's module, installed as the tutorial says: a file in the package and a line in the registry."""
    path = tmp_path / "contrast.py"
    path.write_text(tutorial_code(root), encoding="utf-8")
    name = f"{backends.__name__}.contrast"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    monkeypatch.setitem(BACKENDS, "contrast", ("contrast", "Contrast"))
    yield module
    vars(backends).pop("contrast", None)


def test_the_tutorial_is_as_short_as_it_says(root: Path) -> None:
    assert 50 <= len(tutorial_code(root).splitlines()) <= 90


def test_the_tutorials_backend_describes_a_real_raster(contrast: ModuleType, raster: Callable[[str], str]) -> None:
    said = list(describe_with_contrast(raster("utm"), never))
    result = said[-1]
    assert isinstance(result, Description)
    assert re.fullmatch(r"It is (brighter than|darker than|as bright as) what lies around it\. "
                        r"Its brightness varies by \d+ of 255\.", result.text)
    assert "".join(each.text for each in said if isinstance(each, Delta)).strip() == result.text
    assert " ".join(row.sentence for row in result.evidence) == result.text
    assert result.provenance.model == "contrast"
    assert result.uid


def test_the_tutorials_backend_stops_between_two_words(contrast: ModuleType, raster: Callable[[str], str]) -> None:
    heard: list[object] = []
    heard.extend(describe_with_contrast(raster("utm"), lambda: sum(isinstance(e, Delta) for e in heard) >= 2))
    result = heard[-1]
    assert isinstance(result, Description)
    assert result.text == "It is"
    assert result.provenance.finish == "stopped"


def describe_with_contrast(path: str, stop: Callable[[], bool]) -> Iterator[object]:
    config = RunConfig(model="contrast", keep_mb=0)
    source = open_raster(path)
    request = make_request(source.info, PixelQuad(corners_of([10, 10, 30, 24])), config)
    source.close()
    analyst = LocalAnalyst(config)
    try:
        yield from analyst.run(request, stop)
    finally:
        analyst.close()
