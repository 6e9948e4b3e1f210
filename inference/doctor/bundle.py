"""The diagnostic file: findings, versions, settings and the ends of the logs, redacted; no pictures and no answers."""

from __future__ import annotations

import importlib.metadata
import io
import json
import os
import platform
import sys
import zipfile
from pathlib import Path
from typing import Any, Dict, Iterable, List, Sequence, Union

from .. import settings
from ..errors import EarthscribeError, OutputUnwritable
from ..home import home
from ..servers import load_servers
from ..whole_file import write_whole
from ..worker.greeting import program_version
from .finding import Finding
from .redaction import Redaction, secret_name

LOG_LINES = 400
EXPLANATION = """What `earthscribe doctor` found on a machine, to send along with a report.
Keys, names, paths, pictures, questions and answers were left out. Have a look before you send it: it is plain text.
"""
_TELLING = ("EARTHSCRIBE_", "PROJ_", "GDAL_", "CUDA_", "QT_", "LANG", "LC_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
            "SSL_CERT_", "PYTHON")


def bundle(path: Union[str, os.PathLike[str]], findings: Iterable[Finding]) -> None:
    """Write the file, whole or not at all."""
    place = Path(path).absolute()
    redaction = Redaction.here(_keys())
    parts: Dict[str, str] = {
        "README.txt": EXPLANATION,
        "findings.json": _json(redaction, [each.to_json() for each in findings]),
        "versions.json": _json(redaction, _versions()),
        "environment.json": _json(redaction, _environment()),
        "settings.json": _json(redaction, _settings()),
    }
    for log in sorted((home() / "logs").glob("*.log")):
        parts[f"logs/{log.name}"] = redaction.log(_last_lines(log))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    try:
        write_whole(place, file.getvalue(), private=True)
    except OSError as error:
        raise OutputUnwritable(str(path), (error.strerror or str(error)).lower(), detail=str(error)) from error


def _keys() -> Sequence[str]:
    try:
        return [server.key for server in load_servers(os.environ)]
    except EarthscribeError:
        return []  # settings that cannot be read are a finding already, and their text is redacted by its patterns


def _json(redaction: Redaction, value: Any) -> str:
    """JSON text whose every text is redacted."""
    return json.dumps(_redacted(redaction, value), ensure_ascii=False, indent=1)


def _redacted(redaction: Redaction, value: Any) -> Any:
    if isinstance(value, dict):
        return {redaction.text(str(key)): _redacted(redaction, each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_redacted(redaction, each) for each in value]
    return redaction.text(value) if isinstance(value, str) else value


def _versions() -> Dict[str, Any]:
    installed = {str(each.metadata["Name"]): each.version for each in importlib.metadata.distributions()}
    return {"earthscribe": program_version(), "python": sys.version, "platform": platform.platform(),
            "packages": dict(sorted(installed.items()))}


def _environment() -> Dict[str, str]:
    return {name: "[key]" if secret_name(name) else value for name, value in sorted(os.environ.items())
            if name.upper().startswith(_TELLING)}


def _settings() -> Dict[str, Any]:
    """The settings without what was named by the user: of a server only where it is and whether it has a model."""
    try:
        found = settings.read(settings.place())
    except EarthscribeError as error:
        return {"not readable": error.message}
    servers = found.get("servers")
    entries = servers.values() if isinstance(servers, dict) else ()
    return {"schema": found.get("schema"), "entries": sorted(found),
            "servers": [{"url": each.get("url", ""), "model": each.get("model", "")} for each in entries
                        if isinstance(each, dict)]}


def _last_lines(log: Path) -> List[str]:
    try:
        return log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]
    except OSError as error:
        return [f"not readable: {error.strerror}"]
