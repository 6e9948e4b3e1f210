"""What the complaints of pip and venv mean: the lines they print become one error with its cure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Callable, Sequence, Tuple

from ..errors import SetupError
from .refusals import (
    CertificateRefused,
    DiskFull,
    FileInUse,
    FolderUnwritable,
    NoNetwork,
    PackageAltered,
    PathTooLong,
    ProgramBlocked,
    ProxyRefused,
    SetupRefused,
    VenvMissing,
    WheelMissing,
)

Meaning = Tuple["re.Pattern[str]", Callable[[str, str], SetupError]]
"""What is looked for, and the error made of the whole text and the folder."""
_PACKAGE = re.compile(r"^\s+([A-Za-z0-9._-]+)==\S+ from ", re.MULTILINE)
_WANTED = re.compile(r"(?:distribution found for|satisfies the requirement) ([A-Za-z0-9._-]+)|"
                     r"([A-Za-z0-9._]+)-\S+\.whl is not a supported wheel")


def _pattern(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


# the first that is found counts: what the disk or another program did comes before what the network seems to have done
_MEANINGS: Tuple[Meaning, ...] = (
    (_pattern(r"No space left on device", r"not enough space on the disk", r"\bErrno 28\b", r"WinError 112\b",
              r"Disk quota exceeded"),
     lambda text, place: DiskFull(place, detail=text)),
    (_pattern(r"WinError 32\b", r"being used by another process", r"WinError 5\b", r"WinError 1224\b",
              r"Text file busy"),
     lambda text, place: FileInUse(f"A file in {place}", detail=text)),
    (_pattern(r"WinError 206\b", r"file ?name( or extension)? is too long", r"File name too long",
              r"Long Path support"),
     lambda text, place: PathTooLong(place, detail=text)),
    (_pattern(r"WinError 1260\b", r"blocked by group policy", r"WinError 4551\b", r"Application Control policy",
              r"Operation not permitted: .*python"),
     lambda text, place: ProgramBlocked(f"programs in {place}", detail=text)),
    (_pattern(r"Permission denied", r"Read-only file system", r"Access is denied"),
     lambda text, place: FolderUnwritable(place, detail=text)),
    (_pattern(r"ensurepip is not available", r"No module named '?ensurepip", r"No module named '?venv",
              r"venvlauncher"),
     lambda text, _: VenvMissing("This Python", detail=text)),
    (_pattern(r"DO NOT MATCH THE HASHES", r"Hashes are required", r"BadZipFile", r"has an invalid wheel"),
     lambda text, _: PackageAltered(_altered(text), detail=text)),
    (_pattern(r"407 Proxy", r"ProxyError", r"Cannot connect to proxy", r"Tunnel connection failed"),
     lambda text, _: ProxyRefused(detail=text)),
    (_pattern(r"CERTIFICATE_VERIFY_FAILED", r"SSLError", r"SSLCertVerificationError", r"certificate verify failed",
              r"invalid path: .*\.pem", r"Could not find a suitable TLS CA"),
     lambda text, _: CertificateRefused(detail=text)),
    (_pattern(r"NewConnectionError", r"NameResolutionError", r"Failed to establish a new connection",
              r"getaddrinfo failed", r"Name or service not known", r"Temporary failure in name resolution",
              r"Network is unreachable", r"ReadTimeoutError", r"ConnectTimeoutError", r"Read timed out",
              r"timed out", r"Connection (aborted|refused|reset)", r"IncompleteRead", r"HTTP error (401|403|5\d\d)"),
     lambda text, _: NoNetwork(detail=text)),
    (_pattern(r"No matching distribution found", r"satisfies the requirement", r"is not a supported wheel"),
     lambda text, _: WheelMissing(_wanted(text), detail=text)),
)


def _altered(text: str) -> str:
    """Which package has another hash."""
    found = _PACKAGE.search(text)
    return found.group(1) if found else "A downloaded file"


def _wanted(text: str) -> str:
    """Which package has no file that fits."""
    found = _WANTED.search(text)
    return f"{found.group(1) or found.group(2)} that fits" if found else "a package that fits"


def understood(lines: Sequence[str], place: Path) -> SetupError:
    """The error that a child's lines speak of; `place` is the folder it was working for."""
    text = "\n".join(lines)
    for pattern, make in _MEANINGS:
        if pattern.search(text):
            return make(text, str(place))
    last = next((line for line in reversed(lines) if line.strip()), "it ended without a word")
    return SetupRefused(re.sub(r"^ERROR:\s*", "", last.strip()).rstrip("."), detail=text)
