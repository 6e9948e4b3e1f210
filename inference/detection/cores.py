"""How many processor cores this process may really use: affinity first, then what the control group leaves."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Optional

CGROUP = Path("/sys/fs/cgroup")


def usable_cores(cgroup: Path = CGROUP) -> int:
    """Cores for computing; at least one."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = _quota(cgroup)
    return max(1, count if quota is None else min(count, math.ceil(quota)))


def _quota(cgroup: Path) -> Optional[float]:
    """Cores that the control group grants, None where it sets no limit."""
    parts = _read(cgroup / "cpu.max").split()
    if len(parts) == 2 and parts[0] != "max":
        return float(parts[0]) / float(parts[1])
    quota, period = _read(cgroup / "cpu" / "cpu.cfs_quota_us"), _read(cgroup / "cpu" / "cpu.cfs_period_us")
    if quota and period and float(quota) > 0 and float(period) > 0:
        return float(quota) / float(period)
    return None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:  # no control groups here
        return ""
