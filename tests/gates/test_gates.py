"""The built zip passes every gate of the plugin site, and every gate is shown able to fail."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from earthscribe.dev import build_zip, gates

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def archive(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_zip.build(root, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(archive) as content:
        content.extractall(folder)
    return folder


def test_the_zip_keeps_the_rules(archive: Path) -> None:
    assert gates.rules(archive) == []


@pytest.mark.parametrize("gate", gates.SOURCE_GATES)
def test_the_plugin_passes(gate: str, unpacked: Path) -> None:
    found = gates.SOURCE_GATES[gate](unpacked)
    assert not found, "\n".join(found)


def test_the_same_tree_gives_the_same_bytes(root: Path, archive: Path, tmp_path: Path) -> None:
    assert build_zip.build(root, tmp_path).read_bytes() == archive.read_bytes()


def test_it_holds_the_plugin_and_nothing_else(archive: Path) -> None:
    with zipfile.ZipFile(archive) as content:
        tops = {name.split("/")[1] for name in content.namelist()}
        names = set(content.namelist())
    assert tops <= {*build_zip.FILES, *build_zip.FOLDERS, "requirements"}
    locks = {name.split("/", 1)[1] for name in names if name.startswith("earthscribe/requirements/")}
    assert locks == set(build_zip.LOCKS)
    assert {"earthscribe/plugin.py", "earthscribe/inference/errors.py", "earthscribe/README.md"} <= names


BAD_SOURCES = {
    "bandit": ("inference/bad.py", "import random\n\nx = random.random()\n", "B311"),
    "detect-secrets": ("inference/bad.py", 'api_key = "c3VwZXJzZWNyZXQxMjM0NTY3ODkw"\n', "Secret Keyword"),
    "flake8": ("inference/bad.py", "import os\n", "F401"),
    "qt6": ("ui/bad.py", "from qgis.PyQt.QtCore import Qt\n\nx = Qt.AlignCenter\n", "AlignCenter"),
}


@pytest.mark.parametrize("gate", gates.SOURCE_GATES)
def test_a_bad_file_is_caught(gate: str, tmp_path: Path) -> None:
    path, text, word = BAD_SOURCES[gate]
    package = tmp_path / "earthscribe"
    for folder in (package, package / "inference", package / "ui"):
        folder.mkdir()
        (folder / "__init__.py").touch()
    (package / "plugin.py").touch()
    assert gates.SOURCE_GATES[gate](tmp_path) == []
    (package / path).write_text(text, encoding="utf-8")
    found = gates.SOURCE_GATES[gate](tmp_path)
    assert any(word in line and "bad.py" in line for line in found), found


def test_false_alarms_are_what_qgis_adds_when_it_runs() -> None:
    known = gates.patched_names()
    for absent in ('"type[QVariant]" has no attribute "String"', '"type[Flag]" has no attribute "FlagAdvanced"'):
        assert gates.is_false_alarm(f"error: {absent}", known)
    for absent in ('"type[Qt]" has no attribute "Horizontal"', '"type[Flag]" has no attribute "FlagOfMine"'):
        assert not gates.is_false_alarm(f"error: {absent}", known)


GOOD_METADATA = "[general]\n" + "".join(f"{key}=1.0.0\n" for key in gates.REQUIRED)
GOOD = {"p/metadata.txt": GOOD_METADATA, "p/__init__.py": "", "p/LICENSE": "GPL"}
BAD_ZIPS = [
    ("is missing", {"p/metadata.txt": GOOD_METADATA, "p/__init__.py": ""}),
    ("version is missing", {**GOOD, "p/metadata.txt": GOOD_METADATA.replace("version=1.0.0", "")}),
    ("slash", {**GOOD, "p/metadata.txt": GOOD_METADATA.replace("author=1.0.0", "author=a/b")}),
    ("three numbers", {**GOOD, "p/metadata.txt": GOOD_METADATA.replace("version=1.0.0", "version=1.0")}),
    ("obsolete", {**GOOD, "p/metadata.txt": GOOD_METADATA + "supportsQt6=True\n"}),
    ("icon", {**GOOD, "p/metadata.txt": GOOD_METADATA + "icon=none.svg\n"}),
    ("stay inside", {**GOOD, "p/../x.py": ""}),
    ("does not belong", {**GOOD, "p/__pycache__/x.txt": ""}),
    ("does not belong", {**GOOD, "p/tests/test_x.py": ""}),
    ("not approved", {**GOOD, "p/x.dll": ""}),
    ("top-level folder", {**GOOD, "q/x.py": ""}),
    ("Python identifier", {"my-tool/x.py": ""}),
    ("should not contain", {name.replace("p/", "my_plugin/"): text for name, text in GOOD.items()}),
]


def make_zip(path: Path, entries: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as content:
        for name, text in entries.items():
            content.writestr(name, text)
    return path


@pytest.mark.parametrize(("words", "entries"), BAD_ZIPS)
def test_a_bad_zip_is_caught(words: str, entries: dict[str, str], tmp_path: Path) -> None:
    assert gates.rules(make_zip(tmp_path / "good.zip", GOOD)) == []
    found = gates.rules(make_zip(tmp_path / "bad.zip", entries))
    assert any(words in line for line in found), found


def test_an_executable_module_is_caught(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "bad.zip", GOOD)
    with zipfile.ZipFile(path, "a") as content:
        entry = zipfile.ZipInfo("p/run.py")
        entry.external_attr = 0o100755 << 16
        content.writestr(entry, "")
    assert gates.rules(path) == ["p/run.py: must not be executable"]


def test_a_zip_past_the_limit_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_zip(tmp_path / "big.zip", GOOD)
    monkeypatch.setattr(gates, "LIMIT", path.stat().st_size - 1)
    assert "at most" in gates.rules(path)[0]
