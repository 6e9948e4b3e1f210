"""What was said of every example, judged by its label, and the page that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from earthscribe.inference.evaluation.card_page import table
from earthscribe.inference.evaluation.sources import SOURCES
from earthscribe.inference.values import Description
from earthscribe.inference.wording import verdict

FOLDER = "images/examples"
"""Where the pictures lie, seen from the page."""
RIGHT, WRONG, UNKNOWN = "right", "wrong", "not recognised"
OUTCOMES = (RIGHT, WRONG, UNKNOWN)
SECTIONS = {"infrared": "Thermal", "optical": "Optical", "sar": "Radar", "multispectral": "Sentinel-2"}
NOTHING = "Places where nothing is"

MADE = "<!-- Made by `python -m dev.examples FOLDER`. Do not edit: run it again. -->"
CARD = """How good it is over all held-out pictures stands in its [model card](model-card.md); this page shows what
such numbers are like."""
CHOICE = """Nothing here was picked by hand. The places are chosen by a rule, from pictures that were held out of
training (`val`), and the rule does not know the model:

1. Six objects in thermal pictures, eight in optical ones, three in radar and three in Sentinel-2 pictures, and four
   places where nothing is.
2. Within a sensor, sets and the classes in them take turns in a fixed order. Objects of one set and class come in the
   order of a SHA-256 hash of the picture's name and the object's number, one object per picture. The object must lie
   wholly in its picture and measure two pixels or more on each side (the least that can be asked about).
3. A place where nothing is has the shape of an object of the same set, hashed in the same way, and keeps its own length
   away from everything marked. Only sets count in which every object is marked that the model could name with this
   sensor: HIT-UAV and the HRSID sample. In other pictures nobody could say that a claim is wrong."""
ASKED = """Each was asked with the labelled box, as `earthscribe describe PICTURE --pixel --bbox ... --sensor ...` asks.
The model was told the size of a pixel (`--gsd`) only where the set states it, and knew it from the georeference where
the picture has one. The yellow frame is the box that was asked about; the picture round it is what the model saw."""
JUDGED = """The command compares what was said with the label. **Right**: the class it names is the label's. **Wrong**:
it names another one, or "a car or a tree" where neither is right, or any class at all where nothing is. **Not
recognised**: it names no single class with at least 50 % ("does not recognise", "may be"); where nothing is, that is
right. Sizes, directions, colours and neighbours in the texts are not judged here. Labels are taken as they are, even
where one is doubtful."""
LICENCES = """The pictures are cut out of these sets, scaled, with a frame drawn in; they stay under the licences of the
sets:"""


@dataclass(frozen=True)
class Example:
    """One place, and what was said of it."""

    file: str
    source: str
    picture: str
    sensor: str
    label: str | None
    """The class that is there; None where nothing is."""
    outcome: str
    text: str
    scale: str
    """What was known of the size of a pixel."""
    nameable: bool = True
    """Whether the model has a name for what is there."""


def outcome_of(label: str | None, said: Description) -> str:
    """Whether an answer is right."""
    named = classes_named(said)
    if not named:
        return UNKNOWN if label else RIGHT
    if label not in named:
        return WRONG
    return RIGHT if len(named) == 1 else UNKNOWN


def classes_named(said: Description) -> tuple[str, ...]:
    """The class that an answer says it is, or the two of which it is surely one; none where it leaves that open."""
    if said.confidence is not None:
        return (said.category,)
    values = next(row.values for row in said.evidence if row.source == "detection" and "category" in row.values)
    if "confidence" not in values:
        return ()
    shares = [(each["category"], float(each["confidence"]) / 100.0) for each in (values, *values["alternatives"])]
    found = verdict(shares)
    return tuple(name for name, _ in shares[:2]) if found is not None and found.grade == "either" else ()


def page(examples: Sequence[Example], model: str) -> str:
    """The whole page as Markdown."""
    parts = [
        f"# What the bundled model says: {len(examples)} examples", MADE,
        f"Places in pictures that it has not learnt from, what `bundled` says of them, and whether it is right. {CARD}",
        tally(examples), f"Asked was {model}.", ASKED, JUDGED,
    ]
    for title, mine in sections(examples):
        parts += [f"## {title}", _shown(mine)]
    parts += ["## How the places were chosen", CHOICE, "## How to make this page again", again(),
              "## Attributions", LICENCES, "\n".join(_licences(examples))]
    return "\n\n".join(parts) + "\n"


def sections(examples: Sequence[Example]) -> Iterator[tuple[str, list[Example]]]:
    """The examples of each sensor, then those where nothing is."""
    for sensor, title in SECTIONS.items():
        mine = [each for each in examples if each.label and each.sensor == sensor]
        if mine:
            yield title, mine
    nothing = [each for each in examples if each.label is None]
    if nothing:
        yield NOTHING, nothing


def tally(examples: Sequence[Example]) -> str:
    """How many answers were right, per sensor and in all."""
    rows = [(title, *_counts(mine)) for title, mine in sections(examples)]
    return table(("asked about", "examples", *OUTCOMES), [*rows, ("**together**", *_counts(examples))])


def _counts(examples: Sequence[Example]) -> tuple[str, ...]:
    return (str(len(examples)), *(str(sum(each.outcome == outcome for each in examples)) for outcome in OUTCOMES))


def _shown(examples: Iterable[Example]) -> str:
    return table(("what it saw", "what it said"), [
        (f"![{each.label or 'Nothing'} in a picture of {each.source}]({FOLDER}/{each.file})", _words(each))
        for each in examples])


def _words(example: Example) -> str:
    label = example.label or "nothing"
    left_out = "" if example.nameable else " (a class that this model does not name)"
    return (f"**{example.outcome.capitalize()}.** Labelled: **{label}**{left_out}.<br><br>“{_plain(example.text)}”"
            f"<br><br><sub>{example.source}, {_plain(example.picture)}, {example.scale}</sub>")


def _plain(text: str) -> str:
    """Text whose signs mean nothing in Markdown and HTML."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{sign}" if sign in "\\`*_[]" else sign for sign in text)


def again() -> str:
    """The command, for those who have the sets."""
    return ("The sets are not part of the repository. With them in one folder, one folder per set:\n\n"
            "```text\n.venv/bin/python -m dev.examples FOLDER\n```")


def _licences(examples: Sequence[Example]) -> Iterator[str]:
    for name in dict.fromkeys(each.source for each in examples):
        source = SOURCES[name]
        yield f"- **{name}**: {source.title}. {source.attribution}. Licence: {source.licence}."
