"""The plugin site's gates, on the built zip: `python -m dev.gates [ZIP]`; a gate returns its findings, none is a pass.

The site blocks a version for ANY finding of Bandit or detect-secrets, whatever its severity, so there is no floor
here. Bandit's B404, B410, B411 and B109 are off because the site has them off. The Qt6 gate checks the plugin's side
against the type stubs of QGIS 4.2 on PyQt6, for want of a QGIS 4 to run.
"""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from . import build_zip

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 25 * 1024 * 1024
REQUIRED = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository",
)
SUSPICIOUS = {".exe", ".dll", ".so", ".dylib", ".bat", ".sh", ".ps1", ".cmd", ".pyc", ".pyd"}
JUNK = {"__pycache__", ".git", "__MACOSX", "tests", "docs", "bench", "dev"}
STUBS = ROOT / ".venv-qt6"
# what the running QGIS has on Qt6 too and the stubs lack: what qgis.PyQt adds to QVariant, the second argument of
# connect, and modules that QGIS comes with
FALSE_ALARMS = re.compile(
    r'"type\[QVariant\]" has no attribute "\w+"'
    r'|Too many arguments for "connect" of "pyqtBoundSignal"'
    r'|module named "(certifi|numpy|osgeo|processing)[".]'
)
ABSENT = re.compile(r'"type\[(\w+)\]" has no attribute "(\w+)"')
PATCHED = re.compile(r"^[\w.]*?(\w+)\.(\w+) = (?:[\w.]*?(\w+)\.\w+$)?", re.MULTILINE)


def tool(arguments: list[str], folder: Path, **environment: str) -> str:
    """Run a tool of this environment in `folder` and return what it prints; a tool that breaks is no pass."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", *arguments],
        cwd=folder, env={**os.environ, **environment},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )
    if done.returncode not in {0, 1}:
        raise RuntimeError(f"{arguments[0]} ended with {done.returncode}: {done.stderr or done.stdout}")
    return done.stdout


def bandit(folder: Path) -> list[str]:
    """Security findings of any severity, and files Bandit could not read."""
    report = json.loads(tool(["bandit", "-q", "-r", ".", "-s", "B404,B410,B411,B109", "-f", "json"], folder))
    unread = [f"{error['filename']}: {error['reason']}" for error in report["errors"]]
    return unread + [
        f"{found['filename']}:{found['line_number']}: {found['test_id']} {found['issue_text']}"
        for found in report["results"]
    ]


def secrets(folder: Path) -> list[str]:
    """Strings that look like keys, tokens or hashes."""
    report = json.loads(tool(["detect_secrets", "-C", str(folder), "scan", "--all-files", "."], folder))
    found = [(file, row) for file, rows in report["results"].items() for row in rows]
    return [f"{file}:{row['line_number']}: {row['type']}" for file, row in found]


def flake8(folder: Path) -> list[str]:
    """Style findings at 120 columns."""
    return tool(["flake8", "--isolated", "--max-line-length=120", "."], folder).splitlines()


def qt6(folder: Path) -> list[str]:
    """What the plugin's side uses and QGIS 4.2 on PyQt6 does not have."""
    report = tool(
        [
            "mypy", "--config-file=", f"--cache-dir={ROOT / '.mypy_cache' / 'qt6'}",
            f"--python-executable={STUBS / 'bin' / 'python'}",
            "--check-untyped-defs", "--no-strict-optional", "--follow-imports=silent", "--no-error-summary",
            "--hide-error-context", "-m", "earthscribe", "-m", "earthscribe.plugin", "-p", "earthscribe.ui",
        ],
        folder, MYPYPATH=str(folder),
    )
    known = patched_names()
    return [line for line in report.splitlines() if ": error:" in line and not is_false_alarm(line, known)]


def is_false_alarm(line: str, known: set[tuple[str, str]]) -> bool:
    """Whether a complaint is about something that QGIS 4.2 has when it runs."""
    absent = ABSENT.search(line)
    return bool(FALSE_ALARMS.search(line)) or (absent is not None and absent.groups() in known)


def patched_names() -> set[tuple[str, str]]:
    """(class, name) of what QGIS 4.2 adds to its classes when they are imported; the stubs carry that code along."""
    known = set()
    for source in STUBS.glob("lib/python*/site-packages/qgis-stubs/*/__init__.py"):
        for owner, name, target in PATCHED.findall(source.read_text(encoding="utf-8")):
            known |= {(owner, name), (target, name)}
    return known


def rules(archive: Path) -> list[str]:
    """The site's rules for the zip itself and its metadata."""
    findings = []
    if archive.stat().st_size > LIMIT:
        findings.append(f"{archive.stat().st_size} bytes; at most {LIMIT} are taken")
    with zipfile.ZipFile(archive) as content:
        names = content.namelist()
        findings += [finding for entry in content.infolist() for finding in entry_findings(entry)]
        tops = {PurePosixPath(name).parts[0] for name in names}
        if len(tops) != 1 or not all(top.isidentifier() for top in tops):
            return [*findings, f"one top-level folder that is a Python identifier is wanted, not {sorted(tops)}"]
        top = tops.pop()
        if "plugin" in top:
            findings.append(f"the folder's name {top} should not contain `plugin`")
        missing = [name for name in ("metadata.txt", "__init__.py", "LICENSE") if f"{top}/{name}" not in names]
        findings += [f"{name} is missing" for name in missing]
        if "metadata.txt" not in missing:
            findings += metadata_findings(content.read(f"{top}/metadata.txt").decode("utf-8"), top, set(names))
    return findings


def entry_findings(entry: zipfile.ZipInfo) -> list[str]:
    """What is wrong with one entry of the zip."""
    path = PurePosixPath(entry.filename)
    findings = []
    if ".." in path.parts or path.is_absolute() or "\\" in entry.orig_filename:
        findings.append(f"{entry.filename}: a path must stay inside the folder")
    if JUNK.intersection(path.parts):
        findings.append(f"{entry.filename}: does not belong into the plugin")
    if path.suffix in SUSPICIOUS:
        findings.append(f"{entry.filename}: binaries and scripts of the system are not approved")
    if path.suffix == ".py" and (entry.external_attr >> 16) & 0o111:
        findings.append(f"{entry.filename}: must not be executable")
    return findings


def metadata_findings(text: str, top: str, names: set[str]) -> list[str]:
    """What is wrong with metadata.txt."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # the keys are in camel case
    parser.read_string(text)
    general = parser["general"] if parser.has_section("general") else {}
    findings = [f"metadata.txt: {key} is missing" for key in REQUIRED if not general.get(key)]
    if "/" in general.get("author", ""):
        findings.append("metadata.txt: author must not contain a slash")
    if not re.fullmatch(r"\d+\.\d+\.\d+", general.get("version", "")):
        findings.append("metadata.txt: version must be three numbers, the feed compares versions as strings")
    if "plugin" in general.get("name", "").lower():
        findings.append("metadata.txt: name should not contain `plugin`")
    if "supportsQt6" in general:
        findings.append("metadata.txt: supportsQt6 is obsolete")
    icon = general.get("icon", "")
    if icon and f"{top}/{icon}" not in names:
        findings.append(f"metadata.txt: the icon {icon} is not in the zip")
    return findings


SOURCE_GATES: dict[str, Callable[[Path], list[str]]] = {
    "bandit": bandit, "detect-secrets": secrets, "flake8": flake8, "qt6": qt6,
}


def main(arguments: list[str]) -> int:
    """Run every gate and say what each found."""
    archive = Path(arguments[0]) if arguments else ROOT / "dist" / f"earthscribe-{build_zip.version(ROOT)}.zip"
    found = {"zip rules": rules(archive)}
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(archive) as content:
        content.extractall(folder)  # our own zip, its paths checked above
        for name, gate in SOURCE_GATES.items():
            found[name] = gate(Path(folder))
    for name, findings in found.items():
        print(f"{name}: {'clean' if not findings else f'{len(findings)} findings'}")
        for finding in findings:
            print(f"  {finding}")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
