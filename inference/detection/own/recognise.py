"""From the shapes of the outputs, and what was said of the classes, to how they are read; or a refusal in words.

Recognised are the shapes that tools really export (the table stands in docs/own-detectors.md). Where one shape could be
read in two ways it is not guessed: a wrong reading looks like a bad detector. What is not recognised can be described.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import List, Optional, Sequence, Tuple

from ...errors import NoDetector
from .layout import Layout, Names, Part, span
from .stated import Stated

LONGEST_LIST = 1000
"""A table of so many rows at most may be a list of finished objects."""
STRIDES = ((8, 16, 32), (4, 8, 16, 32), (8, 16, 32, 64), (16, 32), (8, 16), (4, 8, 16), (32,))
SCHEMES = {"yolo_v5_or_v7_default": "objectness", "yolo_v6": "ignored objectness", "yolo_v9": "turned",
           "yolo_ultralytics": "turned", "yolo_ultralytics_segmentation": "turned", "yolo_ultralytics_obb": "turned"}
"""Deepness' words for layouts."""
BOXES, SCORES = ("boxes", "bboxes", "detection_boxes"), ("scores", "detection_scores")
LABELS = ("labels", "classes", "class_ids", "detection_classes")


@dataclass(frozen=True)
class Output:
    """One output of the graph, with the shape it really has."""

    name: str
    whole: bool
    """Whether its numbers are whole ones."""
    shape: Tuple[int, ...]

    @property
    def words(self) -> str:
        """Name and shape, for people."""
        return f"{self.name[:40]} [{', '.join(str(each) for each in self.shape)}]"


@dataclass(frozen=True)
class Known:
    """What else is known of the model."""

    path: str
    stated: Stated
    size: Tuple[int, int]
    """(width, height) of the picture that gave outputs of these shapes."""

    @property
    def names(self) -> Names:
        """The classes; a model without any is refused before."""
        if self.stated.names is None:
            raise NoDetector(self.path, "the names of its classes are not known",
                             hint="Name them in a file beside it, of the same name and ending in .json: "
                                  '{"classes": ["car", "truck"]}.')
        return self.stated.names


def recognise(outputs: Sequence[Output], known: Known) -> Layout:
    """How the outputs are read."""
    for attempt in (_transformer, _finished_and_labels, _three_lists):
        found = attempt(outputs, known)
        if found is not None:
            return found
    table = _only_table(outputs)
    if table is not None:
        return _single(table, outputs[table], known)
    listed = "; ".join(each.words for each in outputs[:6])
    if any(each.shape[-1:] == (4,) and len(each.shape) == 3 for each in outputs) and len(outputs) > 1:
        raise NoDetector(known.path, f"how its boxes are written is not known ({listed})",
                         hint="Say it in a file beside it, of the same name and ending in .json, "
                              'with "box" and "outputs" (docs/own-detectors.md).')
    raise NoDetector(known.path, f"its output is no list of boxes ({listed})")


def _only_table(outputs: Sequence[Output]) -> Optional[int]:
    """The output that holds everything: the only one, or the one beside maps of masks."""
    tables = [number for number, each in enumerate(outputs) if _is_table(each)]
    others = [each for each in outputs if not _is_table(each)]
    return tables[0] if len(tables) == 1 and all(len(each.shape) == 4 for each in others) else None


def _is_table(output: Output) -> bool:
    """Two dimensions only may as well be one number per class: those are read where they are described."""
    return len(output.shape) == 3 and output.shape[2] >= 5


def _anchors(size: Tuple[int, int]) -> List[int]:
    """How many candidates networks of the usual strides have for a picture."""
    counts = [sum(-(-size[0] // stride) * -(-size[1] // stride) for stride in strides) for strides in STRIDES]
    return counts + [3 * count for count in counts]


def _single(number: int, output: Output, known: Known) -> Layout:
    """One table: finished objects, or candidates with a score per class."""
    names, stated, (first, second) = known.names, known.stated, output.shape[1:]
    scheme = SCHEMES.get(stated.scheme.lower(), "")
    obb = stated.task == "obb" or stated.scheme.lower().endswith("_obb")
    more = stated.task in ("segment", "pose") or stated.scheme.lower().endswith("_segmentation")
    wide = 4 + names.span + obb
    finished = second == 6 + obb or (more and second > 6)
    turned = second > first and (first == wide or (more and first > wide))
    rows = second == wide and first >= second
    sure = second == wide + 1 and not obb
    many = first in _anchors(known.size) or first > LONGEST_LIST
    table = _Table(number, names, obb)
    if stated.scheme == "queries" and second == 6:
        return replace(table.finished(), what="a transformer's finished objects", form="cxcywh", normalised=True)
    if finished and (stated.nms is True or not (turned or rows or sure)):
        return table.finished()
    if turned and scheme in ("", "turned"):
        return table.candidates(4, turned=True)
    if scheme == "ignored objectness" and sure:
        return replace(table.candidates(5), what="YOLOv6: candidates with a score per class")
    if sure and (not finished or many):
        return table.candidates(5, objectness=True)
    if rows and (not finished or many):
        return table.candidates(4)
    if finished:
        return table.finished()
    raise NoDetector(known.path, f"its output {output.words} does not fit {len(names.names)} "
                                 f"{'class' if len(names.names) == 1 else 'classes'}")


@dataclass(frozen=True)
class _Table:
    """One output that holds box, score and class."""

    output: int
    names: Names
    obb: bool

    def part(self, columns: Tuple[int, ...], *, turned: bool = False) -> Part:
        """Some of its columns."""
        return Part(self.output, columns, turned)

    def finished(self) -> Layout:
        """Left, top, right, bottom (or centre, sides and, last, the angle), score and class."""
        box = (0, 1, 2, 3, 6) if self.obb else (0, 1, 2, 3)
        return Layout(f"finished objects{', oriented' if self.obb else ''}", self.part(box),
                      "cxcywha" if self.obb else "xyxy", self.part((4,)), self.part((5,)))

    def candidates(self, first: int, *, turned: bool = False, objectness: bool = False) -> Layout:
        """Centre and sides, scores from column `first` on, and the angle last."""
        box = (0, 1, 2, 3, first + self.names.span) if self.obb else (0, 1, 2, 3)
        what = f"candidates with a score per class{', oriented' if self.obb else ''}"
        what += ", times one of there being anything" if objectness else ""
        return Layout(what, self.part(box, turned=turned), "cxcywha" if self.obb else "cxcywh",
                      self.part(span(first, self.names.span), turned=turned),
                      objectness=self.part((4,)) if objectness else None, normalised=False if self.obb else None)


def _named(outputs: Sequence[Output], names: Sequence[str]) -> Optional[int]:
    for number, each in enumerate(outputs):
        if each.name.lower().split(":")[0] in names:
            return number
    return None


def _transformer(outputs: Sequence[Output], known: Known) -> Optional[Layout]:
    """Transformers give boxes as parts of the picture and a raw score per class; DETR one more, for "nothing"."""
    box, score = _named(outputs, ("pred_boxes", "dets")), _named(outputs, ("logits", "pred_logits", "labels"))
    if box is None or score is None or len(outputs[score].shape) != 3 or outputs[box].shape[2:] != (4,):
        return None
    wide, names = outputs[score].shape[2], known.names
    if wide not in (names.span, names.span + 1):
        raise NoDetector(known.path, f"it has scores of {wide} classes and {names.span} names")
    nothing = wide == names.span + 1 and outputs[box].name.lower().startswith("pred")
    return Layout("a transformer's queries", Part(box, span(0, 4)), "cxcywh", Part(score, span(0, wide)),
                  normalised=True, activation="softmax" if nothing else "sigmoid")


def _finished_and_labels(outputs: Sequence[Output], known: Known) -> Optional[Layout]:
    """OpenMMLab's exports: boxes with their scores, and the class of each."""
    box, label = _named(outputs, ("dets",)), _named(outputs, ("labels",))
    if box is None or label is None or len(outputs[box].shape) != 3 or len(outputs[label].shape) != 2:
        return None
    wide = outputs[box].shape[2]
    if wide not in (5, 6):
        return None
    known.names  # noqa: B018 (refuses a model without)
    return Layout(f"finished objects{', oriented' if wide == 6 else ''}, classes apart", Part(box, span(0, wide - 1)),
                  "cxcywha" if wide == 6 else "xyxy", Part(box, (wide - 1,)), Part(label, (0,)))


def _three_lists(outputs: Sequence[Output], known: Known) -> Optional[Layout]:
    """Boxes, scores and classes of finished objects, in any order."""
    box, score, label = _named(outputs, BOXES), _named(outputs, SCORES), _named(outputs, LABELS)
    if box is None or score is None or label is None:
        box, score, label = _by_shape(outputs)
    if box is None or score is None or label is None:
        return None
    rank = len(outputs[box].shape)
    if rank not in (2, 3) or {len(outputs[score].shape), len(outputs[label].shape)} != {rank - 1}:
        return None
    batched = rank == 3
    if not batched and not known.names.counted:
        raise NoDetector(known.path, "with which number its classes begin is not known, 0 or 1",
                         hint="Write them with their numbers in the .json file beside it: "
                              '{"classes": {"1": "car", "2": "truck"}}.')
    known.names  # noqa: B018 (refuses a model without)
    tensorflow = outputs[box].name.lower().startswith("detection_boxes")
    return Layout("lists of boxes, scores and classes", Part(box, span(0, 4), batched=batched),
                  "yxyx" if tensorflow else "xyxy", Part(score, (0,), batched=batched),
                  Part(label, (0,), batched=batched), normalised=True if tensorflow else None if batched else False)


def _by_shape(outputs: Sequence[Output]) -> Tuple[Optional[int], Optional[int], Optional[int]]:
    boxes = [number for number, each in enumerate(outputs) if each.shape[-1:] == (4,) and len(each.shape) in (2, 3)]
    if len(outputs) != 3 or len(boxes) != 1:
        return None, None, None
    rest = [number for number in range(3) if number != boxes[0]]
    whole = [number for number in rest if outputs[number].whole]
    if len(whole) != 1:
        return None, None, None
    return boxes[0], next(number for number in rest if number != whole[0]), whole[0]
