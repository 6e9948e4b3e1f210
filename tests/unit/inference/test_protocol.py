"""Frames and messages: what goes in comes out, and what is no frame is refused."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import re

import numpy as np
import pytest
from earthscribe.inference import errors, values
from earthscribe.inference.geometry import MapQuad, PixelQuad, PixelWindow
from earthscribe.inference.georef import AffinePlacement, PixelGrid
from earthscribe.inference.worker import messages, protocol
from earthscribe.inference.worker.protocol import HEADER, Message
from hypothesis import given
from hypothesis import strategies as st

QUAD = PixelQuad(((1.0, 1.0), (5.0, 1.0), (5.0, 4.0), (1.0, 4.0)))
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
BODIES = st.dictionaries(st.text().filter(lambda name: name not in {"op", "id"}), JSON, max_size=4)


def framed(*said: Message) -> io.BytesIO:
    stream = io.BytesIO()
    for each in said:
        protocol.write(stream, each)
    stream.seek(0)
    return stream


@given(st.lists(st.builds(Message, st.text(), st.integers(0, 2**53), BODIES, st.binary(max_size=99)), max_size=4))
def test_messages_come_out_as_they_went_in(said: list[Message]) -> None:
    stream = framed(*said)
    assert [protocol.read(stream) for _ in said] == said
    assert protocol.read(stream) is None


def test_the_frame_is_what_the_docstring_says() -> None:
    raw = framed(Message("delta", 3, {"text": "ü"}, b"\x00\x01")).getvalue()
    text = '{"op":"delta","id":3,"text":"ü"}'.encode()
    assert raw == len(text).to_bytes(4, "little") + b"\x02\x00\x00\x00" + text + b"\x00\x01"


@given(st.binary(max_size=200))
def test_random_bytes_are_a_message_an_end_or_a_mismatch(raw: bytes) -> None:
    try:
        found = protocol.read(io.BytesIO(raw))
    except errors.ProtocolMismatch:
        return
    assert found is None or isinstance(found.op, str)


@pytest.mark.fuzz
@given(st.lists(st.integers(0, 120), max_size=6), st.data())
def test_any_damage_to_a_stream_is_noticed_or_harmless(at: list[int], data: st.DataObject) -> None:
    said = Message("delta", 1, {"text": "one"}), Message("delta", 2, {"text": "two"}, b"xyz")
    raw = bytearray(framed(*said).getvalue())
    for each in at:
        raw[each % len(raw)] = data.draw(st.integers(0, 255))
    stream = io.BytesIO(bytes(raw))
    read = []
    with contextlib.suppress(errors.ProtocolMismatch):
        read.extend(iter(lambda: protocol.read(stream), None))
    assert all(isinstance(each, Message) for each in read)
    assert len(read) * protocol.HEADER.size <= len(raw), "nothing is made up"


@pytest.mark.parametrize("cut", [1, 7, 8, 9, 20, -1])
def test_a_cut_frame_is_the_end_of_the_stream(cut: int) -> None:
    raw = framed(Message("delta", 1, {"text": "one"}, b"12345")).getvalue()
    assert protocol.read(io.BytesIO(raw[:cut])) is None


@pytest.mark.parametrize("raw", [
    b"Welcome to another program\n",
    HEADER.pack(protocol.LARGEST_JSON + 1, 0),
    HEADER.pack(2, protocol.LARGEST_BLOB + 1),
    HEADER.pack(2, 0) + b"{}",
    HEADER.pack(2, 0) + b"[]",
    HEADER.pack(2, 0) + b"\xff\xfe",
    HEADER.pack(19, 0) + b'{"op":"a","id":"b"}',
    HEADER.pack(24, 0) + b'{"op":"a","id":Infinity}',
    HEADER.pack(20000, 0) + b"[" * 20000,
])
def test_what_is_no_message_is_refused(raw: bytes) -> None:
    with pytest.raises(errors.ProtocolMismatch):
        protocol.read(io.BytesIO(raw))


def test_the_docstring_names_every_word_and_no_other() -> None:
    parent, _, child = (protocol.__doc__ or "").partition("child -> parent")
    words = [re.findall(r"(?m)^    ([a-z]+) +\{", part) for part in (parent, child)]
    assert words == [list(protocol.PARENT_SAYS), list(protocol.CHILD_SAYS)]


def request() -> values.Request:
    grid = PixelGrid(AffinePlacement(0.5, 0.1, 3.0, -0.1, -0.5, 7.0), 6, 5, "EPSG:32633")
    recipe = values.Recipe("multispectral", "cir", (4, 3, 2), "reflectance", (0.0, 0.1, 0.2), (0.3, 0.4, 0.5), "named")
    pixels = np.arange(90, dtype=np.uint8).reshape(5, 6, 3)
    framing = values.Framing(PixelWindow(0, 1, 6, 5), 6, 5)
    return values.Request("describe", QUAD, values.Source("/a b/ü.tif", "f1"), framing,
                          values.Look(("4", "B3", "665nm")), "what is it?", ("ship",), "de", "echo", (("beams", 2),),
                          "op", ("ballpark",), False, values.Chip(pixels, grid, recipe))


def over_the_wire(message: Message) -> Message:
    found = protocol.read(framed(message))
    assert found is not None
    return found


def test_a_request_with_its_pixels_crosses_unchanged() -> None:
    sent = request()
    message = over_the_wire(messages.run_message(4, sent))
    got = messages.request_in(message)
    assert message.body["priority"] == 0
    assert len(message.blob) == 90
    assert got == sent
    assert got.key() == sent.key()
    assert sent.chip is not None
    assert got.chip is not None
    assert np.array_equal(got.chip.pixels, sent.chip.pixels)
    assert (got.chip.grid, got.chip.recipe) == (sent.chip.grid, sent.chip.recipe)
    assert got.chip.pixels.flags.writeable


def test_a_request_without_a_chip_carries_no_pixels() -> None:
    message = messages.run_message(4, dataclasses.replace(request(), chip=None))
    assert message.blob == b""
    assert messages.request_in(over_the_wire(message)).chip is None


@pytest.mark.parametrize("change", [
    {"shape": [5, 6]}, {"shape": [5, 6, 4]}, {"shape": [500, 6, 3]}, {"shape": [-5, -6, 3]}, {"dtype": "object"},
])
def test_pixels_that_do_not_fit_are_refused(change: dict[str, object]) -> None:
    message = messages.run_message(4, request())
    with pytest.raises(errors.ProtocolMismatch):
        messages.request_in(dataclasses.replace(message, body={**message.body, **change}))


def description() -> values.Description:
    view = values.View("/a.tif", QUAD, values.Framing(PixelWindow(0, 0, 9, 9), 9, 9), values.Recipe("sar", "sar", (1,)),
                       MapQuad(QUAD.corners, "EPSG:32633"), "affine", "", "sar", 0.5, "2024-05-01", True, ("note",))
    made = values.Provenance("m", "1", "none", "p1", "echo", "cpu", "raw", 0.5, 12, "stopped")
    return values.Description("A text.", view, made, "u1", "object", 0.5,
                              (values.Evidence("A text.", "measurement", {"length_m": 3.5, "colour": "red"}),),
                              (values.Fact("length_m", 3.5, "m"), values.Fact("colour", ("red", "dark"))), "de")


@pytest.mark.parametrize("said", [values.Delta("ü "), values.Progress("loading"), values.Progress("reading", 0.25),
                                  description()])
def test_what_is_said_crosses_unchanged(said: values.Said) -> None:
    message = over_the_wire(messages.said_message(9, said))
    assert message.op in protocol.CHILD_SAYS
    assert message.id == 9
    assert messages.said_in(message) == said


@pytest.mark.parametrize("message", [Message("delta", 1, {}), Message("result", 1, {"result": {"text": "half"}}),
                                     Message("result", 1, {"result": 5})])
def test_an_answer_that_cannot_be_read_is_a_mismatch(message: Message) -> None:
    with pytest.raises(errors.ProtocolMismatch):
        messages.said_in(message)


def test_an_error_is_the_same_class_with_the_same_words_on_the_other_side() -> None:
    sent = errors.OutOfMemory("big", 9000, 500, "GPU memory")
    got = errors.from_wire(over_the_wire(Message("error", 3, sent.to_wire())).body)
    assert type(got) is errors.OutOfMemory
    assert got.sentence() == sent.sentence()
