"""How pip is called: by which Python, with which words, seeing which variables; its lines as they come.

What the user has set for the network (index, proxy, certificates, time limits) stays; what would lead packages to
another place goes. pip works in the folder it is about and gets bare file names: no blank or umlaut of a path can hurt.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Generator, List, Mapping, Optional, Tuple, Union

from ..servers.addresses import KEY_VARIABLE
from ..values import Stop
from ..worker.environment import OWN, child_environment
from .process import Ended, Job, Line, Tick, module_job, run
from .record import Record

_OURS_TO_KEEP = {
    "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CERT", "PIP_CLIENT_CERT", "PIP_PROXY",
    "PIP_TRUSTED_HOST", "PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT", "PIP_RETRIES", "PIP_CONFIG_FILE", "PIP_KEYRING_PROVIDER",
    "PIP_CACHE_DIR", "PIP_NO_CACHE_DIR",
}
_QUIET = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off")
_EXACT = ("--require-hashes", "--no-deps", "--only-binary", ":all:")


@dataclass(frozen=True)
class Outcome:
    """How a child ended and what it said."""

    status: Optional[int]
    lines: Tuple[str, ...] = field(default=())

    @property
    def stopped(self) -> bool:
        """Whether it was we who ended it."""
        return self.status is None


Told = Generator[Union[Line, Tick], None, Outcome]


def surroundings(temporary: Path, more: Mapping[str, str], environ: Mapping[str, str] = os.environ) -> Dict[str, str]:
    """What a child of the set-up sees; `more` is what the program knows of proxy and certificates."""
    kept = child_environment(environ, OWN, os.path.exists)
    kept.pop(KEY_VARIABLE, None)
    kept.update({name: value for name, value in environ.items() if name.upper() in _OURS_TO_KEEP})
    kept.update({name: value for name, value in more.items() if value})
    kept.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)))
    return kept


def offline(env: Mapping[str, str]) -> Dict[str, str]:
    """What an installation from folders sees: nothing of the user's pip, which may lead packages to another place."""
    kept = {name: value for name, value in env.items() if not name.upper().startswith("PIP_")}
    return {**kept, "PIP_CONFIG_FILE": os.devnull}


def job(python: str, cwd: Path, env: Mapping[str, str], words: Tuple[str, ...]) -> Job:
    """Call pip with some words."""
    return module_job(python, ("pip", *words), cwd, env)


def download(requirements: str, kind: Tuple[str, ...] = ()) -> Tuple[str, ...]:
    """Fetch what a file names into the current folder; `kind` says for which other machine."""
    return ("download", *_QUIET, *_EXACT, *kind, "--dest", ".", "--requirement", requirements)


def install(requirements: str, *folders: str) -> Tuple[str, ...]:
    """Install what a file names from folders of wheels and from nowhere else."""
    found = [word for folder in folders for word in ("--find-links", folder)]
    return ("install", *_QUIET, *_EXACT, "--no-index", *found, "--no-warn-script-location",
            "--requirement", requirements)


def told(work: Job, record: Record, stop: Stop) -> Told:
    """Run a child to its end; its lines go into the record, too."""
    said: List[str] = []
    status: Optional[int] = None
    for event in run(work, stop):
        if isinstance(event, Ended):
            status = event.status
        else:
            if isinstance(event, Line):
                said.append(event.text)
                record.write(event.text)
            yield event
    return Outcome(status, tuple(said))
