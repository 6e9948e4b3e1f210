"""Debian packages: what is missing, whether this user may install it, and the installing.

Installing is tried only where it needs no question answered: as root or with a sudo that asks for no password.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def prefix() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks nothing, None where installing is impossible."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def why_not() -> str:
    """The reason, for a sentence, why nothing can be installed here."""
    if shutil.which("apt-get") is None:
        return "this system has no apt-get"
    return "installing needs root or a sudo that asks for no password"


def install(packages: list[str]) -> bool:
    """Install Debian packages; False where that is not allowed or failed, with apt's own words on stderr."""
    before = prefix()
    if before is None:
        return False
    print(f"installing with apt: {' '.join(packages)}", flush=True)
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "Acquire::Retries=3"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": sys.stderr}
    subprocess.run([*apt, "update"], check=False, **quiet)
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return subprocess.run(command, check=False, **quiet).returncode == 0
