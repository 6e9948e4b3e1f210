"""How much memory is free, asked before a model is loaded."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess  # nosec B404
import sys
from pathlib import Path
from typing import Optional

MB = 1024.0 * 1024.0
PATIENCE = 10.0
"""Seconds that the driver of a graphics card has to answer."""


def free_memory_mb() -> Optional[float]:
    """Megabytes a new model may take from main memory, None where the system does not say."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _macos()
    return _linux(Path("/proc/meminfo"), Path("/sys/fs/cgroup"))


def free_gpu_memory_mb() -> Optional[float]:
    """Megabytes free on the first NVIDIA card, None where its driver does not say."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return None
    command = [program, "--query-gpu=memory.free", "--format=csv,noheader,nounits"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE,  # nosec B603
                              check=True).stdout.split()
        return float(said[0])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return None


def _linux(meminfo: Path, cgroup: Path) -> Optional[float]:
    """What the kernel calls available, or what the control group leaves, whichever is less."""
    if not meminfo.exists():
        return None
    rows = dict(line.split(":", 1) for line in meminfo.read_text(encoding="ascii").splitlines() if ":" in line)
    available = float(rows.get("MemAvailable", rows.get("MemFree", "0 kB")).split()[0]) / 1024.0
    limit, used = cgroup / "memory.max", cgroup / "memory.current"
    if limit.exists() and used.exists() and limit.read_text(encoding="ascii").strip() != "max":
        left = (float(limit.read_text(encoding="ascii")) - float(used.read_text(encoding="ascii"))) / MB
        available = min(available, left)
    return available


class _MemoryStatus(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ulong), ("load", ctypes.c_ulong)] + [
        (name, ctypes.c_ulonglong) for name in ("total", "free", "total_page", "free_page", "total_virtual",
                                                "free_virtual", "free_extended")]


def _windows() -> Optional[float]:
    status = _MemoryStatus()
    status.length = ctypes.sizeof(status)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 (exists on Windows only)
    return status.free / MB if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None


def _macos() -> Optional[float]:
    try:
        said = subprocess.run(["/usr/bin/vm_stat"], capture_output=True, text=True, check=True)  # nosec B603
    except (OSError, subprocess.CalledProcessError):
        return None
    pages = dict(line.split(":", 1) for line in said.stdout.splitlines() if ":" in line)
    counts = [float(pages.get(name, "0").strip(" .")) for name in ("Pages free", "Pages inactive")]
    return sum(counts) * float(os.sysconf("SC_PAGE_SIZE")) / MB
