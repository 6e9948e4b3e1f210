"""Builds dist/earthscribe-VERSION.zip, the plugin as QGIS installs it: `python -m dev.build_zip`.

The same tree gives the same bytes: entries are sorted, times fixed, permissions plain.
"""

from __future__ import annotations

import configparser
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from .house import CARRIED

ROOT = Path(__file__).resolve().parent.parent
FILES = ("metadata.txt", "__init__.py", "plugin.py", "LICENSE", "README.md")
FOLDERS = ("ui", "inference", "resources", "i18n")
LOCKS = [f"requirements/{name}.{kind}" for name in CARRIED for kind in ("lock", "wheels")]
"""What the set-up installs from."""
EPOCH = (2020, 1, 1, 0, 0, 0)


def shipped(root: Path) -> Iterator[Path]:
    """The files of the plugin, sorted."""
    yield from (root / name for name in (*FILES, *LOCKS))
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root).parts
            hidden = any(part.startswith(".") or part == "__pycache__" for part in inside)
            if path.is_file() and not hidden and path.suffix != ".pyc":
                yield path


def version(root: Path) -> str:
    """The version that metadata.txt names."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(root / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def build(root: Path, folder: Path) -> Path:
    """Write the zip into `folder` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"earthscribe-{version(root)}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in shipped(root):
            entry = zipfile.ZipInfo(f"earthscribe/{path.relative_to(root).as_posix()}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, path.read_bytes())
    return target


def main() -> int:
    """Build it and say where it lies."""
    target = build(ROOT, ROOT / "dist")
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
