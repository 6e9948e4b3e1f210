"""Which models a user may choose, each with what is missing before it can answer; read anew on every call."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Mapping, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication

from .settings import debugging

if TYPE_CHECKING:
    from ..inference.servers import Server

READY, SETUP, KEY, UNKNOWN = "ready", "setup", "key", "unknown"
BUNDLED = "bundled"
BUNDLED_SPEAKS = ("en", "de")


@dataclass(frozen=True)
class ModelChoice:
    """One row of the list of models."""

    name: str
    """What a request is given as its model."""
    title: str
    state: str = READY
    """ready | setup (something must be set or installed) | key (its key is missing) | unknown"""
    reason: str = ""
    """Why it is not ready, as a sentence."""
    languages: Tuple[str, ...] = ()
    """The languages it speaks; empty: any."""


def offered(environ: Mapping[str, str] = os.environ, *, sees: bool = False) -> Tuple[ModelChoice, ...]:
    """The built-in models and the configured servers; a settings file that cannot be used is an error in words.

    `sees` says whether the bundled network runs here; without it the bundled model only measures.
    """
    from ..inference.servers import load_servers

    return (*built_in(environ, sees=sees), *(_server_choice(each) for each in load_servers(environ)))


def bundled_title(*, sees: bool = False) -> str:
    """What people call the bundled model: before the set-up it describes from measurements alone."""
    if sees:
        return QCoreApplication.translate("ModelChoice", "Bundled model")
    return QCoreApplication.translate("ModelChoice", "Measured description")


def built_in(environ: Mapping[str, str] = os.environ, *, sees: bool = False) -> Tuple[ModelChoice, ...]:
    """The models that need no settings file."""
    bundled = ModelChoice(BUNDLED, bundled_title(sees=sees), languages=BUNDLED_SPEAKS)
    if not debugging(environ):
        return (bundled,)
    repeats = QCoreApplication.translate("ModelChoice", "Echo (for developers)")
    return bundled, ModelChoice("echo", repeats, languages=BUNDLED_SPEAKS)


def _server_choice(server: Server) -> ModelChoice:
    title = f"{server.name} ({server.model})" if server.model else server.name
    state, reason = _readiness(server)
    return ModelChoice(server.name, title, state, reason)


def _readiness(server: Server) -> Tuple[str, str]:
    from ..inference.servers.addresses import KEY_VARIABLE

    if not server.model:
        return SETUP, QCoreApplication.translate("ModelChoice", "Choose one of its models in the options.")
    if server.key:
        return READY, ""
    if server.authcfg:
        if server.authcfg in QgsApplication.authManager().configIds():
            return READY, ""
        return KEY, QCoreApplication.translate(
            "ModelChoice", "Its key is not in QGIS' authentication manager any more: give it again in the options.")
    if server.key_source != KEY_VARIABLE:
        return KEY, QCoreApplication.translate(
            "ModelChoice", "The environment variable {name} holds no key.").format(name=server.key_source)
    return READY, ""
