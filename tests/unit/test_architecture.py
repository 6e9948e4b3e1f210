"""The rules of the architecture hold in this checkout, and each of them is shown able to fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from earthscribe.dev import architecture
from earthscribe.dev.house import Module, read

DOC = '"""Says in one sentence what it is for."""\n'


def findings(sources: dict[str, str]) -> list[str]:
    """What the rules say of a made-up house."""
    return architecture.broken([Module(path, DOC + text) for path, text in sources.items()])


def test_the_house_keeps_its_rules(root: Path) -> None:
    broken = architecture.broken(read(root))
    assert not broken, "\n".join(broken)


def test_the_docs_name_the_same_layers(root: Path) -> None:
    assert f": {architecture.layers_in_words()} |" in (root / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_importing_the_core_loads_numpy_and_the_standard_library_only(root: Path) -> None:
    assert architecture.loaded_beside_numpy(root) == "[]"


def test_a_heavy_import_would_be_seen(tmp_path: Path) -> None:
    core = tmp_path / "inference"
    core.mkdir()
    (tmp_path / "__init__.py").touch()
    (core / "__init__.py").touch()
    (core / "raster.py").write_text("import httpx\n", encoding="utf-8")
    assert "httpx" in json.loads(architecture.loaded_beside_numpy(tmp_path))


BREACHES = [
    ("rule 1", "inference/measure.py", "from qgis.core import QgsGeometry\n"),
    ("rule 1", "inference/measure.py", "def area():\n    from PyQt5 import QtCore\n"),
    ("rule 1", "inference/worker/client.py", "from ...ui import session\n"),
    ("rule 2", "inference/engine/loop.py", "from . import decoder_torch\n"),
    ("rule 2", "inference/engine/loop.py", "import torch.nn\n"),
    ("rule 3", "ui/describing/session.py", "from ...inference.backends import echo\n"),
    ("rule 3", "ui/dock/panel.py", "def f():\n    from ...inference.worker.serve import main\n"),
    ("rule 4", "ui/host/layers.py", "from qgis.gui import QgsMapCanvas\n"),
    ("rule 4", "ui/processing/provider.py", "from qgis.PyQt.QtGui import QPainter\n"),
    ("rule 4", "ui/processing/provider.py", "from qgis.utils import iface\n"),
    ("rule 4", "ui/host/store.py", "def bar():\n    return iface.messageBar()\n"),
    ("rule 5", "inference/geometry.py", "from .georef import PixelGrid\n"),
    ("rule 5", "inference/backends/echo.py", "from ..worker import protocol\n"),
    ("rule 5", "inference/doctor.py", "from . import training\n"),
    ("rule 5", "inference/newcomer.py", "import math\n"),
    ("rule 6", "inference/measure.py", "from rasterio.transform import rowcol\n"),
    ("rule 6", "inference/framing.py", "def f(grid):\n    return grid.affine[0] * 2\n"),
    ("rule 6", "inference/framing.py", "def f(affine, p):\n    return affine @ p\n"),
    ("rule 6", "inference/measure.py", "def f():\n    from pyproj import Transformer\n"),
    ("rule 6", "inference/measure.py", "def f():\n    from rasterio.warp import reproject\n"),
    ("rule 6", "ui/box_tool.py", "from qgis.core import QgsCoordinateTransform\n"),
    ("rule 6", "inference/raster/reading.py", "def f():\n    from pyproj import Transformer\n"),
    ("rule 7", "inference/values.py", "@dataclass\nclass Chip:\n    pixels: bytes\n"),
    ("rule 7", "inference/values.py", "@dataclasses.dataclass(order=True)\nclass Chip:\n    pixels: bytes\n"),
    ("rule 8", "inference/values.py", "from earthscribe.inference.errors import NoCrs\n"),
    ("rule 8", "inference/values.py", "from inference import errors\n"),
    ("rule 8", "ui/describing/session.py", "import sys\nsys.path.insert(0, '.')\n"),
    ("rule 9", "inference/journal.py", "import pickle\n"),
    ("rule 9", "inference/worker/serve.py", "exec('1')\n"),
    ("rule 9", "inference/engine/weights.py", "def f(torch, p):\n    return torch.load(p)\n"),
    ("rule 9", "inference/engine/weights.py", "import numpy as np\nnp.load('x', allow_pickle=True)\n"),
    ("rule 9", "ui/describing/session.py", "import multiprocessing\n"),
    ("rule 10", "ui/describing/session.py", "from qgis.core import QgsTask\n"),
    ("qt", "ui/describing/session.py", "from PyQt5.QtCore import QObject\n"),
    ("name", "inference/worker/utils.py", "import math\n"),
    ("size", "inference/measure.py", "x = 1\n" * 401),
    ("size", "inference/measure.py", "def f():\n" + "    x = 1\n" * 61),
    ("size", "inference/measure.py", "def f(a, b, c, d, e, g): ...\n"),
]


@pytest.mark.parametrize(("rule", "path", "text"), BREACHES)
def test_each_breach_is_named_with_file_and_rule(rule: str, path: str, text: str) -> None:
    found = findings({path: text})
    assert [line for line in found if line.startswith(f"{path}:") and f": {rule}: " in line], found


ALLOWED = {
    "inference/errors.py": "class NoCrs(ValueError): ...\n",
    "inference/values.py": "from .errors import NoCrs\n@dataclass(frozen=True)\nclass Chip:\n    pixels: bytes\n",
    "inference/georef.py": "from affine import Affine\ndef f(affine, p):\n    return affine * p\n",
    "inference/raster/crs.py": "def f():\n    from pyproj import Transformer\n    return Transformer\n",
    "inference/backends/decoder_torch.py": "import torch\n",
    "inference/backends/local.py": "def f(torch, p):\n    from .decoder_torch import x\n"
    "    return torch.load(p, weights_only=True)\n",
    "inference/cli/train.py": "from .. import training\n",
    "inference/worker/__main__.py": "import sys\nsys.path.remove('.')\n",
    "ui/tasks.py": "from qgis.core import QgsTask\n",
    "ui/host/crs.py": "from qgis.core import QgsCoordinateTransform\nfrom qgis.PyQt.QtCore import QObject\n",
    "ui/processing/provider.py": "from qgis.PyQt.QtGui import QIcon\n",
    "inference/worker/asks.py": "@dataclass\nclass Ask:\n    sent: bool = False\n",
    "ui/processing/describe.py": "from ..tasks import run\nfrom ...inference.worker.client import Client\n",
    "ui/dock/panel.py": "from qgis.PyQt.QtWidgets import QDockWidget\n",
}


def test_what_is_allowed_passes() -> None:
    assert findings(ALLOWED) == []


def test_a_widget_reached_through_another_module_is_seen() -> None:
    found = findings(
        {
            "ui/processing/describe.py": "from ..settings import Settings\n",
            "ui/settings.py": "from qgis.PyQt.QtWidgets import QWidget\n",
        }
    )
    assert found
    assert "ui/settings.py:2: rule 4" in found[0]


def test_a_module_says_what_it_is_for_and_is_not_executable() -> None:
    mute = architecture.broken([Module("inference/values.py", "import math\n", executable=True)])
    assert [line.split(": ")[1] for line in mute] == ["mode", "docstring"]
