"""The server backend against a scripted server: well-behaved, slow, broken, busy, wrong; and the key stays hidden."""

from __future__ import annotations

import base64
import itertools
import json
import logging
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from earthscribe.inference.backends import open_backend
from earthscribe.inference.backends.openai_server import OpenAIServer
from earthscribe.inference.errors import (
    BackendError,
    BadSetting,
    EarthscribeError,
    EmptyAnswer,
    ModelMissing,
    NotAuthorised,
    RateLimited,
    ServerRefused,
    UnreadableAnswer,
)
from earthscribe.inference.servers import Server
from earthscribe.inference.servers.breakage import explained
from earthscribe.inference.servers.client import Backoff
from earthscribe.inference.servers.http_client_transport import HttpClientTransport
from earthscribe.inference.servers.httpx_transport import HttpxTransport
from earthscribe.inference.servers.listening import Late, Patience, Stopped, listen
from earthscribe.inference.servers.refusals import retry_after
from earthscribe.inference.servers.transport import Broken, Call
from earthscribe.inference.tasks import describe
from earthscribe.inference.values import Delta, Description, Progress, Request, Stop, never
from earthscribe.tests import scripted_server as script
from earthscribe.tests.prepared import prepared_request, quick
from earthscribe.tests.scripted_server import DONE, ScriptedServer, chunk
from earthscribe.tests.transports import TRANSPORTS, over

KEY = "sk-very-secret-0123"
WORDS = ("A large ", "tree ", "stands ", "here.")


@dataclass
class Heard:
    """What came of one request."""

    deltas: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    result: Description | None = None
    error: EarthscribeError | None = None

    @property
    def text(self) -> str:
        return "".join(self.deltas)


def backend_for(url: str, model: str = "llava", key: str = KEY, **options: Any) -> OpenAIServer:
    backend = OpenAIServer("peer", quick(**options))
    backend.servers = (Server("peer", url, model, key, "PEER_KEY"),)
    backend.load()
    backend.client.backoff = Backoff(first=0.002, longest=0.01, loading=0.01)
    return backend


def ask(backend: OpenAIServer, stop: Stop = never, request: Request | None = None) -> Heard:
    heard = Heard()
    try:
        for said in backend.run(request or prepared_request(), stop):
            if isinstance(said, Delta):
                heard.deltas.append(said.text)
            elif isinstance(said, Progress):
                heard.steps.append(said.step)
            else:
                heard.result = said
    except EarthscribeError as error:
        heard.error = error
    return heard


def heard_from(*acts: script.Act, models: list[str] | None = None, **options: Any) -> tuple[Heard, ScriptedServer]:
    with ScriptedServer(*acts, models=models) as peer:
        return ask(backend_for(peer.url, **options)), peer


@pytest.fixture(autouse=True, params=TRANSPORTS)
def transport(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every promise holds with httpx and, before it is installed, with the standard library."""
    return over(request.param, monkeypatch)


@pytest.fixture(autouse=True)
def no_key_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens, no logger of ours or of a library at its most talkative says the key."""
    caplog.set_level(logging.DEBUG)
    yield
    for record in caplog.get_records("call"):
        assert KEY not in record.getMessage()
        assert KEY not in repr(record.args)


def no_key(error: EarthscribeError | None) -> str:
    """The error in words, after a look whether the key is anywhere in it or in what caused it."""
    assert error is not None
    seen: BaseException | None = error
    while seen is not None:
        assert KEY not in f"{seen!r} {seen}"
        seen = seen.__cause__ or seen.__context__
    assert KEY not in json.dumps(error.to_wire())
    assert error.hint
    return error.sentence()


# --- well ------------------------------------------------------------------------------------------------


def test_an_answer_streams_and_the_pieces_are_the_text() -> None:
    heard, peer = heard_from(script.stream(*WORDS, tokens=6))
    assert heard.deltas == ["A large", " tree", " stands", " here."]
    result = heard.result
    assert result is not None
    assert result.text == heard.text == "A large tree stands here."
    assert (result.category, result.confidence, result.language) == ("object", None, "en")
    assert [row.sentence for row in result.evidence] == ["A large tree stands here."]
    assert result.facts == prepared_request().facts
    assert result.view == prepared_request().view
    provenance = result.provenance
    assert (provenance.model, provenance.revision) == ("llava", "llava-1.5-7b fp_7")
    assert (provenance.backend, provenance.dialect) == ("openai_server", "plain")
    assert provenance.device == f"127.0.0.1:{peer.port}"
    assert provenance.prompt_version == describe.PROMPT_VERSION
    assert (provenance.raw, provenance.tokens, provenance.finish) == ("".join(WORDS), 6, "complete")
    assert provenance.seconds > 0
    assert heard.steps == [f"asking llava at 127.0.0.1:{peer.port}"]
    assert KEY not in repr(heard)


def test_what_is_sent() -> None:
    _, peer = heard_from(script.stream("x"), max_tokens=77)
    (asked,) = peer.requests
    assert (asked.method, asked.path) == ("POST", "/v1/chat/completions")
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert asked.headers["content-type"] == "application/json"
    body = asked.json
    assert {k: body[k] for k in ("model", "stream", "temperature", "max_tokens")} == {
        "model": "llava", "stream": True, "temperature": 0, "max_tokens": 77}
    view, crop, question = body["messages"][0]["content"]
    assert question["text"] == describe.prompt(prepared_request())
    assert size_of(view) == (64, 48)
    assert size_of(crop) < (64, 48)


@pytest.mark.parametrize(("pictures", "count"), [("view", 1), ("crop", 1), ("both", 2)])
def test_pictures_as_chosen(pictures: str, count: int) -> None:
    _, peer = heard_from(script.stream("x"), pictures=pictures)
    *shown, _ = peer.requests[0].json["messages"][0]["content"]
    assert [part["type"] for part in shown] == ["image_url"] * count
    assert (size_of(shown[0]) == (64, 48)) == (pictures != "crop")


def size_of(part: Any) -> tuple[int, int]:
    png = base64.b64decode(part["image_url"]["url"].partition(",")[2])
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def test_an_own_question_is_asked_and_recorded() -> None:
    with ScriptedServer(script.stream("Oak.")) as peer:
        heard = ask(backend_for(peer.url), request=prepared_request(text="Which kind of tree is it?"))
    assert "Which kind of tree is it?" in peer.requests[0].json["messages"][0]["content"][-1]["text"]
    assert heard.result is not None
    assert heard.result.provenance.prompt_version == describe.PROMPT_VERSION + "+own"


def test_a_server_without_key_is_sent_none() -> None:
    with ScriptedServer(script.stream("x")) as peer:
        ask(backend_for(peer.url, key=""))
    assert "authorization" not in peer.requests[0].headers


def test_the_registry_opens_it_by_address_and_by_name() -> None:
    assert isinstance(open_backend("http://localhost:1/v1#llava", quick()), OpenAIServer)
    assert isinstance(open_backend("office", quick(), (Server("office", "http://a.example", "m"),)), OpenAIServer)


# --- streams as they come in the world -------------------------------------------------------------------

TEXT = "A tree 🌳, größer als 20 m."


def wire(*, newline: str = "\n", space: str = " ") -> bytes:
    rows = [json.loads(chunk(piece)[6:]) for piece in ("A tree 🌳", ", größer", " als 20 m.")]
    lines = [f"data:{space}{json.dumps(row, ensure_ascii=False)}{newline}{newline}" for row in rows]
    return "".join((f": hello{newline}{newline}", f"event: message{newline}id: 1{newline}retry: 5{newline}", *lines,
                    f"data:{space}[DONE]{newline}{newline}")).encode()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("step", [1, 2, 7, 10_000])
def test_events_are_read_wherever_they_are_cut(newline: str, step: int) -> None:
    data = wire(newline=newline, space=" " if step != 7 else "")
    heard, _ = heard_from(script.events(*(data[i:i + step] for i in range(0, len(data), step))))
    assert heard.result is not None
    assert heard.result.text == heard.text == TEXT


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "application/octet-stream"])
def test_a_wrong_content_type_does_not_matter(content_type: str) -> None:
    heard, _ = heard_from(script.events(wire(), content_type=content_type))
    assert heard.text == TEXT


def test_data_over_several_lines_and_comments_in_between() -> None:
    pretty = json.dumps(json.loads(chunk("A tree.")[6:]), indent=1)
    event = "".join(f"data: {line}\n: still here\n" for line in pretty.splitlines()) + "\n"
    heard, _ = heard_from(script.events(b": keep-alive\n\n", event.encode(), b":\n\n", DONE))
    assert heard.text == "A tree."


def test_a_stream_may_end_without_done_or_without_a_last_blank_line() -> None:
    assert heard_from(script.events(chunk("A tree."), chunk(finish="stop")))[0].text == "A tree."
    assert heard_from(script.events(chunk("A tree."), b"data: [DONE]"))[0].text == "A tree."


@pytest.mark.parametrize("content", ["A tree.", [{"type": "text", "text": "A "}, {"type": "text", "text": "tree."}]])
def test_a_whole_answer_is_read_although_a_stream_was_asked_for(content: Any) -> None:
    heard, _ = heard_from(script.answer(content))
    assert heard.text == "A tree."
    assert heard.result is not None
    assert (heard.result.provenance.tokens, heard.result.provenance.finish) == (9, "complete")


def test_the_longest_answer_is_recorded_as_cut() -> None:
    heard, _ = heard_from(script.stream("A tree and", finish="length"))
    assert heard.result is not None
    assert heard.result.provenance.finish == "length"


def test_a_filtered_answer_says_so() -> None:
    heard, _ = heard_from(script.stream("A tree and", finish="content_filter"))
    assert heard.result is not None
    assert "content filter" in heard.result.view.notes[-1]


def test_thinking_is_no_part_of_the_answer_but_of_the_raw_text() -> None:
    thinking = json.dumps({"choices": [{"delta": {"reasoning_content": "hm"}}]}).encode()
    heard, _ = heard_from(script.events(b"data: " + thinking + b"\n\n", chunk("<think>a bush?</thi"),
                                        chunk("nk>\n\nA tree."), DONE))
    assert heard.deltas == ["A tree."]
    assert heard.result is not None
    assert heard.result.provenance.raw == "<think>a bush?</think>\n\nA tree."


def test_control_characters_do_not_pass() -> None:
    heard, _ = heard_from(script.stream("A \x1b]0;title\x07tree\x00.", "\u202egnp.exe"))
    assert heard.text == "A ]0;titletree.gnp.exe"


# --- busy and broken -------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [408, 409, 425, 429, 500, 502, 503, 504, 529])
def test_a_passing_trouble_is_tried_again(code: int) -> None:
    heard, peer = heard_from(*[script.busy(code)] * 4, script.stream(*WORDS))
    assert heard.text == "".join(WORDS)
    assert len(peer.chats) == 5
    assert heard.steps[1].startswith(f"127.0.0.1:{peer.port} is busy or out of reach: try 2 of 5 in ")


def test_a_connection_dropped_before_text_is_tried_again() -> None:
    heard, peer = heard_from(script.refused, script.dropped(), script.stream(*WORDS))
    assert heard.text == "".join(WORDS)
    assert len(peer.chats) == 3


def test_a_stream_that_ends_before_text_is_tried_again() -> None:
    heard, _ = heard_from(script.events(chunk("")), script.stream(*WORDS))
    assert heard.text == "".join(WORDS)


def test_patience_ends_after_the_tries() -> None:
    heard, peer = heard_from(script.busy(429), tries=3)
    assert isinstance(heard.error, RateLimited)
    assert "3 tries" in no_key(heard.error)
    assert len(peer.chats) == 3


def test_a_failing_server_is_named_with_its_words() -> None:
    heard, peer = heard_from(script.status(500, {"error": {"message": f"cuda died, key {KEY}"}}), tries=2, models=[])
    assert isinstance(heard.error, ServerRefused)
    assert 'in 2 tries it answered 500: "cuda died, key [key]"' in no_key(heard.error)
    assert len(peer.chats) == 2


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_honoured(form: str) -> None:
    soon = datetime.now(timezone.utc) + timedelta(seconds=2)
    wait = format_datetime(soon, usegmt=True) if form == "date" else "1"
    started = time.monotonic()
    heard, _ = heard_from(script.busy(429, wait), script.stream(*WORDS))
    assert heard.text == "".join(WORDS)
    assert time.monotonic() - started >= 1.0


@pytest.mark.parametrize(("value", "seconds"), [("0", 0.0), ("2.5", 2.5), (" 7 ", 7.0), ("soon", None), ("", None),
                                                ("-5", None), ("Fri, 01 Jan 2021 00:00:00 GMT", 0.0),
                                                ("Fri, 99 Jan 2021 00:00:00 GMT", None)])
def test_retry_after_is_read(value: str, seconds: float | None) -> None:
    assert retry_after(value) == seconds


def test_a_wait_longer_than_the_deadline_is_not_waited() -> None:
    heard, peer = heard_from(script.busy(429, "3600"), script.stream(*WORDS))
    assert isinstance(heard.error, RateLimited)
    assert len(peer.chats) == 1


def test_loading_a_model_is_waiting_and_no_try() -> None:
    loading = script.status(503, {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}})
    heard, peer = heard_from(loading, loading, script.stream(*WORDS), tries=1)
    assert heard.text == "".join(WORDS)
    assert heard.steps[1:] == [f"127.0.0.1:{peer.port} is loading the model"] * 2


def test_rests_are_random_and_their_limit_doubles() -> None:
    backoff = Backoff(first=1.0, longest=8.0)
    for failed, most in ((1, 1.0), (2, 2.0), (3, 4.0), (4, 8.0), (5, 8.0), (5000, 8.0)):
        rests = [backoff.seconds(failed) for _ in range(200)]
        assert max(rests) <= most
        assert len(set(rests)) > 100


@pytest.mark.parametrize("cut", ["dropped", "no end"])
def test_text_that_has_begun_is_never_asked_for_again(cut: str) -> None:
    act = script.dropped(*WORDS) if cut == "dropped" else script.events(*(chunk(each) for each in WORDS))
    heard, peer = heard_from(act, script.stream("another answer"))
    assert heard.text == "".join(WORDS)
    assert isinstance(heard.error, ServerRefused)
    assert "broke off after 25 characters" in no_key(heard.error)
    assert len(peer.chats) == 1


@pytest.mark.parametrize("data", ['{"error": {"message": "out of memory"}}', '{"error": "out of memory"}',
                                  '{"error": "out of "memory""}'])
def test_an_error_in_the_stream_is_one(data: str) -> None:
    event = f"data: {data}\n\n".encode()
    begun, _ = heard_from(script.events(chunk("A tree"), event))
    assert "broke off after 6 characters" in no_key(begun.error)
    assert "memory" in no_key(begun.error)
    at_once, peer = heard_from(script.events(event), models=[])
    assert isinstance(at_once.error, ServerRefused)
    assert 'reported an error: "out of ' in no_key(at_once.error)
    assert len(peer.chats) == 1


def test_an_error_event_with_a_passing_code_is_tried_again() -> None:
    event = b'event: error\ndata: {"code": 429, "message": "busy"}\n\n'
    heard, _ = heard_from(script.events(event), script.stream(*WORDS))
    assert heard.text == "".join(WORDS)


# --- too slow --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", [script.never, script.drip(b": keep-alive\n\n", 0.01),
                                 script.drip(b'data: {"choices": [{"delta": {}}]}\n\n', 0.005)])
def test_an_answer_that_never_comes_is_given_up_at_the_deadline(act: script.Act) -> None:
    heard, peer = heard_from(act, deadline=1.0)
    assert isinstance(heard.error, ServerRefused)
    assert "no answer within 1 s" in no_key(heard.error)
    assert len(peer.chats) == 1


def test_an_answer_without_end_is_given_up_at_the_deadline() -> None:
    heard, _ = heard_from(script.endless(script.forever("tree "), 0.02), deadline=1.0)
    assert heard.text.startswith("tree tree")
    assert "deadline of 1 s passed after" in no_key(heard.error)


def test_tries_end_at_the_deadline() -> None:
    with ScriptedServer(script.busy(500)) as peer:
        backend = backend_for(peer.url, deadline=1.0, tries=1000)
        backend.client.backoff = Backoff(first=5.0, longest=50.0)
        heard = ask(backend)
    assert "no answer within 1 s" in no_key(heard.error)


# --- stopped ---------------------------------------------------------------------------------------------


def stop_after(seconds: float) -> tuple[Stop, threading.Event]:
    event = threading.Event()
    threading.Timer(seconds, event.set).start()
    return event.is_set, event


def test_stop_is_seen_while_nothing_comes() -> None:
    with ScriptedServer(script.never) as peer:
        stop, pressed = stop_after(0.2)
        heard = ask(backend_for(peer.url), stop)
        assert pressed.is_set()
        assert (heard.deltas, heard.result, heard.error) == ([], None, None)
        wait_until_gone()


def test_stop_keeps_what_came_and_hangs_up() -> None:
    hung_up = threading.Event()

    def act(handler: script.Handler) -> None:
        try:
            script.endless(script.forever("tree "), 0.01)(handler)
        except ConnectionError:
            hung_up.set()

    heard: list[str] = []
    with ScriptedServer(act) as peer:
        result = None
        for said in backend_for(peer.url).run(prepared_request(), lambda: len(heard) >= 3):
            if isinstance(said, Delta):
                heard.append(said.text)
            elif isinstance(said, Description):
                result = said
        assert hung_up.wait(60)
    assert result is not None
    assert result.text == "".join(heard)
    assert result.text.startswith("tree tree tree")
    assert result.provenance.finish == "stopped"


def test_stop_is_seen_between_tries() -> None:
    with ScriptedServer(script.busy(429, "50")) as peer:
        stop, _ = stop_after(0.2)
        heard = ask(backend_for(peer.url), stop)
    assert (heard.result, heard.error) == (None, None)


def test_stop_before_the_start_sends_nothing() -> None:
    with ScriptedServer(script.stream("x")) as peer:
        heard = ask(backend_for(peer.url), lambda: True)
    assert not peer.requests
    assert (heard.deltas, heard.result) == ([], None)


def test_a_reader_that_leaves_hangs_up() -> None:
    with ScriptedServer(script.endless(script.forever("tree "), 0.01)) as peer:
        answer = backend_for(peer.url).run(prepared_request(), never)
        next(said for said in answer if isinstance(said, Delta))
        answer.close()
        wait_until_gone()
        assert not exchanges()


def exchanges() -> list[str]:
    """The exchanges with a server that are under way."""
    return [each.name for each in threading.enumerate() if each.name.startswith("earthscribe-exchange")]


def wait_until_gone() -> None:
    """Until no exchange is under way any more; the test would hang if one stayed."""
    while exchanges():
        time.sleep(0.01)


def test_a_slow_reader_holds_the_server_back_and_loses_nothing() -> None:
    words = [f"{n} " for n in range(1500)]
    with ScriptedServer(script.stream(*words)) as peer:
        got = []
        for said in backend_for(peer.url).run(prepared_request(), never):
            if isinstance(said, Delta):
                got.append(said.text)
                if len(got) == 1:
                    time.sleep(0.3)
    assert "".join(got) == "".join(words).strip()


# --- wrong -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [401, 403])
def test_a_wrong_key_names_where_it_is_set(code: int) -> None:
    heard, peer = heard_from(script.status(code, {"error": {"message": f"Incorrect API key provided: {KEY}"}}))
    assert isinstance(heard.error, NotAuthorised)
    assert "PEER_KEY" in no_key(heard.error)
    assert len(peer.chats) == 1


UNKNOWN = [
    (404, {"error": {"message": 'model "lava" not found, try pulling it first', "type": "api_error"}}),
    (404, {"object": "error", "message": "The model `lava` does not exist.", "type": "NotFoundError", "code": 404}),
    (400, {"error": {"message": "lava is nothing we have", "code": "model_not_found"}}),
    (400, {"error": "Invalid model identifier"}),
    (422, {"detail": "lava is not a valid model identifier"}),
]


@pytest.mark.parametrize(("code", "said"), UNKNOWN)
def test_an_unknown_model_names_those_there_are(code: int, said: Any) -> None:
    heard, _ = heard_from(script.status(code, said), models=["llava", "qwen ü/7b"], model="lava")
    assert isinstance(heard.error, ModelMissing)
    assert heard.error.exit_status == 3
    assert "'lava'" in no_key(heard.error)
    assert "offers: llava, qwen ü/7b" in heard.error.hint


def test_an_unknown_model_on_a_server_that_lists_none_names_the_command() -> None:
    heard, _ = heard_from(script.status(404, UNKNOWN[0][1]))
    assert isinstance(heard.error, ModelMissing)
    assert "earthscribe models --model peer" in no_key(heard.error)


def test_any_failure_with_a_name_that_is_not_listed_is_an_unknown_model() -> None:
    heard, _ = heard_from(script.status(500, "Internal Server Error", "text/plain"), models=["llava"], model="lava",
                          tries=2)
    assert isinstance(heard.error, ModelMissing)
    assert "offers: llava" in no_key(heard.error)


def test_a_failure_of_a_listed_model_stays_one() -> None:
    heard, _ = heard_from(script.status(500, "Internal Server Error", "text/plain"), models=["llava"], tries=2)
    assert isinstance(heard.error, ServerRefused)


def test_a_long_list_of_models_is_cut() -> None:
    heard, _ = heard_from(script.status(404, UNKNOWN[0][1]), models=[f"m{n}" for n in range(99)], model="lava")
    assert "m11 and 87 more" in no_key(heard.error)


@pytest.mark.parametrize(("code", "said", "cure"), [
    (400, "this model does not support image input", "can see pictures"),
    (413, "too much", "--chip-pixels"),
    (404, "404 page not found", "Nothing is at this address"),
    (422, "what?", "log"),
])
def test_a_refusal_quotes_the_server_and_names_a_cure(code: int, said: str, cure: str) -> None:
    heard, peer = heard_from(script.status(code, {"error": {"message": said}}))
    assert type(heard.error) is ServerRefused
    assert f'answered {code}: "{said}"' in no_key(heard.error)
    assert cure in heard.error.hint
    assert len(peer.chats) == 1


def test_foreign_words_are_made_harmless() -> None:
    heard, _ = heard_from(script.status(400, {"error": {"message": "a\x1b[2J\r\nb\u202e " + "long " * 1000}}))
    words = no_key(heard.error)
    assert words.isprintable()
    assert len(words) < 700


@pytest.mark.parametrize(("act", "says"), [
    (script.page(), "an HTML page came"),
    (script.status(200, "nonsense"), "neither JSON nor a stream"),
    (script.status(200, ""), "neither JSON nor a stream"),
    (script.status(200, b"\xff\xfe\x00".decode("latin-1")), "neither JSON nor a stream"),
    (script.status(200, '{"choices": ['), "not JSON"),
    (script.status(200, '{"a": 1}\n{"a": 2}'), "not JSON"),
    (script.status(200, {"hello": "world"}), "no choices"),
    (script.status(200, "[" * 100_000), "neither JSON"),
    (script.events(b"data: nonsense\n\n"), "not JSON"),
    (script.events(b"data: [1]\n\n"), "not a chat completion"),
    (script.events(b"data: " + b"[" * 100_000 + b"\n\n"), "not JSON"),
    (script.events(b'data: {"id": "x"}\n\n'), "no choices"),
    (script.events(b'data: {"choices": [{"delta": "x"}]}\n\n'), "no object"),
])
def test_nonsense_is_said_to_be_some(act: script.Act, says: str) -> None:
    heard, peer = heard_from(act)
    assert isinstance(heard.error, UnreadableAnswer)
    assert says in no_key(heard.error)
    assert len(peer.chats) == 1


def test_a_web_page_asks_whether_the_address_is_right() -> None:
    with ScriptedServer(script.page()) as peer:
        heard = ask(backend_for(peer.url[: -len("/v1")]))
    assert "Is the address the API's?" in no_key(heard.error)
    assert f"{peer.port}/v1" in no_key(heard.error)


def test_a_page_behind_a_failing_gateway_is_tried_again() -> None:
    heard, _ = heard_from(script.page(502), script.stream(*WORDS))
    assert heard.text == "".join(WORDS)


@pytest.mark.parametrize("act", [script.stream(), script.stream("  ", "\n"), script.answer(""), script.answer(None),
                                 script.status(200, {"choices": []})])
def test_an_empty_answer_is_an_error(act: script.Act) -> None:
    heard, _ = heard_from(act)
    assert isinstance(heard.error, EmptyAnswer)
    assert heard.error.retryable
    assert "llava" in no_key(heard.error)


def test_an_answer_of_thinking_alone_says_what_to_raise() -> None:
    heard, _ = heard_from(script.stream("<think>is it a bush", finish="length"))
    assert "--max-tokens" in no_key(heard.error)


def test_a_giant_answer_is_refused() -> None:
    letters = itertools.repeat("x" * 1_000_000, 40)
    heard, _ = heard_from(script.endless(letters, 0.0))
    assert "longer than 16 MB" in no_key(heard.error)
    one_line, _ = heard_from(script.events(*[b"data: " + b" " * 1_000_000] * 40))
    assert isinstance(one_line.error, UnreadableAnswer)


def test_a_giant_refusal_is_read_no_further_than_needed() -> None:
    heard, _ = heard_from(script.status(400, "x" * 5_000_000, "text/plain"))
    assert len(no_key(heard.error)) < 700


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_is_named_and_not_followed(code: int) -> None:
    with ScriptedServer(script.stream("stolen")) as other:
        place = f"http://user:word@127.0.0.1:{other.port}/v1/chat/completions?key=1"
        heard, _ = heard_from(script.status(code, "", Location=place))
        assert not other.requests
    assert isinstance(heard.error, ServerRefused)
    assert f"sends on to http://127.0.0.1:{other.port}/v1/chat/completions." in no_key(heard.error)


def test_a_strict_server_is_given_in_to_and_remembered() -> None:
    def no(name: str, instead: str = "") -> script.Act:
        return script.status(400, {"error": {"message": f"Unsupported parameter: '{name}'.{instead}"}})

    with ScriptedServer(no("stream_options"), no("max_tokens", " Use 'max_completion_tokens'."), no("temperature"),
                        script.stream(*WORDS)) as peer:
        backend = backend_for(peer.url, max_tokens=50)
        assert ask(backend).text == "".join(WORDS)
        assert ask(backend).text == "".join(WORDS)
    first, *_, last, again = peer.chats
    assert set(first.json) - set(last.json) == {"stream_options", "max_tokens", "temperature"}
    assert last.json["max_completion_tokens"] == 50
    assert set(again.json) == set(last.json)


# --- the way there ---------------------------------------------------------------------------------------


def test_nobody_listens() -> None:
    with ScriptedServer() as peer:
        url = peer.url
    heard = ask(backend_for(url, tries=3))
    assert isinstance(heard.error, ServerRefused)
    assert "in 3 tries, nothing listens at this address" in no_key(heard.error)


def test_an_unknown_host_is_said() -> None:
    try:
        socket.getaddrinfo("127.0.0.1%nowhere", 80)
    except socket.gaierror as cause:
        broken, by_proxy = explained(cause), explained(cause, by_proxy=True)
    assert broken is not None
    assert "name is not known" in broken.why
    assert not broken.lasting
    assert by_proxy is not None
    assert "proxy" in by_proxy.why


def test_a_proxy_from_the_environment_is_used_but_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(script.stream("by proxy")) as proxy, ScriptedServer(script.stream("direct")) as peer:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        for name in ("NO_PROXY", "no_proxy", "REQUEST_METHOD"):
            monkeypatch.delenv(name, raising=False)
        assert ask(backend_for("http://models.example/v1")).text == "by proxy"
        assert ask(backend_for(peer.url)).text == "direct"
        monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.0/8")
    assert [each.path for each in proxy.requests] == ["http://models.example/v1/chat/completions"]


def test_a_proxy_that_refuses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(script.status(407, "who are you", "text/plain")) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        heard = ask(backend_for("http://models.example/v1"))
    assert "HTTPS_PROXY" in no_key(heard.error)


def test_a_malformed_proxy_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:notaport")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    heard = ask(backend_for("http://models.example/v1"))
    assert isinstance(heard.error, BadSetting)


@pytest.fixture(scope="module")
def own_authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that only its own file vouches for, and a server's context with it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("the program openssl is needed to make a certificate")
    folder = tmp_path_factory.mktemp("authority")
    subprocess.run([openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "ca.pem"],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    return folder / "ca.pem", context


def test_an_untrusted_certificate_is_refused_at_once_and_the_cure_named(own_authority: Any) -> None:
    with ScriptedServer(script.stream("x"), context=own_authority[1]) as peer:
        heard = ask(backend_for(peer.url))
    assert isinstance(heard.error, ServerRefused)
    assert "certificate is not trusted" in no_key(heard.error)
    assert "--ca-file" in heard.error.hint
    assert not peer.requests


def test_an_own_authority_is_trusted_when_given(own_authority: Any) -> None:
    with ScriptedServer(script.stream(*WORDS), context=own_authority[1]) as peer:
        assert ask(backend_for(peer.url, ca_file=str(own_authority[0]))).text == "".join(WORDS)


def test_an_own_authority_is_trusted_from_the_environment(own_authority: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(own_authority[0]))
    with ScriptedServer(script.stream(*WORDS), context=own_authority[1]) as peer:
        assert ask(backend_for(peer.url)).text == "".join(WORDS)


def test_a_dangling_authority_is_named(own_authority: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))
    with ScriptedServer(script.stream("x"), context=own_authority[1]) as peer:
        assert "gone.pem" in no_key(ask(backend_for(peer.url)).error)


def test_stop_ends_an_encrypted_exchange_too(own_authority: Any) -> None:
    with ScriptedServer(script.never, context=own_authority[1]) as peer:
        heard = ask(backend_for(peer.url, ca_file=str(own_authority[0])), lambda: bool(peer.requests))
        assert (heard.result, heard.error) == (None, None)
        wait_until_gone()


def test_an_authority_file_that_is_none_is_a_setting(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nonsense")
    for file in ("ca.pem", "missing.pem"):
        heard = ask(backend_for("https://127.0.0.1:9/v1", ca_file=str(tmp_path / file)))
        assert isinstance(heard.error, BadSetting)
        assert file in no_key(heard.error)


def test_http_spoken_to_https_is_said() -> None:
    with ScriptedServer(script.stream("x")) as peer:
        heard = ask(backend_for(peer.url.replace("http:", "https:")))
    assert "http:// instead of https://" in no_key(heard.error)


# --- the seam --------------------------------------------------------------------------------------------


class Silent:
    """A transport that says nothing until it is cut."""

    def __init__(self) -> None:
        self.cut = threading.Event()

    def stream(self, call: Call, on_open: Any, seconds: float) -> Any:
        on_open(self.cut.set)
        self.cut.wait()
        raise Broken("cut")
        yield b""


def test_any_transport_is_cut_at_stop_and_at_the_deadline() -> None:
    for patience, ending in ((Patience(time.monotonic() + 60, lambda: True), Stopped),
                             (Patience(time.monotonic() + 0.1, never), Late)):
        transport = Silent()
        with pytest.raises(ending):
            list(listen(transport, Call("GET", "http://x"), patience))
        assert transport.cut.is_set() or ending is Stopped


def test_secrets_do_not_show_in_a_call() -> None:
    call = Call("POST", "http://x", {"Authorization": f"Bearer {KEY}"}, KEY.encode())
    assert KEY not in repr(call)
    assert KEY not in repr(replace(call, loopback=True))


def test_every_error_of_the_backend_is_ours() -> None:
    assert issubclass(ServerRefused, BackendError)
    for made in (HttpxTransport(), HttpClientTransport()):
        assert isinstance(made._trust, ssl.SSLContext)


def test_before_set_up_the_standard_library_asks(transport: str) -> None:
    wanted = HttpxTransport if transport == "httpx" else HttpClientTransport
    assert isinstance(backend_for("http://localhost:1/v1").client.transport, wanted)


# --- where a picture may go


def bound_to(origin: str) -> Request:
    return replace(prepared_request(), options=(("destination", origin),))


def test_a_request_tied_to_its_server_is_sent() -> None:
    with ScriptedServer(script.stream("A tank.")) as peer:
        assert ask(backend_for(peer.url), request=bound_to(f"http://127.0.0.1:{peer.port}")).text == "A tank."


@pytest.mark.parametrize("agreed", ["", "https://models.example.org", "https://127.0.0.1", "http://127.0.0.1"])
def test_a_request_tied_to_another_place_is_not_sent(agreed: str) -> None:
    with ScriptedServer(script.stream("A tank.")) as peer, \
            pytest.raises(EarthscribeError, match="nothing was sent"):
        list(backend_for(peer.url).run(bound_to(agreed), never))
    assert peer.requests == []
