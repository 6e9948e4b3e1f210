"""Chroots of Debian releases, to run the tests in another QGIS than the system's; needs root and debootstrap.

The archive's address, apt's configuration, the certificates and pip's index are those this machine uses itself. Mounts
live in a private mount namespace only: nothing stays mounted, and deleting a chroot's folder is safe at any time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import apt
from .environment import QGIS_PACKAGES, ROOT, SetUpError, silent

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PACKAGES = [*QGIS_PACKAGES, "python3-numpy", "ca-certificates"]
VARIABLES = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "PIP_DEFAULT_TIMEOUT",
             "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TRUSTED_HOST")
INSTALL = """
set -e
mount -t proc proc "$0/proc"
chroot "$0" /usr/bin/env -i DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -ec '
    apt-get -q update
    apt-get -q install -y --no-install-recommends "$@"
    apt-get clean' sh "$@"
"""
# bash stays and buries what the tests leave behind; when it ends, everything in its process namespace ends
ENTER = """
set -e
root=$0 checkout=$1 own=$2
shift 2
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mkdir -p "$root$checkout"
mount --bind "$checkout" "$root$checkout"
for folder in .venv .venv-qgis .qgis-settings; do
    mkdir -p "$checkout/$folder" "$own/$folder"
    mount --bind "$own/$folder" "$root$checkout/$folder"
done
set +e
chroot "$root" /usr/bin/env -i "$@"
exit $?
"""


@dataclass(frozen=True)
class Release:
    """Where a QGIS is to be had."""

    qgis: str
    folder: str
    suite: str
    newer: str = ""
    """The suite QGIS comes from where it is not the release itself."""


RELEASES = (Release("3.40", "trixie", "trixie"), Release("3.44", "trixie-bpo", "trixie", "trixie-backports"))


def cache() -> Path:
    """Where chroots lie; EARTHSCRIBE_CHROOTS names another folder."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(os.environ.get("EARTHSCRIBE_CHROOTS") or Path(base, "earthscribe", "chroots"))


def why_impossible() -> str:
    """The reason, for a sentence, why there can be no chroot here; empty where there can."""
    if os.geteuid() != 0:
        return "a chroot needs root"
    if shutil.which("unshare") is None or not silent(["unshare", "--mount", "--pid", "--fork", "true"]):
        return "this machine does not let root make mount namespaces"
    return ""


def archive() -> str:
    """The address of the Debian archive that this machine's apt uses."""
    fields = ["apt-get", "indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(REPO_URI)", "Created-By: Packages"]
    for attempt in range(2):
        told = subprocess.run(fields, capture_output=True, text=True, check=False).stdout.splitlines()
        found = [line.split("|", 2)[2] for line in told if line.startswith("Debian|Debian|")]
        if found:
            return found[0]
        if attempt == 0:
            silent(["apt-get", "-q", "update"])
    raise SetUpError("apt on this machine knows no Debian archive to take a release from.")


class Chroot:
    """One Debian release with its QGIS."""

    def __init__(self, release: Release, cached: Path) -> None:
        self.release = release
        self.folder = cached / release.folder
        self.ready = self.folder / ".ready"

    def lay_out(self) -> None:
        """Make it unless it is there; a half-made one is made anew."""
        if self.ready.exists():
            return
        if shutil.which("apt-get") is None or not KEYRING.exists():
            raise SetUpError("only a Debian with debian-archive-keyring can lay out another Debian release.")
        if shutil.which("debootstrap") is None and not apt.install(["debootstrap"]):
            raise SetUpError("debootstrap is missing: run `apt-get install debootstrap`.")
        address = archive()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        log = self.folder.with_suffix(".log")
        print(f"laying out QGIS {self.release.qgis} in {self.folder} (about 400 MB to fetch, 2 GB on disk)", flush=True)
        with log.open("w", encoding="utf-8") as out:
            done = self._bootstrap(address, out) and self._install(address, out)
        if not done:
            raise SetUpError(f"QGIS {self.release.qgis} could not be laid out; the reason stands in {log}.")
        self.ready.touch()

    def _bootstrap(self, address: str, log: object) -> bool:
        command = ["debootstrap", "--variant=minbase", f"--keyring={KEYRING}", "--components=main",
                   self.release.suite, str(self.folder), address]
        return _logged(command, log)

    def _install(self, address: str, log: object) -> bool:
        """QGIS into the bare release, with this machine's way to the archive."""
        etc = self.folder / "etc"
        suites = [self.release.suite, *([self.release.newer] if self.release.newer else [])]
        sources = [f"deb [signed-by={KEYRING}] {address} {suite} main\n" for suite in suites]
        (etc / "apt" / "sources.list").write_text("".join(sources), encoding="utf-8")
        inside = self.folder / KEYRING.relative_to("/")
        if not inside.exists():
            shutil.copy(KEYRING, inside)
        for path in Path("/etc/apt/apt.conf.d").iterdir():
            if path.is_file() and not (etc / "apt" / "apt.conf.d" / path.name).exists():
                shutil.copy(path, etc / "apt" / "apt.conf.d")
        for name in ("resolv.conf", "hosts"):
            shutil.copy(Path("/etc", name), etc / name)
        refuse = self.folder / "usr" / "sbin" / "policy-rc.d"
        refuse.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")  # no service is started in a chroot
        refuse.chmod(0o755)
        newer = ["-t", self.release.newer] if self.release.newer else []
        command = ["unshare", "--mount", "--propagation", "private", "bash", "-c", INSTALL, str(self.folder), *newer]
        return _logged([*command, *PACKAGES], log)

    def command(self, *words: str, variables: Sequence[str] = ()) -> list[str]:
        """What runs something in the checkout, inside; the checkout is seen at its own place."""
        if CERTIFICATES.exists():
            shutil.copy(os.environ.get("SSL_CERT_FILE") or CERTIFICATES, self.folder / CERTIFICATES.relative_to("/"))
        (self.folder / "run" / "user0").mkdir(mode=0o700, exist_ok=True)
        digest = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
        own = self.folder / "opt" / "earthscribe" / digest
        kept = [f"{name}={os.environ[name]}" for name in VARIABLES if name in os.environ]
        return [
            "unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private",
            "bash", "-c", ENTER, str(self.folder), str(ROOT), str(own),
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LC_ALL=C.UTF-8", "XDG_RUNTIME_DIR=/run/user0",
            f"PIP_CERT={CERTIFICATES}", "PYTHONUNBUFFERED=1", *kept, *variables,
            "sh", "-c", 'cd "$0" && exec "$@"', str(ROOT), *words,
        ]


def _logged(command: list[str], log: object) -> bool:
    """Run it with all it says in a file."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,  # type: ignore[call-overload]
                          check=False)
    return bool(done.returncode == 0)
