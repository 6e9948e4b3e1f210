"""The doctor's look at the model process: the real child is started, asked and ended."""

from __future__ import annotations

from earthscribe.inference.config import RunConfig
from earthscribe.inference.doctor import OK, answers


def test_the_process_starts_and_answers() -> None:
    found = list(answers.model_process(RunConfig()))
    assert [(each.name, each.status) for each in found] == [("model process", OK)]
    assert "started and answered" in found[0].says

