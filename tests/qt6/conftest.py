"""A PyQt6 application with stand-ins for QGIS; `make test-qgis-all` runs these, elsewhere they are not collected."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

STUBS = os.environ.get("EARTHSCRIBE_QGIS_STUBS", "")
HERE = bool(STUBS) and importlib.util.find_spec("PyQt6") is not None
collect_ignore_glob = [] if HERE else ["test_*.py"]

if HERE:
    from .stub_classes import install

    install(Path(STUBS), Path(os.environ["EARTHSCRIBE_QGIS_ADDITIONS"]))


@pytest.fixture(scope="session")
def application():
    """The one Qt application of this process."""
    from PyQt6.QtWidgets import QApplication

    return QApplication.instance() or QApplication(["earthscribe"])
