"""Whom an encrypted connection trusts: the public authorities, the system's, and the user's own."""

from __future__ import annotations

import contextlib
import os
import ssl
from pathlib import Path

from ..errors import BadSetting


def trusting(ca_file: str) -> ssl.SSLContext:
    """Trust certifi's authorities, the system's (a company's own are usually there), and the user's file."""
    context = ssl.create_default_context()
    with contextlib.suppress(ImportError):
        import certifi

        context.load_verify_locations(cafile=certifi.where())
    if ca_file:
        try:
            context.load_verify_locations(cafile=str(Path(ca_file).expanduser()))
        except (OSError, ssl.SSLError) as error:
            raise BadSetting("ca-file", f"{ca_file} cannot be read as certificates ({error})",
                             hint="Give a PEM file of certificate authorities.") from error
    return context


def trusting_nobody() -> ssl.SSLContext:
    """For what needs no encryption: reading all authorities takes a while."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def trust_cure() -> str:
    """What to do about a certificate nobody vouches for."""
    file = os.environ.get("SSL_CERT_FILE", "")
    if file and not Path(file).is_file():
        return f"SSL_CERT_FILE names {file}, which does not exist: correct it, or give --ca-file."
    return "Give the authority that signed it as a PEM file with --ca-file, or name it in SSL_CERT_FILE."
