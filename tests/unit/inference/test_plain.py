"""The plain dialect: what a general chat model is sent, and what is made of its text however it is cut."""

from __future__ import annotations

import base64

import pytest
from earthscribe.inference.dialects import plain
from hypothesis import given
from hypothesis import strategies as st


def read(*pieces: str) -> tuple[str, plain.Reader]:
    reader = plain.Reader()
    said = "".join([*(reader.feed(each) for each in pieces), reader.end()])
    return said, reader


def test_pictures_come_first_and_are_data_urls() -> None:
    (message,) = plain.messages("What is it?", [b"\x89PNG-1", b"\x89PNG-2"])
    first, second, question = message["content"]
    assert message["role"] == "user"
    assert question == {"type": "text", "text": "What is it?"}
    head, _, data = second["image_url"]["url"].partition(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(data) == b"\x89PNG-2"
    assert first != second


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  A tree.\n", "A tree."),
        ("<think>hm, a bush?</think>\n\nA tree.", "A tree."),
        ("<think>one</think>A <thinking>two</thinking>tree.", "A tree."),
        ("the template opened it</think>A tree.", "A tree."),
        ("<think>never ends", ""),
        ("```\nA tree.\n```", "A tree."),
        ("```markdown\nA tree.\nTall.\n```\n", "A tree.\nTall."),
        ("A tree.<|im_end|>", "A tree."),
        ("A tree.</s>", "A tree."),
        ("5 < 6 and a<b", "5 < 6 and a<b"),
        ("a `word` in ticks", "a `word` in ticks"),
        ("A\x1b[31m tree\x07\x00\x9b.\r\nTall.", "A[31m tree.\nTall."),
        ("right\u202eleft", "rightleft"),
        ("A tree \ud83c\udf33.", "A tree 🌳."),
        ("half \ud83c a letter", "half  a letter"),
        ("one\n\n\ntwo\tthree", "one\n\n\ntwo\tthree"),
        ("", ""),
    ],
)
def test_text_is_read_alike_whole_and_letter_by_letter(raw: str, text: str) -> None:
    assert read(raw)[1].text == text
    assert read(*raw)[1].text == text


@given(st.lists(st.sampled_from([*"ab <>`\n|/\x1b🌳", "```", "<think>", "</s>", "<|im_end|>", "\n```\n", "\ud83c"])))
def test_pieces_given_out_are_the_text_wherever_it_is_cut(pieces: list[str]) -> None:
    whole = "".join(pieces)
    said, reader = read(*pieces)
    assert said == reader.text == read(whole)[1].text == read(*whole)[1].text
    assert reader.text == reader.text.strip()
    reader.text.encode("utf-8")
    reader.raw.encode("utf-8")


def test_raw_keeps_what_the_text_leaves_out() -> None:
    _, reader = read("<think>a bush?", "</think>", "A tree.")
    assert reader.raw == "<think>a bush?</think>A tree."


def test_text_is_given_out_as_early_as_it_can_be() -> None:
    reader = plain.Reader()
    assert reader.feed("A tree") == "A tree"
    assert reader.feed(" ") == ""
    assert reader.feed("stands") == " stands"
    assert reader.feed(" here.\n``") == " here."


def test_every_sentence_rests_on_the_model() -> None:
    rows = plain.evidence("A tree of 3.5 m stands here. It is tall!\nIs it old? Yes", "llava")
    assert [row.sentence for row in rows] == ["A tree of 3.5 m stands here.", "It is tall!", "Is it old?", "Yes"]
    assert {row.source for row in rows} == {"model"}
    assert rows[0].values == {"model": "llava"}
