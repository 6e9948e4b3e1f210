"""What pip and the system say in trouble becomes one error with its cure; the texts were seen in the field."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from earthscribe.inference.errors import all_errors
from earthscribe.inference.setup import pip
from earthscribe.inference.setup.record import Record
from earthscribe.inference.setup.refusals import (
    CertificateRefused,
    DiskFull,
    FileInUse,
    FolderUnwritable,
    NoNetwork,
    PackageAltered,
    PathTooLong,
    ProgramBlocked,
    ProxyRefused,
    PythonMissing,
    SetupRefused,
    VenvMissing,
    WheelMissing,
)
from earthscribe.inference.setup.trouble import understood

RETRY = "WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by "
NONE = "ERROR: No matching distribution found for numpy==2.4.6"


@pytest.mark.parametrize(("lines", "kind", "words"), [
    ([RETRY + "'NewConnectionError('Failed to establish a new connection: [Errno 111] Connection refused')'", NONE],
     NoNetwork, "could not be reached"),
    ([RETRY + "'NameResolutionError([Errno -3] Temporary failure in name resolution)'", NONE],
     NoNetwork, "could not be reached"),
    ([RETRY + "'ReadTimeoutError(\"HTTPSConnectionPool: Read timed out. (read timeout=15)\")'", NONE],
     NoNetwork, "could not be reached"),
    ([RETRY + "'ProxyError('Cannot connect.', OSError('Tunnel connection failed: 407 Proxy Authentication'))'", NONE],
     ProxyRefused, "proxy"),
    ([RETRY + "'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] self-signed'))'", NONE],
     CertificateRefused, "certificate"),
    (["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. ...",
      "    numpy==2.4.6 from https://index.example.org/numpy-2.4.6.whl:", "        Expected sha256 0a"],
     PackageAltered, "numpy is not the file"),
    (["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"], DiskFull, "space"),
    (["OSError: [WinError 112] There is not enough space on the disk"], DiskFull, "space"),
    (["ERROR: Could not find a version that satisfies the requirement numpy==2.4.6 (from versions: 2.0.2)", NONE],
     WheelMissing, "numpy that fits"),
    (["ERROR: onnxruntime-1.31.1-cp39-cp39-win_amd64.whl is not a supported wheel on this platform."],
     WheelMissing, "onnxruntime that fits"),
    (["PermissionError: [WinError 32] The file is being used by another process: 'c10.dll'", "SSLError"],
     FileInUse, "another program"),
    (["ERROR: Could not install packages due to an OSError: [WinError 5] Access is denied: 'numpy.pyd'"],
     FileInUse, "another program"),
    (["PermissionError: [Errno 13] Permission denied: '/srv/es/envs'"], FolderUnwritable, "written"),
    (["OSError: [Errno 30] Read-only file system: '/srv/es'"], FolderUnwritable, "written"),
    (["HINT: This error might have occurred since this system does not have Windows Long Path support enabled."],
     PathTooLong, "too long"),
    (["OSError: [Errno 36] File name too long: 'x'"], PathTooLong, "too long"),
    (["OSError: [WinError 1260] This program is blocked by group policy"], ProgramBlocked, "not allow"),
    (["The virtual environment was not created successfully because ensurepip is not available."], VenvMissing, "venv"),
    (["[Errno 2] No such file: 'C:\\\\OSGeo4W\\\\apps\\\\Python39\\\\lib\\\\venv\\\\venvlauncher.exe'"],
     VenvMissing, "venv"),
    (["something", "ERROR: nobody has ever seen this."], SetupRefused, "nobody has ever seen this"),
    ([], SetupRefused, "without a word"),
])
def test_every_trouble_has_its_sentence_and_cure(lines: list[str], kind: type[SetupRefused], words: str) -> None:
    error = understood(lines, Path("/data/envs/light-1"))
    assert type(error) is kind
    assert words in error.message
    assert error.hint


def test_every_refusal_has_one_sentence_and_a_cure() -> None:
    for kind in all_errors(SetupRefused):
        made = kind("something") if kind is not PythonMissing else PythonMissing("Python 3.12")
        assert made.message.endswith(".")
        assert made.hint.endswith(".")
        assert made.exit_status == 3


def test_the_network_of_the_user_stays_and_what_leads_astray_goes(tmp_path: Path) -> None:
    environ = {
        "PATH": "/bin", "PIP_INDEX_URL": "https://index.example.org/simple", "PIP_CERT": "/company.pem",
        "HTTPS_PROXY": "http://proxy:3128", "PIP_TARGET": "/elsewhere", "PIP_USER": "1", "PIP_PREFIX": "/x",
        "PYTHONPATH": "/qgis/python", "PYTHONHOME": "/qgis", "LD_LIBRARY_PATH": "/qgis/lib", "TMPDIR": "/tmp",
    }
    seen = pip.surroundings(tmp_path, {"PIP_CERT": "", "HTTP_PROXY": "http://q:3128"}, environ)
    for name in ("PIP_INDEX_URL", "PIP_CERT", "HTTPS_PROXY"):
        assert seen[name] == environ[name]
    assert seen["HTTP_PROXY"] == "http://q:3128"
    assert seen["TMPDIR"] == str(tmp_path)
    assert "EARTHSCRIBE_API_KEY" not in pip.surroundings(tmp_path, {}, {**environ, "EARTHSCRIBE_API_KEY": "of servers"})
    assert not {"PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH"} & set(seen)


def test_pip_installs_to_the_letter_and_from_folders_only() -> None:
    words = pip.install("packages.txt", "../../wheels")
    assert {"--require-hashes", "--no-deps", "--only-binary", "--no-index", "--no-input"} <= set(words)
    assert not [each for each in words if each.startswith("/")]


def test_nothing_of_the_users_pip_has_a_say_in_the_installation_itself() -> None:
    seen = pip.offline({"PATH": "/bin", "PIP_FIND_LINKS": "https://elsewhere", "PIP_CONFIG_FILE": "/own/pip.conf"})
    assert seen == {"PATH": "/bin", "PIP_CONFIG_FILE": os.devnull}


@pytest.mark.parametrize("password", ["hidden", "hid@hidden", "a:hidden:b"])
def test_the_record_holds_no_passwords(password: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path))
    record = Record()
    record.write(f"Looking in indexes: https://me:{password}@index.example.org/simple")
    text = record.path.read_text()
    assert "hidden" not in text
    assert "index.example.org" in text
