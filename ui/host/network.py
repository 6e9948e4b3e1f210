"""QGIS' own proxy and certificate settings, as the model process can use them: environment variables and a PEM file.

Passwords of a proxy travel percent-encoded within its address, in the environment of the child alone; log and
diagnostics leave them out. Whatever a Python cannot follow is said in `notes`.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Dict, List, Mapping, Tuple
from urllib.parse import quote, urlsplit

from qgis.core import QgsApplication, QgsAuthCertUtils, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication

from ...inference.errors import OutputUnwritable
from ...inference.home import home
from ...inference.whole_file import write_whole

if TYPE_CHECKING:
    from ...inference.worker.environment import LaunchCommand

SYSTEM, SOCKS = "DefaultProxy", "Socks5Proxy"
PEM_FILE = "qgis-authorities.pem"
PIP_FILE = "pip-authorities.pem"


@dataclass(frozen=True)
class Surroundings:
    """What the model process is started with so that it reaches the network as QGIS does."""

    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Variables that are set in addition; the address of a proxy may hold a password, so they do not show."""
    ca_file: str = ""
    """A PEM file of authorities to trust, "" for none but the usual ones."""
    notes: Tuple[str, ...] = ()
    """What the user should know, in sentences."""


def worker_surroundings(own_ca_file: str = "", environ: Mapping[str, str] = os.environ) -> Surroundings:
    """The surroundings that QGIS' settings ask for; `own_ca_file` is one the user named in the options.

    Main thread only: QGIS may ask for its master password where the proxy's name is kept under it.
    """
    notes: List[str] = []
    variables = _proxy_variables(notes, environ)
    return Surroundings(variables, _authorities(own_ca_file), tuple(notes))


def started_with(launch: LaunchCommand, surroundings: Surroundings) -> LaunchCommand:
    """The command that starts the model process, with the surroundings in its environment."""
    return replace(launch, env={**launch.env, **surroundings.environ})


def proxy_in_words() -> str:
    """How the network is reached, for the options page; without names and passwords."""
    kept = QgsSettings()
    if not _enabled(kept):
        return QCoreApplication.translate("Network", "No proxy is set in QGIS.")
    kind = str(kept.value("proxy/proxyType", ""))
    if kind == SYSTEM:
        return QCoreApplication.translate(
            "Network", "QGIS uses the proxy of the system, and so does Earthscribe. A proxy that a script (PAC) "
                       "chooses is not seen: name it in QGIS' options under Network.")
    place = f"{kept.value('proxy/proxyHost', '')}:{kept.value('proxy/proxyPort', '')}"
    if kind == SOCKS:
        return QCoreApplication.translate(
            "Network", "QGIS uses the SOCKS proxy {place}. Servers are reached through it only when the package "
                       "socksio is in Earthscribe's environment.").format(place=place)
    return QCoreApplication.translate("Network", "Servers are asked through the proxy {place}, as set in QGIS."
                                      ).format(place=place)


def _enabled(kept: QgsSettings) -> bool:
    return str(kept.value("proxy/proxyEnabled", "false")).lower() in {"true", "1"}


def _proxy_variables(notes: List[str], environ: Mapping[str, str]) -> Dict[str, str]:
    kept = QgsSettings()
    kind = str(kept.value("proxy/proxyType", ""))
    if not _enabled(kept):
        return {}
    if kind == SYSTEM:  # the model process asks the system by itself
        notes.append(proxy_in_words())
        return {}
    host, port = str(kept.value("proxy/proxyHost", "")).strip(), str(kept.value("proxy/proxyPort", "")).strip()
    if not host:
        notes.append(QCoreApplication.translate("Network", "A proxy is switched on in QGIS, but it has no host name."))
        return {}
    if kind == SOCKS:
        notes.append(proxy_in_words())
    address = f"{'socks5h' if kind == SOCKS else 'http'}://{_credentials(kept)}{_bracketed(host)}"
    address += f":{port}" if port.isdigit() and port != "0" else ""
    said = {"HTTP_PROXY": address, "HTTPS_PROXY": address}
    direct = [*_excluded(kept), *_listed(environ.get("NO_PROXY") or environ.get("no_proxy") or "")]
    if direct:
        said["NO_PROXY"] = ",".join(dict.fromkeys(direct))
    # where both spellings are there, the lower one wins
    return {**said, **{name.lower(): value for name, value in said.items()}}


def _credentials(kept: QgsSettings) -> str:
    name, password = str(kept.value("proxy/proxyUser", "") or ""), str(kept.value("proxy/proxyPassword", "") or "")
    authcfg = str(kept.value("proxy/authcfg", "") or "")
    if authcfg:
        from .keys import name_and_password

        name, password = name_and_password(authcfg, QCoreApplication.translate("Network", "the proxy"))
    if not name:
        return ""
    return f"{quote(name, safe='')}:{quote(password, safe='')}@"


def _excluded(kept: QgsSettings) -> List[str]:
    """Hosts that QGIS asks directly; it keeps beginnings of URLs."""
    found: List[str] = []
    for key in ("proxy/noProxyUrls", "proxy/proxyExcludedUrls"):
        value = kept.value(key, [])
        for each in value if isinstance(value, (list, tuple)) else str(value or "").split("|"):
            text = str(each).strip()
            try:
                found.append(urlsplit(text if "://" in text else f"//{text}").netloc.rpartition("@")[2])
            except ValueError:  # no address at all
                continue
    return [each for each in found if each]


def _listed(text: str) -> List[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def pip_authorities(own_ca_file: str = "") -> str:
    """A PEM file of all that QGIS trusts, "" where nothing was added.

    Unlike our own transports, pip trusts the file it is given and nobody else, and no authority that somebody added
    vouches for the package index.
    """
    added = _authorities(own_ca_file)
    if not added:
        return ""
    try:
        texts = [Path(added).expanduser().read_bytes()]
    except OSError:  # pip says so in words
        return added
    refused = QgsAuthCertUtils.CertTrustPolicy.Untrusted
    manager = QgsApplication.authManager()
    known = [] if manager.isDisabled() else manager.trustedCaCerts()
    texts += [each.toPem().data() for each in known if manager.certTrustPolicy(each) != refused]
    with contextlib.suppress(ImportError, OSError):  # the public ones, where QGIS' Python brings them
        import certifi

        texts.append(Path(certifi.where()).read_bytes())
    return _kept(PIP_FILE, b"\n".join(texts))


def _authorities(own_ca_file: str) -> str:
    """The file with the authorities that were added to QGIS and are trusted there, and with the user's own."""
    texts = _added_to_qgis()
    if not texts:
        return own_ca_file
    if own_ca_file:
        try:
            texts.append(Path(own_ca_file).expanduser().read_bytes())
        except OSError:  # the model process says so in words
            return own_ca_file
    return _kept(PEM_FILE, b"\n".join(texts))


def _kept(name: str, pem: bytes) -> str:
    """The path of a file of ours with this content."""
    place = home() / "network" / name
    try:
        if not (place.is_file() and place.read_bytes() == pem):
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, pem)
    except OSError as error:
        raise OutputUnwritable(str(place), error.strerror or str(error)) from error
    return str(place)


def _added_to_qgis() -> List[bytes]:
    """The PEM texts of the authorities in QGIS' database and extra file, but for those that are not trusted there."""
    manager = QgsApplication.authManager()
    if manager.isDisabled():
        return []
    added = [*manager.databaseCAs(), *manager.extraFileCAs()]
    if not added:
        return []
    trusted = {each.toDer().data() for each in manager.trustedCaCerts()}
    refused = QgsAuthCertUtils.CertTrustPolicy.Untrusted
    # the list of the trusted alone is not enough: 3.44 keeps those in it that are marked as not trusted
    chosen = {each.toDer().data(): each.toPem().data() for each in added if manager.certTrustPolicy(each) != refused}
    return [pem for der, pem in sorted(chosen.items()) if der in trusted]
