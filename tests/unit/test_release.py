"""What is told in more than one place agrees: version, packages, metadata, lock files; and nothing names a machine."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from earthscribe.dev import environment, release

tomllib = pytest.importorskip("tomllib")
TIERS = ("light", "torch-cpu", "torch-cuda", "dev", "qgis", "qt6", "pyqt6", "pip")


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def metadata(root: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(root / "metadata.txt", encoding="utf-8")
    return parser["general"]


def test_version_notes_and_packages_are_those_of_changelog_and_folders(root: Path) -> None:
    stale = [path.name for path, text in release.stamped(root).items() if path.read_text(encoding="utf-8") != text]
    assert not stale, f"run `make fix`: {stale}"


def test_the_version_is_three_numbers_everywhere(root: Path, project: dict[str, Any], metadata: Any) -> None:
    version, _, entries = release.newest((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert project["project"]["version"] == metadata["version"] == version
    assert entries, "a version without a word about it"


def test_stamping_writes_version_and_packages() -> None:
    text = 'name = "x"\nversion = "0.0.1"\n[tool.setuptools]\npackages = [\n    "old",\n]\nlast = 1\n'
    stamped = release.stamped_project(text, "1.2.3", ["earthscribe", "earthscribe.ui"])
    assert 'version = "1.2.3"' in stamped
    assert 'packages = [\n    "earthscribe",\n    "earthscribe.ui",\n]\nlast = 1\n' in stamped


def test_a_changelog_without_a_version_is_refused() -> None:
    with pytest.raises(ValueError, match="no line like"):
        release.newest("# Changelog\n\n## Unreleased\n")


def test_metadata_is_for_qgis_3_22_to_4(root: Path, metadata: Any) -> None:
    assert metadata["qgisMinimumVersion"] == "3.22"
    assert metadata["qgisMaximumVersion"] == "4.99"
    assert metadata["hasProcessingProvider"] == "yes"
    assert metadata["author"] == "Earthscribe contributors"
    assert "External dependencies" in metadata["about"]
    assert (root / metadata["icon"]).is_file()


def test_addresses_are_placeholders_until_release(metadata: Any) -> None:
    for key in ("homepage", "tracker", "repository", "email"):
        assert re.search(r"\bexample\.org\b", metadata[key]), f"{key}: the list in CONTRIBUTING.md must change with it"


def pinned(root: Path, tier: str) -> dict[str, set[str]]:
    """Package -> versions that a lock file names."""
    found: dict[str, set[str]] = {}
    for line in (root / "requirements" / f"{tier}.lock").read_text(encoding="utf-8").splitlines():
        match = re.match(r"([a-z0-9._-]+)==([^\s;]+)", line)
        if match:
            found.setdefault(match[1], set()).add(match[2])
    return found


def package(need: str) -> str:
    """The normalised name in a requirement."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~ ;]", need, maxsplit=1)[0]).lower()


@pytest.mark.parametrize(
    ("tier", "extras"),
    [("light", ["cpu"]), ("torch-cpu", ["torch"]), ("torch-cuda", ["torch"]), ("dev", ["dev"])],
)
def test_locks_hold_what_the_project_names(root: Path, project: dict[str, Any], tier: str, extras: list[str]) -> None:
    needs = [*project["project"]["dependencies"]] if tier == "light" else []
    for extra in extras:
        needs += project["project"]["optional-dependencies"][extra]
    missing = {package(need) for need in needs} - set(pinned(root, tier))
    assert not missing, f"run `python -m dev.lock`: {tier}.lock lacks {sorted(missing)}"


@pytest.mark.parametrize("tier", TIERS)
def test_every_pin_has_a_hash_and_no_index_is_named(root: Path, tier: str) -> None:
    text = (root / "requirements" / f"{tier}.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text)
    bare = [entry.split()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry]
    assert not bare
    assert not re.search(r"://|--(extra-)?index-url|--find-links", text)


def test_tiers_agree_on_every_version_they_share(root: Path) -> None:
    for build in ("torch-cpu", "torch-cuda"):
        agreed: dict[str, set[str]] = {}
        for tier in ("light", build, "dev"):
            for name, versions in pinned(root, tier).items():
                assert versions == agreed.setdefault(name, versions), f"{tier}.lock disagrees on {name}"


def test_nothing_shadows_what_qgis_brings(root: Path) -> None:
    assert not {"numpy", "gdal", "pyqt5", "pyqt6"}.intersection(pinned(root, "qgis"))


def test_torchvision_is_nowhere(root: Path) -> None:
    assert not [tier for tier in TIERS if "torchvision" in pinned(root, tier)]


def test_one_of_two_onnxruntimes(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"]
    assert not [need for need in project["project"]["dependencies"] if need.startswith("onnxruntime")]
    assert [package(need) for need in (*extras["cpu"], *extras["gpu"])] == ["onnxruntime", "onnxruntime-gpu"]
    assert project["tool"]["uv"]["conflicts"] == [[{"extra": "cpu"}, {"extra": "gpu"}]]


def test_the_cpu_build_of_torch_is_looked_for_with_its_hash() -> None:
    entry = environment.cpu_torch()
    assert re.match(r"torch==[\d.]+\+cpu \\\n +--hash=sha256:[0-9a-f]{64}", entry)
    assert entry.count("==") == 1


def test_an_unfinished_environment_is_not_complete(tmp_path: Path) -> None:
    made = environment.Environment(str(tmp_path), "python3")
    Path(made.python).parent.mkdir()
    Path(made.python).touch(mode=0o755)
    assert not made.complete("qgis", "qgis")
    made.stamp("qgis", "qgis").touch()
    assert made.complete("qgis", "qgis")
    made.mark.touch()
    assert not made.complete("qgis", "qgis")


def tracked(root: Path) -> list[str]:
    """The files that git has or would take; outside a clone there is nothing to check."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=root, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.splitlines() if (root / name).is_file()]


MACHINE = re.compile(
    r"(?<![\w./])/(work|root|opt/pypi|opt/wheels|var/lib)/\w|(?<![\w./])/(?:mnt|tmp)/es\b"
    r"|\bpypi\.org|\bpythonhosted\b|\bdeb\.debian\.org|\bdownload\.pytorch\.org|\bregistry\.npmjs"
)


def test_no_file_names_a_machine_or_a_registry(root: Path) -> None:
    named = []
    for name in tracked(root):
        content = (root / name).read_bytes()
        if b"\0" in content or name == "tests/unit/test_release.py":
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if MACHINE.search(line):
                named.append(f"{name}:{number}: {line.strip()[:80]}")
    assert not named, "\n".join(named)


def test_a_machine_would_be_seen() -> None:
    assert MACHINE.search("see /" + "work/main/x and more")
    assert MACHINE.search("index https://pypi.org/simple")
    assert not MACHINE.search("docs" + "/work" + "/plan and https://example.org" + "/work" + "/x")


def test_no_python_file_is_executable_and_the_ci_script_is(root: Path) -> None:
    assert (root / ".ci" / "run").stat().st_mode & 0o111
    assert not [name for name in tracked(root) if name.endswith(".py") and (root / name).stat().st_mode & 0o111]


def test_make_lists_its_targets(root: Path) -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=root, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    ).stdout
    named = re.findall(r"^ +make ([a-z-]+) +\S", listed, re.MULTILINE)
    wanted = ["setup", "demo", "test", "test-qgis", "test-qgis-all", "translations", "lint", "fix", "fuzz", "torture",
              "run", "zip", "docs", "bench", "train"]
    assert sorted(named) == sorted([*wanted, "help"])
