"""How outputs are read where the description file says how a box is written."""

from __future__ import annotations

from typing import NoReturn, Optional, Sequence, Tuple

from ...errors import BadDescription
from .description import Description
from .layout import FORMATS, Layout, Names, Part, span
from .recognise import Known, Output


def told(outputs: Sequence[Output], description: Description, known: Known) -> Layout:
    """The layout that a description asks for, checked against the outputs."""
    return _Told(outputs, description, known.names).layout()


class _Told:
    def __init__(self, outputs: Sequence[Output], description: Description, names: Names) -> None:
        self.outputs, self.says, self.names = outputs, description, names
        self.box = description.columns.box or span(0, FORMATS[description.box])

    def layout(self) -> Layout:
        """Box, scores and classes; from one output or from several."""
        box = self._number("boxes")
        score, label = self._number("scores"), self._number("labels")
        if score is not None or label is not None:
            return self._several(0 if box is None else box, score, label)
        return self._one(self._first() if box is None else box)

    def _one(self, number: int) -> Layout:
        columns, following = self.says.columns, max(self.box) + 1
        classes = columns.classes
        finished = columns.score is not None or columns.label is not None or bool(self.says.stated.nms)
        if finished and classes is None:
            score = following if columns.score is None else columns.score
            label = self._label_column(score)
            needed = max([*self.box, score] + ([] if label is None else [label])) + 1
            part = self._part(number, needed, exactly=False)
            return self._made(part(self.box), part((score,)), None if label is None else part((label,)))
        objectness = columns.objectness
        if classes is None:
            first = following if objectness is None else max(following, objectness + 1)
            classes = (first, first + self.names.span - 1)
        if classes[1] - classes[0] + 1 < self.names.span:
            self._refuse(f"'class_columns' are {classes[1] - classes[0] + 1} and there are {self.names.span} classes")
        needed = max([*self.box, classes[1]] + ([] if objectness is None else [objectness])) + 1
        part = self._part(number, needed, exactly=columns.classes is None)
        scores = part(tuple(range(classes[0], classes[1] + 1)))
        return self._made(part(self.box), scores, None, None if objectness is None else part((objectness,)))

    def _label_column(self, score: int) -> Optional[int]:
        columns = self.says.columns
        if columns.label is not None:
            return columns.label
        if len(self.names.names) == 1 and columns.score is not None:
            return None
        return score + 1

    def _several(self, box: int, score: Optional[int], label: Optional[int]) -> Layout:
        boxes = self._part(box, max(self.box) + 1, exactly=False)(self.box)
        if score is None:
            column = self.says.columns.score
            column = max(self.box) + 1 if column is None else column
            scores = self._part(box, column + 1, exactly=False)((column,))
        elif label is None and not self._is_list(score, boxes):
            wide = self.names.span + (self.says.activation == "softmax")
            scores = self._part(score, wide, exactly=True)(span(0, wide))
        else:
            scores = Part(score, (0,), batched=boxes.batched)
        labels = None if label is None else Part(label, (0,), batched=boxes.batched)
        return self._made(boxes, scores, labels)

    def _is_list(self, score: int, boxes: Part) -> bool:
        return len(self.outputs[score].shape) == (2 if boxes.batched else 1)

    def _made(self, box: Part, scores: Part, label: Optional[Part], objectness: Optional[Part] = None) -> Layout:
        if label is None and len(scores.columns) == 1 and self.names.span > 1:
            self._refuse("one column of scores is named, several classes, and no 'label_column'")
        return Layout("as the description says", box, self.says.box, scores, label, objectness, self.says.normalised,
                      self.says.activation or "probabilities", self.says.degrees, self.says.counter_clockwise)

    def _part(self, number: int, needed: int, *, exactly: bool) -> _Columns:
        """What makes parts of an output that has at least (or exactly) so many columns."""
        output = self.outputs[number]
        if len(output.shape) not in (2, 3):
            self._refuse(f"the output {output.words} is no table")
        first, second = output.shape[-2:]
        turned = self.says.transposed
        if turned is None:
            turned = second != needed and (first == needed or (not exactly and needed <= first < second))
        wide = first if turned else second
        if wide < needed:
            self._refuse(f"{needed} columns are needed and the output {output.words} has {wide}")
        if exactly and wide != needed:
            self._refuse(f"box and {self.names.span} classes make {needed} columns and the output {output.words} has "
                         f"{wide}")
        return _Columns(number, turned, len(output.shape) == 3)

    def _number(self, part: str) -> Optional[int]:
        name = self.says.outputs.get(part)
        if name is None:
            return None
        for number, each in enumerate(self.outputs):
            if each.name == name:
                return number
        listed = ", ".join(each.name[:40] for each in self.outputs[:8])
        raise BadDescription(self.says.path, f"the model has no output {name[:40]!r}", hint=f"It has {listed}.")

    def _first(self) -> int:
        """The first output that is a table."""
        for number, each in enumerate(self.outputs):
            if len(each.shape) in (2, 3):
                return number
        return 0

    def _refuse(self, why: str) -> NoReturn:
        raise BadDescription(self.says.path, why)


class _Columns:
    """Makes parts of one output."""

    def __init__(self, output: int, turned: bool, batched: bool) -> None:
        self._output, self._turned, self._batched = output, turned, batched

    def __call__(self, columns: Tuple[int, ...]) -> Part:
        return Part(self._output, columns, self._turned, self._batched)
