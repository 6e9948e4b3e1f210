"""What detectors might have seen, for tests of words: sightings and surveys of a known truth, and who checks texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.values import Detection, Evidence, Fact
from earthscribe.inference.wording.survey import Survey
from earthscribe.inference.wording.templates import Speaker, speaker
from earthscribe.tests.scenes import box

KNOWN = ("person", "car", "bicycle", "other-vehicle", "bus-truck", "building", "tree", "swimming-pool", "ship",
         "airplane", "storage-tank", "sports-court")


@dataclass(frozen=True)
class Seen:
    """A sighting as a detector gives it."""

    posterior: tuple[tuple[str, float], ...] = ()
    inside: tuple[Detection, ...] = ()
    neighbours: tuple[Detection, ...] = ()
    gsd_m: float | None = None
    gsd_from: str = ""


def detection(category: str, confidence: float, *place: float) -> Detection:
    """An object by class, confidence and the numbers of `box`."""
    return Detection(category, confidence, box(*place))


def row_of_cars(count: int, x: float, y: float, step: float = 28.0, confidence: float = 0.9) -> Iterator[Detection]:
    """Cars side by side, each 45 pixels long and pointing up."""
    return (detection("car", confidence, x + step * number, y, 40.0 + number, 18.0, 90.0) for number in range(count))


COLOURS = ("white", "dark grey", "red", "black")


def coloured(quad: PixelQuad) -> Sequence[Fact]:
    """Facts of a box whose colour follows from its column."""
    return Fact("colour_basis", "true"), Fact("colour", (COLOURS[int(quad.centre[0]) // 28 % 4],))


def car_park() -> Survey:
    """A view of 1000 x 1000 pixels: two rows of cars in the upper left, four trees, a building, a pool."""
    trees = (detection("tree", 0.7, 700 + 90 * n, 650 + 20 * n, 60, 58) for n in range(4))
    return Survey((*row_of_cars(9, 100, 100), *row_of_cars(8, 100, 200), *trees,
                   detection("building", 0.96, 300, 700, 300, 200), detection("swimming-pool", 0.45, 600, 800, 80, 40)),
                  KNOWN, searched_px=1_000_000, measure=coloured)


# --- who checks that a text claims nothing that its evidence does not hold -------------------------------------------


def leaves(value: Any) -> Iterator[Any]:
    """All single values inside a value."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from leaves(each)
    else:
        yield value


def unfounded(row: Evidence, language: str, also: Sequence[str] = ()) -> list[str]:
    """Numbers and classes that a sentence names and its evidence (or the classes named before) does not hold."""
    say = speaker(language)
    held = list(leaves(row.values))
    numbers = {float(each) for each in held if isinstance(each, (int, float)) and not isinstance(each, bool)}
    names = {each for each in held if isinstance(each, str)} | set(also)
    sentence = row.sentence.replace("out of 100", "").replace("von 100", "")
    for date in (each for each in names if re.fullmatch(r"\d{4}-\d\d-\d\d", each)):
        sentence = sentence.replace(date, "")
    rest, classes = _classes(sentence, say)
    return [f"{name} in {row}" for name in classes if name not in names] + \
        [f"{number} in {row}" for number in _numbers(rest, say) if number not in numbers]


def _classes(sentence: str, say: Speaker) -> tuple[str, set[str]]:
    """The classes named in a sentence, and what is left of it; foreign ones stand in quotation marks."""
    found = set(re.findall(r"“(.*?)”" if say.language == "en" else r"„(.*?)“", sentence))
    rest = re.sub(r"[“„].*?[”“]", " ", sentence)
    forms = {form: name for name, noun in say.nouns.items() if name != "object"
             for form in (noun.one, noun.many, noun.many_dat)}
    for form in sorted(forms, key=len, reverse=True):
        pattern = rf"(?<![\w-]){re.escape(form)}(?![\w-])"
        if re.search(pattern, rest):
            found.add(forms[form])
            rest = re.sub(pattern, " ", rest)
    return rest, found


def _numbers(sentence: str, say: Speaker) -> list[float]:
    mark = re.escape(say.decimal)
    digits = [float(each.replace(say.decimal, ".")) for each in
              re.findall(rf"(?<![\w.,-])-?\d+(?:{mark}\d+)?(?!\d)", sentence)]
    words = {word: float(number) for number, word in say.words["number"].items()}
    return digits + [words[each.lower()] for each in re.findall(r"[^\W\d]+", sentence) if each.lower() in words]
