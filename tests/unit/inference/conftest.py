"""The small rasters of `tests/data/make.py`, written when a test first asks for one."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def recipes(data: Path) -> ModuleType:
    """The module `tests/data/make.py`."""
    spec = importlib.util.spec_from_file_location("raster_recipes", data / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def raster(recipes: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The path of a raster by the name of its recipe; the file is shared and must not be changed."""
    folder = tmp_path_factory.mktemp("rasters")
    made: dict[str, str] = {}

    def path_of(name: str) -> str:
        if name not in made:
            made[name] = str(recipes.RECIPES[name](folder))
        return made[name]

    return path_of
