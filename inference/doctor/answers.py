"""Whether those who answer do: the model process, with the smallest model, and every configured server."""

from __future__ import annotations

import dataclasses
import os
import time
from typing import Iterator, Optional, Sequence, Tuple

from ..backends import BACKENDS
from ..config import RunConfig
from ..errors import EarthscribeError, SetupError
from ..geometry import PixelQuad
from ..servers import Server, load_servers, offered_models
from ..servers.addresses import base_server
from ..values import Description, Request, never
from ..worker.client import WorkerAnalyst
from .finding import NOTE, OK, PROBLEM, Finding

SERVER_SECONDS = 10.0
PROBE = Request("describe", PixelQuad(((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))), model="echo")


def model_process(config: RunConfig) -> Iterator[Finding]:
    """Start the process, ask the model `echo`, end it."""
    name, started = "model process", time.monotonic()
    analyst = WorkerAnalyst(config)
    try:
        said = list(analyst.run(PROBE, never))
    except EarthscribeError as error:
        yield Finding(name, PROBLEM, error.message, error.hint)
        return
    finally:
        about = analyst.about
        analyst.close()
    if not said or not isinstance(said[-1], Description):
        yield Finding(name, PROBLEM, "it started and gave no answer", "Look into the log in the data folder.")
        return
    yield Finding(name, OK, f"Python {about.get('python', '?')} started and answered in "
                            f"{time.monotonic() - started:.1f} s")


def servers(config: RunConfig, given: Optional[Sequence[Server]]) -> Iterator[Finding]:
    """Ask every server which models it offers, and the one the configuration names."""
    known: Tuple[Server, ...] = load_servers(os.environ) if given is None else tuple(given)
    asked = list(known)
    if config.model not in BACKENDS and config.model not in {each.name for each in known}:
        asked.append(base_server(config.model, known))
    if not asked:
        yield Finding("servers", OK, "none configured; none is needed")
    for server in asked:
        yield _asked(server, config)


def _asked(server: Server, config: RunConfig) -> Finding:
    name = f"server {server.name or server.url}"
    hurried = dataclasses.replace(config, tries=1, deadline=min(config.deadline, SERVER_SECONDS))
    try:
        models = offered_models(server, hurried)
    except SetupError as error:
        return Finding(name, PROBLEM, error.message, error.hint)
    except EarthscribeError as error:
        return Finding(name, PROBLEM, server.redacted(error.message), server.redacted(error.hint))
    if server.model and models and server.model not in models:
        return Finding(name, NOTE, f"it answers, but does not list {server.model}",
                       f"It offers {', '.join(models[:8])}{' and more' if len(models) > 8 else ''}.")
    return Finding(name, OK, f"it answers and offers {len(models)} model{'' if len(models) == 1 else 's'}")
