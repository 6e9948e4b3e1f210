"""The sentences and words of a language, from resources/wording/LANGUAGE.json."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Dict, Mapping, Sequence, Tuple

from ..errors import BadOption
from ..values import Evidence
from .numbers_in_words import METRIC

FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "wording"
OBJECT = "object"
"""What stands there is called this where nobody knows it."""
LONGEST_NAME = 40
"""A class name of somebody's own model is shown no longer than this."""
_DECIMALS = re.compile(r"-?\d+\.\d+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Noun:
    """A class in words: its gender (which picks articles and pronouns), and its forms."""

    gender: str
    one: str
    many: str
    many_dat: str


@dataclass(frozen=True)
class Speaker:
    """One language: fills its templates. What "it" is called follows the gender of what is spoken of."""

    language: str
    version: str
    decimal: str
    sentences: Mapping[str, str]
    parts: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    pronouns: Mapping[str, Mapping[str, str]]
    articles: Mapping[str, str]
    nouns: Mapping[str, Noun]
    subject: str = OBJECT
    """The class that is spoken of."""
    units: str = METRIC

    def about(self, category: str) -> Speaker:
        """The same language, speaking of something of this class."""
        return replace(self, subject=category)

    def row(self, template: str, filled: Mapping[str, Any], rests_on: Mapping[str, Any],
            source: str = "measurement") -> Evidence:
        """A sentence and its evidence: what is filled into the template, and the facts and numbers behind that."""
        sentence = self._filled(self.sentences[template], filled)
        return Evidence(sentence[:1].upper() + sentence[1:], source,
                        _number(rests_on))

    def part(self, template: str, **values: Any) -> str:
        """A piece of a sentence."""
        return self._filled(self.parts[template], values)

    def _filled(self, template: str, values: Mapping[str, Any]) -> str:
        said: Dict[str, Any] = dict(self.pronouns[self.noun(self.subject).gender])
        for name, value in values.items():
            if name == "unit" or name.endswith("_unit"):
                said[name] = self.words["unit"].get(value, value)
            else:
                said[name] = self.number(value)
        return template.format(**said)

    def number(self, value: Any) -> Any:
        """A number as this language writes it; anything else as it is."""
        said = str(value) if isinstance(value, (str, float)) else ""
        return said.replace(".", self.decimal) if _DECIMALS.fullmatch(said) else value

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

    def listed(self, items: Sequence[str], last: str = "last") -> str:
        """Several things as a person lists them, the last joined with "and" or with the part named."""
        if len(items) < 2:
            return "".join(items)
        return self.parts["between"].join(items[:-1]) + self.parts[last] + items[-1]

    # --- classes -------------------------------------------------------------------------------------------------

    def noun(self, category: str) -> Noun:
        """The forms of a class; one that has no words here is quoted as its model names it."""
        if category in self.nouns:
            return self.nouns[category]
        name, gender = _shown_name(category), self.nouns[OBJECT].gender
        return Noun(gender, *(self.parts[part].format(name=name)
                              for part in ("foreign_one", "foreign_many", "foreign_many_dat")))

    def one(self, category: str, article: str = "a") -> str:
        """One of a class with its article: "a" or "the", with "_acc" or "_dat" for another case than the subject's."""
        noun = self.noun(category)
        return f"{self.articles[f'{article} {noun.gender}']} {noun.one}"

    def which(self, category: str) -> str:
        """The relative pronoun for one of a class."""
        return self.articles[f"which {self.noun(category).gender}"]

    def superlative(self, category: str, kind: str) -> str:
        """The largest (smallest, longest ...) of a class, as the subject of a sentence."""
        noun = self.noun(category)
        return f"{self.articles[f'the {noun.gender}']} {self.words['superlative'][kind]} {noun.one}"

    def many(self, category: str, *, dative: bool = False) -> str:
        """The plural of a class without article."""
        noun = self.noun(category)
        return noun.many_dat if dative else noun.many

    def the_all(self, category: str, number: int) -> str:
        """All of a class that are there, as the subject of a sentence: "the car", "the cars"."""
        return self.one(category, "the") if number == 1 else \
            f"{self.articles['the many']} {self.many(category)}"

    def counted(self, category: str, number: int, case: str = "") -> str:
        """So many of a class; `case` is "", "acc" or "dat". Up to twelve the number is a word."""
        if number == 0:
            return self.part(f"no_things_{case}" if case == "dat" else "no_things",
                             things=self.many(category, dative=case == "dat"))
        if number == 1:
            return self.one(category, f"a_{case}" if case else "a")
        return self.part("numbered", number=self.words["number"].get(str(number), str(number)),
                         things=self.many(category, dative=case == "dat"))


def _shown_name(category: str) -> str:
    """A foreign class name as it may be shown: printable, in one line, not endless."""
    printable = "".join(c if c.isprintable() else " " for c in category)
    return " ".join(printable.split())[:LONGEST_NAME] or "?"


def _number(value: Any) -> Any:
    """A number that was shown, as the number it shows, also inside lists and rows."""
    if isinstance(value, Mapping):
        return {name: each if name == "category" else _number(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return tuple(_number(each) for each in value)
    return float(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value


def languages() -> Tuple[str, ...]:
    """The languages that texts can be written in."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


@cache
def speaker(language: str, units: str = METRIC) -> Speaker:
    """The templates of a language; BadOption names the languages there are."""
    if language not in languages():
        raise BadOption("--language", language, "one of " + ", ".join(languages()) + " with this model")
    row = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    nouns = {name: Noun(**forms) for name, forms in row["nouns"].items()}
    return Speaker(row["language"], row["version"], row["decimal"], row["sentences"], row["parts"], row["words"],
                   row["pronouns"], row["articles"], nouns, units=units)
