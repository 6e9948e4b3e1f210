"""The sentences and words of a language, from resources/wording/LANGUAGE.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Mapping, Sequence, Tuple

from ..errors import BadOption
from ..values import Evidence

FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "wording"


@dataclass(frozen=True)
class Speaker:
    """One language: fills its templates."""

    language: str
    version: str
    sentences: Mapping[str, str]
    parts: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]

    def row(self, template: str, filled: Mapping[str, Any], rests_on: Mapping[str, Any],
            source: str = "measurement") -> Evidence:
        """A sentence and its evidence: what is filled into the template, and the facts and numbers behind that."""
        return Evidence(self.sentences[template].format(**filled), source,
                        {name: _number(value) for name, value in rests_on.items()})

    def part(self, template: str, **values: Any) -> str:
        """A piece of a sentence."""
        return self.parts[template].format(**values)

    def word(self, kind: str, name: str) -> str:
        """The word of this language for a name of ours."""
        return self.words[kind][name]

    def colour(self, name: str) -> str:
        """A colour's id such as "dark greyish green" in words."""
        *tones, basic = name.split()
        said = self.word("colour", basic)
        for tone in reversed(tones):
            said = self.part(tone, colour=said)
        return said

    def listed(self, items: Sequence[str]) -> str:
        """Several things as a person lists them."""
        if len(items) < 2:
            return "".join(items)
        return self.parts["between"].join(items[:-1]) + self.parts["last"] + items[-1]


def _number(value: Any) -> Any:
    """A number that was shown, as the number it shows."""
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


def languages() -> Tuple[str, ...]:
    """The languages that texts can be written in."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


@cache
def speaker(language: str) -> Speaker:
    """The templates of a language; BadOption names the languages there are."""
    if language not in languages():
        raise BadOption("--language", language, "one of " + ", ".join(languages()) + " with this model")
    row = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return Speaker(row["language"], row["version"], row["sentences"], row["parts"], row["words"])
