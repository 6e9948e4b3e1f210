"""The `--json` object of captions, labels and answers: that of a description, with what only they have."""

from __future__ import annotations

from typing import Any, Dict

from .. import codec
from ..values import Answer, Description, Label
from . import schema


def to_row(result: Description) -> Dict[str, Any]:
    """The object of a result, whatever was asked."""
    row = schema.to_row(result)
    if isinstance(result, Answer):
        row.update(question=result.question, intent=result.intent, value=codec.encode(result.value))
    if isinstance(result, Label):
        row["probabilities"] = {name: round(share, 4) for name, share in result.probabilities}
    return row
