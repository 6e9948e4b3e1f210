"""The model card as a page, made from its numbers alone: the same numbers give the same page."""

from __future__ import annotations

import re
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence

from .card_words import (
    AGAIN,
    AIM_NOTE,
    CONFUSION_NOTE,
    HOW_MEASURED,
    LIMITS,
    MADE,
    NOT_FOR,
    RENDERED_NOTE,
    SCALE_NOTE,
)
from .cases import LEGEND
from .sources import BACKBONE, SOURCES

Json = Mapping[str, Any]

_NUMBER = re.compile(r"[-+*]*[\d.]*( %)?[-*]*")

PICTURES = "images/model"
"""Where the pictures lie, seen from the page."""
RELIABILITY = "reliability.svg"


def card_page(numbers: Json) -> str:
    """The whole page as Markdown."""
    parts: List[str] = [
        "# Model card of the bundled detector", MADE, *_identity(numbers),
        "## What was aimed at, and what came out", AIM_NOTE, _aims(numbers),
        "## How well each class is found", HOW_MEASURED, *_sets(numbers["sets"]), SCALE_NOTE,
        *_evaluation_only(numbers), "### Rendered pictures", RENDERED_NOTE, *_rendered(numbers),
        "## Classes, confidence, thresholds", *_thresholds(numbers), *_left_out(numbers),
        "## Calibration", *_calibration(numbers), "## What is taken for what", CONFUSION_NOTE, _confusion(numbers),
        *_cases(numbers), *_forms(numbers), "## Scenes", _scenes(numbers["scenes"]),
        "## What limits it", LIMITS, "## What not to use it for", NOT_FOR,
        "## Data and attributions", *_sources(numbers), "## How to measure it again", AGAIN,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; columns of numbers stand to the right."""
    body = [list(row) for row in rows]
    rule = ["--:" if body and all(_NUMBER.fullmatch(row[column]) for row in body) else "---"
            for column in range(len(head))]
    return "\n".join(f"| {' | '.join(_cell(each) for each in row)} |" for row in [list(head), rule, *body])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def figure(value: Optional[float]) -> str:
    """Two digits, or a dash where nothing was measured."""
    return "-" if value is None else f"{value:.2f}"


def share(value: Optional[float]) -> str:
    """A part of a hundred."""
    return "-" if value is None else f"{100 * value:.0f} %"


def _identity(numbers: Json) -> Iterator[str]:
    model = numbers["model"]
    yield (f"`{model['file']}`, revision `{model['revision']}`, {model['bytes'] / 2**20:.1f} MB, "
           f"SHA-256 `{model['sha256']}`.")
    yield (f"It finds {_list(numbers['classes'])} as oriented boxes with a calibrated confidence. It started from "
           f"{BACKBONE[0]} ({BACKBONE[1]}).")
    if numbers["quick"]:
        yield ("**This page was made by a quick run on a part of the pictures; its numbers are rough.**")


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nothing"


def _aims(numbers: Json) -> str:
    def row(each: Json) -> Sequence[str]:
        if each["ap50"] is None:
            reached = "not measured"
        else:
            reached = "reached" if each["ap50"] >= each["aim"] else f"missed by {each['aim'] - each['ap50']:.2f}"
        return each["what"], each["set"], f"{each['aim']:.2f}", figure(each["ap50"]), reached

    return table(("what", "measured on", "aim, AP50", "AP50", ""), map(row, numbers["aims"]))


def _sets(sets: Sequence[Json], *, withheld: bool = True) -> Iterator[str]:
    head = ["set", "class", "objects", "boxes", "AP50", "AP50:95"]
    head += ["AP50, scale withheld"] if withheld else []
    head += ["precision", "recall"]
    rows = []
    for each in sets:
        for name, found in sorted(each["classes"].items(), key=lambda item: -item[1]["objects"]):
            row = [each["set"], f"{name}{' (left out)' if found['left_out'] else ''}", str(found["objects"]),
                   _axes(found), figure(found["ap50"]), figure(found["ap50_95"])]
            row += [figure(found["ap50_scale_withheld"])] if withheld else []
            rows.append([*row, share(found["precision"]), share(found["recall"])])
    if rows:
        yield table(head, rows)


def _axes(found: Json) -> str:
    if found["oriented"] == found["objects"]:
        return "oriented"
    return "upright" if not found["oriented"] else f"{found['oriented']} oriented"


def _evaluation_only(numbers: Json) -> Iterator[str]:
    yield "### Pictures that are for evaluation only"
    if numbers["evaluation_only"] is None:
        yield ("Not measured in this run: they are scored once per release "
               "(`earthscribe evaluate model --with-evaluation-only`).")
        return
    yield ("Never trained on, and no threshold, temperature or weight was chosen by them; scored once per release. "
           "Boxes are upright, so bounds are compared.")
    yield from _sets(numbers["evaluation_only"], withheld=False)


def _rendered(numbers: Json) -> Iterator[str]:
    yield from _sets(numbers["rendered"], withheld=False)


def _thresholds(numbers: Json) -> Iterator[str]:
    if not all("checked_apart" in each for each in numbers["fitted"]):
        yield "**This model was not calibrated: its temperatures, biases and thresholds are guesses, not fits.**"
    yield ("Confidence is sigmoid(logit / temperature + bias) of what the network says; a detection is shown from its "
           "class's threshold on (`--min-confidence` replaces it). Temperature and bias are the likeliest on one half "
           "of the held-out pictures, the threshold has the best F1 there; precision and recall are those "
           "of the other half; an asterisk marks classes with too few objects for halves, where both are the same "
           "pictures.")
    calibration = numbers["calibration"]["classes"]
    rows = [(each["class"] + ("" if each.get("checked_apart") else " *"), str(each.get("objects", "-")),
             f"{each['temperature']:.2f}", f"{each.get('bias', 0.0):+.2f}",
             f"{each['threshold']:.3f}", share(each.get("precision")),
             share(each.get("recall")), _three(calibration.get(each["class"], {}).get("ece")))
            for each in numbers["fitted"]]
    yield table(("class", "objects", "temperature", "bias", "threshold", "precision", "recall", "calibration error"),
                rows)
    if numbers["drawn"]:
        yield (f"Of {_list(numbers['drawn'])} the rendered pictures count here, too (other seeds than in training): "
               "on real pictures their confidence is less reliable than this table says.")


def _three(value: Optional[float]) -> str:
    return "-" if value is None else f"{value:.3f}"


def _left_out(numbers: Json) -> Iterator[str]:
    if numbers["left_out"]:
        yield "Left out because they are not found well enough to be of use:"
        yield "\n".join(f"- **{name}**: {why}" for name, why in numbers["left_out"].items())
    if numbers.get("not_in_rendered"):
        yield ("Found in real pictures, but not in the finer rendered ones, which therefore had no say in its numbers "
               "(do not rely on it there):")
        yield "\n".join(f"- **{name}**: {why}" for name, why in numbers["not_in_rendered"].items())


def _calibration(numbers: Json) -> Iterator[str]:
    said = numbers["calibration"]
    whole, shown = said["overall"], said["shown"]
    yield (f"Expected calibration error over {whole['detections']} detections of at least "
           f"{said['from_confidence']:.2f}: **{whole['ece']:.3f}** (15 equal bins), {whole['ece_adaptive']:.3f} (15 "
           f"bins of equal count). Over the {shown['detections']} that are shown by default: {shown['ece']:.3f} and "
           f"{shown['ece_adaptive']:.3f}. The aim is 0.05. All of it on the half of the held-out pictures that nothing "
           "was fitted on, but for classes with an asterisk above.")
    yield f"![Reliability diagrams]({PICTURES}/{RELIABILITY})"


def _confusion(numbers: Json) -> str:
    said = numbers["confusion"]
    names = said["classes"]
    rows = []
    for name, counts in zip([*names, "*nothing marked*"], said["counts"]):
        cells = [f"**{count}**" if column < len(names) and names[column] == name else str(count) if count else ""
                 for column, count in enumerate(counts)]
        rows.append([name, *cells])
    return table(("there", *names, "missed"), rows)


def _cases(numbers: Json) -> Iterator[str]:
    if numbers["pictures"]:
        yield "## Good and bad cases"
        yield (f"The best and the worst held-out picture of each set, at the default thresholds ({LEGEND}). Each "
               "picture stays under the licence of its set.")
        for name in dict.fromkeys(each["set"] for each in numbers["pictures"]):
            mine = [each for each in numbers["pictures"] if each["set"] == name]
            yield f"**{SOURCES[name].title}** ({SOURCES[name].attribution})"
            yield table([each["words"] for each in mine],
                        [[f"![{each['words']}]({PICTURES}/{each['file']})" for each in mine]])


def _forms(numbers: Json) -> Iterator[str]:
    against = numbers["against"]
    if against:
        yield "## Stored form"
        yield (f"`{against['file']}` ({against['bytes'] / 2**20:.1f} MB) over the same pictures: the mean AP50 changes "
               f"by {against['mean_change']:+.3f}, that of a class by at most {against['worst_change']:+.3f} "
               f"({against['worst_class']}). A form that loses more than 0.01 on the mean is not shipped.")
        yield table(("class", "AP50", "AP50 of the other form"), (
            (name, f"{pair[0]:.3f}", f"{pair[1]:.3f}") for name, pair in against["classes"].items()))


def _scenes(scenes: Json) -> str:
    if scenes is None or scenes["testable"]:
        return "The model has no output for scenes and makes no claim about them."
    single = sum(1 for sources in scenes["pictures"].values() if len(sources) == 1)
    several = scenes["in_several_sources"]
    also = (f"Only {_list(several)} occurs in several, and there is no second one to tell it from."
            if several else "None occurs in several.")
    return (f"No claim about the scene is made. A scene label counts as learnt only if it is told apart from others on "
            f"pictures of a source that was left out of training. Of {len(scenes['pictures'])} scene labels in the "
            f"sources {single} occur in one source only, where the label cannot be told from the look of that "
            f"source. {also}")


def _sources(numbers: Json) -> Iterator[str]:
    used: Dict[str, None] = dict.fromkeys([*(each["set"] for each in numbers["sets"]), *SOURCES])
    measured = {each["set"] for each in numbers["evaluation_only"] or ()}
    for name in used:
        source = SOURCES[name]
        if "never trained" in source.use and name not in measured:
            continue
        yield (f"**{name}**: {source.title}; {source.resolution}. Licence: {source.licence}. Attribution: "
               f"{source.attribution}. Used: {source.use}. {source.caveat}")
