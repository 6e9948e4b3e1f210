"""The words a question may be made of, from resources/wording/questions/LANGUAGE.json, and a question as such words.

The vocabulary is closed on purpose: a question with a word that is not in it is not answered at all, because that word
may be the one that matters ("how many cars are broken?").
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Dict, Iterator, List, Mapping, Sequence, Tuple

from ...errors import QuestionBeyond
from ..templates import FOLDER

LONGEST_PHRASE = 5
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*[²2]?|²")


@dataclass(frozen=True)
class Word:
    """One phrase of a question and what it stands for."""

    kind: str
    """class | number | unit | dimension | compare | side | colour | one of the markers"""
    value: Any
    text: str


@dataclass(frozen=True)
class Lexicon:
    """What phrases mean, by the phrase in lower case; "" for words that mean nothing here."""

    language: str
    thousands: str
    phrases: Mapping[str, Tuple[str, Any]]

    def with_classes(self, names: Sequence[str]) -> Lexicon:
        """The same with a detector's own class names, as they are and with a plural s."""
        canonical = {value for kind, value in self.phrases.values() if kind == "class"}
        phrases = dict(self.phrases)
        for name in names:
            if (name,) in canonical:
                continue
            spoken = re.sub(r"[-_\s]+", " ", name).strip().lower()
            phrases.update({form: ("class", (name,)) for form in (spoken, f"{spoken}s") if spoken})
        return Lexicon(self.language, self.thousands, phrases)

    def words(self, question: str) -> List[Word]:
        """The question as words it knows; QuestionBeyond names the first that it does not."""
        tokens, found = [token.lower() for token in _TOKEN.findall(question)], []
        while tokens:
            if tokens[0][0].isdigit():
                found.append(Word("number", self._number(tokens.pop(0)), ""))
                continue
            size, meaning = self._longest(tokens)
            if not size:
                raise QuestionBeyond(question.strip(), f"the word {tokens[0]!r} is beyond what can be counted and "
                                                       "measured here")
            text = " ".join(tokens[:size])
            del tokens[:size]
            if meaning[0]:
                found.append(Word(*meaning, text))
        return found

    def _longest(self, tokens: Sequence[str]) -> Tuple[int, Tuple[str, Any]]:
        for size in range(min(LONGEST_PHRASE, len(tokens)), 0, -1):
            phrase = " ".join(tokens[:size])
            for form in (phrase, phrase.replace("-", " ")):
                if form in self.phrases:
                    return size, self.phrases[form]
        return 0, ("", None)

    def _number(self, text: str) -> float:
        """A number as this language writes it; a separator of thousands stands before three digits."""
        other = "." if self.thousands == "," else ","
        grouped = re.sub(rf"{re.escape(self.thousands)}(?=\d{{3}}(?!\d))", "", text)
        return float(re.sub(r"[.,](?=.*[.,])", "", grouped.replace(self.thousands, ".").replace(other, ".")))


def _phrases(row: Mapping[str, Any]) -> Iterator[Tuple[str, Tuple[str, Any]]]:
    """Every phrase with its meaning; later ones win."""
    for phrase in row["ignored"]:
        yield phrase, ("", None)
    for kind, part in (("side", "sides"), ("colour", "colours"), ("unit", "units"), ("dimension", "dimensions"),
                       ("compare", "comparators")):
        for value, phrases in row[part].items():
            yield from ((phrase, (kind, value)) for phrase in phrases)
    for value, phrases in row["numbers"].items():
        yield from ((phrase, ("number", float(value))) for phrase in phrases)
    for marker, phrases in row["markers"].items():
        yield from ((phrase, (marker, None)) for phrase in phrases)
    for name, group in row["groups"].items():
        yield from ((phrase, ("class", (name, *group["classes"]))) for phrase in group["words"])
    for name, phrases in row["classes"].items():
        yield from ((phrase, ("class", (name,))) for phrase in phrases)


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language that templates exist for."""
    row: Dict[str, Any] = json.loads((FOLDER / "questions" / f"{language}.json").read_text(encoding="utf-8"))
    return Lexicon(language, row["thousands"], dict(_phrases(row)))
