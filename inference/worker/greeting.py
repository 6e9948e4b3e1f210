"""What the child tells of itself when it is ready."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import List

METADATA = Path(__file__).parents[2] / "metadata.txt"
LISTED = ("numpy", "osgeo", "rasterio", "pyproj", "onnxruntime", "torch", "transformers", "httpx")


def packages() -> List[str]:
    """Which of the packages that matter this process could import; nothing is imported."""
    return [each for each in LISTED if importlib.util.find_spec(each) is not None]


def program_version() -> str:
    """The version in metadata.txt, "" where there is none."""
    try:
        found = re.search(r"(?m)^version=(.+)$", METADATA.read_text(encoding="utf-8"))
    except OSError:
        return ""
    return found.group(1).strip() if found else ""
