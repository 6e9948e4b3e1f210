"""Translations of the user interface: `python -m dev.translations [--missing de | --fill de TEXTS.json]`.

Without arguments every `i18n/earthscribe_xx.ts` is brought up to date with the literals in ui/ and plugin.py and
compiled into the `.qm` that the plugin loads. What was translated stays; what is said no longer is marked as vanished;
a sentence that is translated elsewhere already takes that translation. A new language begins with an empty file
`i18n/earthscribe_xx.ts`. `--missing` prints what a language lacks as JSON, `--fill` takes the same file filled in.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from . import apt
from .literals import Literal, literals

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "i18n"
COMPILERS = ("/usr/lib/qt5/bin/lrelease", "/usr/lib/qt6/bin/lrelease", "lrelease")
PACKAGE = "qttools5-dev-tools"
FORMS = {"ja": 1, "ko": 1, "zh": 1, "id": 1, "tr": 1, "vi": 1, "pl": 3, "cs": 3, "sk": 3, "ru": 3, "uk": 3, "hr": 3}
"""How many plural forms a language has in Qt; two where it is not listed."""
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%n|%L?\d|</?\w+[^>]*>")
UNFINISHED, VANISHED = "unfinished", "vanished"
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Message:
    """One sentence and what it is in the language of its file; several forms where it counts something."""

    context: str
    source: str
    comment: str = ""
    files: tuple[str, ...] = ()
    plural: bool = False
    forms: tuple[str, ...] = ()
    state: str = ""

    @property
    def key(self) -> Key:
        """What the plugin asks with."""
        return self.context, self.source, self.comment

    @property
    def done(self) -> bool:
        """Whether every form is there."""
        return not self.state and bool(self.forms) and all(self.forms)


@dataclass
class Catalogue:
    """One `.ts` file."""

    language: str
    messages: dict[Key, Message] = field(default_factory=dict)

    @property
    def living(self) -> list[Message]:
        """What the plugin can still say."""
        return [message for message in self.messages.values() if message.state != VANISHED]

    @property
    def missing(self) -> list[Message]:
        """What has no translation yet."""
        return [message for message in self.living if not message.done]


def read(path: Path) -> Catalogue:
    """A `.ts` file; an empty one is a language that begins."""
    language = path.stem.partition("_")[2]
    catalogue = Catalogue(language)
    text = path.read_text(encoding="utf-8")
    if not text.strip():
        return catalogue
    for context in ET.fromstring(text).iter("context"):
        for element in context.iter("message"):
            message = _message(context.findtext("name", ""), element)
            catalogue.messages[message.key] = message
    return catalogue


def _message(context: str, element: ET.Element) -> Message:
    said = element.find("translation")
    forms = [] if said is None else [form.text or "" for form in said.iter("numerusform")] or [said.text or ""]
    state = (UNFINISHED if said is None else said.get("type", "")).replace("obsolete", VANISHED)
    files = tuple(place.get("filename", "").replace("../", "") for place in element.iter("location"))
    return Message(context, element.findtext("source", ""), element.findtext("comment", ""), files,
                   element.get("numerus") == "yes", tuple(forms), state)


def merged(old: Catalogue, found: list[Literal]) -> Catalogue:
    """The catalogue of what is said now, with every translation that is still good."""
    elsewhere = {message.source: message for message in old.messages.values()
                 if any(message.forms) and message.state != UNFINISHED}
    count = FORMS.get(old.language.partition("_")[0], 2)
    now: dict[Key, Message] = {}
    for each in found:
        key = (each.context, each.source, each.comment)
        if key in now:
            files = tuple(sorted({*now[key].files, each.file}))
            now[key] = replace(now[key], files=files, plural=now[key].plural or each.plural)
            continue
        known = old.messages.get(key) or elsewhere.get(each.source)
        forms = known.forms if known is not None else ()
        if len(forms) != (count if each.plural else 1):
            forms = ("",) * (count if each.plural else 1)
        unsure = known is None or known.state == UNFINISHED or not all(forms)
        now[key] = Message(each.context, each.source, each.comment, (each.file,), each.plural, forms,
                           UNFINISHED if unsure else "")
    for key, message in old.messages.items():
        if key not in now and any(message.forms) and message.state != UNFINISHED:
            now[key] = replace(message, state=VANISHED, files=())
    return Catalogue(old.language, now)


def filled(catalogue: Catalogue, texts: dict[str, str | list[str]]) -> Catalogue:
    """The catalogue with translations by their English sentences, for all contexts that lack one."""
    new = dict(catalogue.messages)
    for message in catalogue.missing:
        given = texts.get(message.source)
        if given:
            new[message.key] = replace(message, forms=(given,) if isinstance(given, str) else tuple(given), state="")
    return Catalogue(catalogue.language, new)


def written(catalogue: Catalogue) -> str:
    """The `.ts` file as text, in an order that makes small differences small."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>",
             f'<TS version="2.1" language="{catalogue.language}" sourcelanguage="en">']
    messages = sorted(catalogue.messages.values(), key=lambda each: (each.context, each.source, each.comment))
    for context in dict.fromkeys(message.context for message in messages):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for message in messages:
            if message.context == context:
                lines += _element(message)
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _element(message: Message) -> list[str]:
    state = f' type="{message.state}"' if message.state else ""
    lines = ['    <message numerus="yes">' if message.plural else "    <message>"]
    lines += [f'        <location filename="../{name}"/>' for name in message.files]
    lines.append(f"        <source>{escape(message.source)}</source>")
    if message.comment:
        lines.append(f"        <comment>{escape(message.comment)}</comment>")
    if message.plural:
        forms = [f"            <numerusform>{escape(form)}</numerusform>" for form in message.forms]
        lines += [f"        <translation{state}>", *forms, "        </translation>"]
    else:
        lines.append(f"        <translation{state}>{escape(''.join(message.forms))}</translation>")
    return [*lines, "    </message>"]


def faults(message: Message) -> list[str]:
    """What a translation lost of its sentence: placeholders, the key of a button, dots at its end, line breaks."""
    found = []
    for form in message.forms:
        wanted, has = sorted(PLACEHOLDER.findall(message.source)), sorted(PLACEHOLDER.findall(form))
        if wanted != has:
            found.append(f"{wanted} became {has}")
        if _keys(message.source) != _keys(form):
            found.append("a key (&) is lost or new")
        if message.source.endswith("…") != form.endswith("…"):
            found.append("the dots at the end differ")
        if message.source.count("\n") != form.count("\n"):
            found.append("line breaks differ")
        if (message.source[:1].isspace(), message.source[-1:].isspace()) != (form[:1].isspace(), form[-1:].isspace()):
            found.append("spaces at the ends differ")
    return [f"{message.context}: “{message.source}” -> {fault}" for fault in found]


def _keys(text: str) -> int:
    """How many mnemonics a text has; && is an ampersand."""
    return len(re.findall(r"&\w", text.replace("&&", "")))


def compile_all(paths: list[Path]) -> bool:
    """Make the `.qm` files; False where there is no lrelease."""
    compiler = next((name for name in COMPILERS if shutil.which(name)), None)
    if compiler is None and apt.install([PACKAGE]):
        compiler = next((name for name in COMPILERS if shutil.which(name)), None)
    if compiler is None:
        return False
    for path in paths:
        target = str(path.with_suffix(".qm"))
        subprocess.run([compiler, "-silent", "-nounfinished", str(path), "-qm", target], check=True)
    return True


def main(arguments: list[str]) -> int:
    """Bring the files up to date, or say what is missing, or fill it in."""
    parser = argparse.ArgumentParser(prog="python -m dev.translations", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--missing", metavar="LANGUAGE", help="print what has no translation yet, as JSON")
    parser.add_argument("--fill", nargs=2, metavar=("LANGUAGE", "FILE"), help="take translations from such a file")
    wanted = parser.parse_args(arguments)
    found = literals(ROOT)
    paths = sorted(FOLDER.glob("earthscribe_*.ts"))
    if wanted.missing:
        catalogue = merged(read(FOLDER / f"earthscribe_{wanted.missing}.ts"), found)
        lacking = {message.source: ["", ""] if message.plural else "" for message in catalogue.missing}
        print(json.dumps(lacking, ensure_ascii=False, indent=1))
        return 0
    for path in paths:
        catalogue = merged(read(path), found)
        if wanted.fill and path.stem == f"earthscribe_{wanted.fill[0]}":
            catalogue = filled(catalogue, json.loads(Path(wanted.fill[1]).read_text(encoding="utf-8")))
        path.write_text(written(catalogue), encoding="utf-8")
        lost = [fault for message in catalogue.living if message.done for fault in faults(message)]
        print(f"{path.name}: {len(catalogue.living)} sentences, {len(catalogue.missing)} missing", *lost, sep="\n  ")
    if not compile_all(paths):
        print(f"The .qm files are not made anew: lrelease is missing, and {apt.why_not()}: "
              f"run `apt-get install {PACKAGE}`.", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
