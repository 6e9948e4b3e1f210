"""Copies what has one source to where packagers read it: `python -m dev.release` (part of `make fix`).

The version and the notes of the topmost version come from CHANGELOG.md, the list of packages from the folders that
hold Python. A test compares, so that nobody has to remember this.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("inference", "ui")
HEADING = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def newest(changelog: str) -> tuple[str, str, list[str]]:
    """Number, day and entries of the topmost version of a changelog."""
    found = HEADING.search(changelog)
    if found is None:
        raise ValueError("CHANGELOG.md has no line like `## [1.2.3] - 2026-01-31`.")
    following = HEADING.search(changelog, found.end())
    body = changelog[found.end() : following.start() if following else len(changelog)]
    entries = [line[2:].strip() for line in body.splitlines() if line.startswith("- ")]
    return found.group(1), found.group(2), entries


def packages(root: Path) -> list[str]:
    """The dotted names of all folders that are shipped and hold Python."""
    names = {"earthscribe"}
    for top in SHIPPED:
        for module in (root / top).rglob("*.py"):
            if "__pycache__" not in module.parts:
                names.add(".".join(("earthscribe", *module.parent.relative_to(root).parts)))
    return sorted(names)


def stamped_project(text: str, version: str, names: list[str]) -> str:
    """pyproject.toml with the version and the package list set."""
    listing = "".join(f'    "{name}",\n' for name in names)
    text = re.sub(r'(?m)^version = ".*"$', f'version = "{version}"', text, count=1)
    return re.sub(r"(?ms)^packages = \[\n.*?^\]", f"packages = [\n{listing}]", text, count=1)


def stamped_metadata(text: str, version: str, day: str, entries: list[str]) -> str:
    """metadata.txt with the version and its notes set."""
    notes = "".join(f"    - {entry.replace('`', '')}\n" for entry in entries)
    text = re.sub(r"(?m)^version=.*$", f"version={version}", text, count=1)
    return re.sub(r"(?ms)^changelog=.*\Z", lambda _: f"changelog={version} ({day})\n{notes}", text, count=1)


def stamped(root: Path) -> dict[Path, str]:
    """What the stamped files should hold."""
    version, day, entries = newest((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    project, metadata = root / "pyproject.toml", root / "metadata.txt"
    return {
        project: stamped_project(project.read_text(encoding="utf-8"), version, packages(root)),
        metadata: stamped_metadata(metadata.read_text(encoding="utf-8"), version, day, entries),
    }


def main() -> int:
    """Write what has changed."""
    for path, text in stamped(ROOT).items():
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"updated {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
