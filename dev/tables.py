"""Writes the table of the wheels of a lock file, as inference/setup/locks.py reads it: names, sizes and hashes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from earthscribe.inference.setup.locks import Lock, Pin, Wheel, read_lock
from earthscribe.inference.setup.target import Target

HEAD = "# made by `python -m dev.lock`: file, bytes, bytes of its contents, SHA-256\n"
PLATFORMS = {
    "linux-x86_64": ("linux", "x86_64", [f"manylinux_2_{minor}_x86_64" for minor in range(35, 4, -1)]
                     + ["manylinux2014_x86_64"]),
    "windows": ("win32", "x86_64", ["win_amd64"]),
    "macos-arm64": ("darwin", "aarch64", [f"macosx_{major}_0_{arch}" for major in range(15, 10, -1)
                                          for arch in ("arm64", "universal2")]),
    "macos-x86_64": ("darwin", "x86_64", [f"macosx_{version}_{arch}" for version in ("15_0", "10_15", "10_13", "10_9")
                                          for arch in ("x86_64", "universal2")]),
    "linux-aarch64": ("linux", "aarch64", [f"manylinux_2_{minor}_aarch64" for minor in range(35, 16, -1)]
                      + ["manylinux2014_aarch64"]),
}
PYTHONS = ("3.12", "3.11")


def write(lock_file: Path, *, measure: bool) -> None:
    """The table beside a lock file; sizes known before stay."""
    table = lock_file.with_suffix(".wheels")
    known = {each.sha256: each for each in read_lock(lock_file).wheels}
    found = {}
    for name, sha256, size in files(lock_file):
        old = known.get(sha256)
        found[sha256] = Wheel(name, size or (old.size if old else 0), old.installed if old else 0, sha256)
    lock = Lock(lock_file, read_lock(lock_file).pins, tuple(found.values()))
    if measure:
        found.update(measured(lock))
    lines = [f"{each.name} {each.size} {each.installed} {each.sha256}\n" for each in found.values()]
    table.write_text(HEAD + "".join(sorted(lines)), encoding="utf-8")
    sized = sum(bool(each.size) for each in found.values())
    print(f"{table.name}: {len(lines)} files, of {sized} the size", flush=True)


def files(lock_file: Path) -> list[tuple[str, str, int]]:
    """Name, hash and size (0: the index does not tell) of every wheel that a lock names."""
    pins = read_lock(lock_file).pins
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "pins.in"), Path(folder, "pylock.toml")
        source.write_text("".join(f"{each.name}=={each.version}{f' ; {each.marker}' if each.marker else ''}\n"
                                  for each in pins), encoding="utf-8")
        command = ["uv", "pip", "compile", str(source), "--universal", "--python-version=3.11", "--no-deps",
                   "--quiet", "--format=pylock.toml", "--output-file", str(made)]
        for links in os.environ.get("PIP_FIND_LINKS", "").split():
            command += ["--find-links", links]
        for index in os.environ.get("PIP_EXTRA_INDEX_URL", "").split():
            command += ["--extra-index-url", index]
        subprocess.run(command, check=True)
        packages = tomllib.loads(made.read_text(encoding="utf-8"))["packages"]
    hashes = {digest for pin in pins for digest in pin.hashes}
    rows = []
    for wheel in (wheel for package in packages for wheel in package.get("wheels", [])):
        name = wheel.get("name") or PurePosixPath(unquote(urlsplit(wheel.get("url") or wheel["path"]).path)).name
        if wheel["hashes"]["sha256"] in hashes:
            rows.append((name, wheel["hashes"]["sha256"], int(wheel.get("size", 0))))
    return rows


def measured(lock: Lock) -> dict[str, Wheel]:
    """The wheels for the usual machines with their sizes, of those whose size is not known."""
    sized: dict[str, Wheel] = {}
    for python in PYTHONS:
        for label, (system, machine, tags) in PLATFORMS.items():
            target = Target(f"{python}.9", system, machine)
            for pin in lock.on(target):
                fitting = [each for each in lock.wheels if each.sha256 in pin.hashes and target.fits(each.name)]
                if fitting and not any(each.installed or each.sha256 in sized for each in fitting):
                    print(f"measuring {pin.name} {pin.version} on {label}", flush=True)
                    sized.update(download(pin, python, tags, lock.wheels))
    return sized


def download(pin: Pin, python: str, tags: list[str], wheels: tuple[Wheel, ...]) -> dict[str, Wheel]:
    """One wheel, fetched, measured and thrown away."""
    by_name = {each.name: each for each in wheels}
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "wanted.txt")
        wanted.write_text(Pin(pin.name, pin.version, "", pin.hashes).line() + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--only-binary=:all:",
                   "--require-hashes", f"--python-version={python}", "--implementation=cp", "--no-cache-dir",
                   "--dest", folder, "--requirement", str(wanted),
                   *(f"--platform={tag}" for tag in tags)]
        if subprocess.run(command, check=False).returncode:
            return {}
        sized = {}
        for path in Path(folder).glob("*.whl"):
            with zipfile.ZipFile(path) as content:
                installed = sum(each.file_size for each in content.infolist())
            if path.name in by_name:
                known = by_name[path.name]
                sized[known.sha256] = Wheel(path.name, path.stat().st_size, installed, known.sha256)
        return sized
