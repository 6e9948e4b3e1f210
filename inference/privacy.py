"""Libraries that would report their use to their makers are told not to, before they are imported.

onnxruntime's official builds do so, also on Linux; only this variable, set before its first import, keeps it from
making an identifier and opening a connection.
"""

from __future__ import annotations

from typing import Dict, MutableMapping

SILENCE: Dict[str, str] = {"ORT_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1"}


def silence(environ: MutableMapping[str, str]) -> None:
    """Set what keeps libraries quiet, in this process or in the environment of one to come."""
    environ.update(SILENCE)
