"""From facts and detections to sentences with evidence, in every language that has templates; the only such place.

    compose(request, sighting)   one box: what it is, how large, how it looks, what is in it and near it
    caption(request, survey)     a whole view: what was found, how much of it, how it is laid out
    classify(request, sighting)  the class of a box, or which of a list it is
    answer(request, survey)      a question that detecting and measuring can answer; `understood` only reads it

Each gives rows of `Evidence`; `text(rows)` is the paragraph they make.
"""

from __future__ import annotations

from .caption import caption
from .classes import NONE_OF_THESE, classify
from .identity import Sighting, Verdict, verdict
from .questions import Reply, answer, understood
from .sentences import compose, text, version
from .survey import Survey
from .templates import languages

__all__ = ["NONE_OF_THESE", "Reply", "Sighting", "Survey", "Verdict", "answer", "caption", "classify", "compose",
           "languages", "text", "understood", "verdict", "version"]
