"""Questions that detecting, counting and measuring can answer: read by a small grammar, answered with evidence."""

from __future__ import annotations

from typing import Sequence

from ...errors import QuestionBeyond
from ...values import Request
from ..sentences import speaking
from ..survey import Sight, Survey
from .answering import Reply, reply
from .lexicon import lexicon
from .parsing import Question, parse

__all__ = ["Question", "QuestionBeyond", "Reply", "answer", "understood"]


def understood(request: Request, classes: Sequence[str] = ()) -> Question:
    """What a question asks, before anything is looked at; `classes` are those of a detector with names of its own."""
    return parse(request.text, lexicon(speaking(request).language).with_classes(classes))


def answer(request: Request, survey: Survey) -> Reply:
    """The answer to the question of a request; QuestionBeyond where a larger model is needed."""
    question = understood(request, survey.classes)
    return reply(speaking(request), question, Sight.of(request, survey))
