"""The task `describe`: what is asked of which window, and the words a model is asked with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import BoxOutside
from earthscribe.inference.framing import plan
from earthscribe.inference.tasks.describe import PROMPT_VERSION, make_request, prompt, sections
from earthscribe.inference.values import Look
from earthscribe.tests.golden.pages import QUESTIONS, pages
from earthscribe.tests.scenes import box, make_raster, painted

QUAD = box(60, 30, 40, 20, 30)
SOURCE = make_raster(painted(QUAD, (200, 30, 30), (60, 110, 50)), pixel=0.5, image_date="2024-05-17T10:20:30")


def test_a_request_is_made_without_reading_a_pixel() -> None:
    before = len(SOURCE.reads)
    config = RunConfig(bands="4, 3 ,2", sensor="thermal", stretch="0..3000", prompt=" What is it? ", language="de",
                       model="http://localhost:1/v1#m", max_tokens=99, pictures="crop")
    request = make_request(SOURCE.info, QUAD, config)
    assert len(SOURCE.reads) == before
    assert request.look == Look(("4", "3", "2"), "infrared", "0..3000")
    assert (request.task, request.text, request.language) == ("describe", "What is it?", "de")
    assert request.source == SOURCE.info.source
    assert request.framing == plan(QUAD, SOURCE.info.grid)
    assert (request.option("max_tokens", 0), request.option("pictures", "")) == (99, "crop")


def test_what_matters_changes_the_key_and_the_rest_does_not() -> None:
    base = make_request(SOURCE.info, QUAD, RunConfig()).key()
    assert make_request(SOURCE.info, QUAD, RunConfig(tries=9, keep_mb=1)).key() == base
    for changed in (RunConfig(context=0.1), RunConfig(bands="1"), RunConfig(prompt="?"), RunConfig(max_tokens=9),
                    RunConfig(language="de"), RunConfig(sensor="sar"), RunConfig(stretch="none", chip_pixels=99)):
        assert make_request(SOURCE.info, QUAD, changed).key() != base


def test_a_box_outside_is_refused_at_once() -> None:
    with pytest.raises(BoxOutside):
        make_request(SOURCE.info, box(-500, -500, 20, 20), RunConfig())


def test_prompts_are_as_agreed(root: Path) -> None:
    assert pages()["prompts.md"] == (root / "tests/golden/prompts.md").read_text("utf-8")


def test_the_users_question_replaces_ours() -> None:
    said = prompt(QUESTIONS["own question in German"])
    assert "Is this a roof?" in said
    assert sections()["question"] not in said
    assert said.endswith("Answer in German.")


def test_braces_in_a_question_are_only_text() -> None:
    assert "{gsd} {0}" in prompt(replace(QUESTIONS["optical"], text="{gsd} {0}"))


def test_the_version_is_that_of_the_words() -> None:
    assert PROMPT_VERSION.startswith("describe-")
    assert len(PROMPT_VERSION) == len("describe-") + 8


def test_the_instruction_of_the_house_follows_every_question() -> None:
    source = make_raster(painted(box(60, 30, 40, 20), (200, 30, 30), (60, 110, 50)))
    quad = box(60, 30, 40, 20)
    plain = make_request(source.info, quad, RunConfig(prompt="Is it a roof?"))
    told = make_request(source.info, quad, RunConfig(prompt="Is it a roof?", instruction=" Write {metric} units. "))
    assert "instruction" not in dict(plain.options)
    lines = prompt(told).splitlines()
    assert [line for line in lines if line not in prompt(plain).splitlines()] == [
        "Keep to this instruction as well: Write {metric} units."]
    assert lines.index("Keep to this instruction as well: Write {metric} units.") > lines.index("Is it a roof?")
    assert plain.key() != told.key()
