"""Any OpenAI-compatible server as a backend: pictures and a question out, streamed text in.

How servers are reached, tried again and read stands in `servers/`; how a general chat model is asked stands in
`dialects/plain.py`. Here the two meet a request.
"""

from __future__ import annotations

import contextlib
import json
import time
from dataclasses import dataclass, replace
from typing import Any, Dict, Iterator, List, Optional, Tuple, Union

from ..config import RunConfig
from ..dialects import plain
from ..errors import EarthscribeError, EmptyAnswer, InputError, ModelMissing, ServerRefused
from ..servers.addresses import DESTINATION, Server, server_for
from ..servers.chat import ChatReader
from ..servers.client import Client, call_for, client_for
from ..servers.listening import Patience, Stopped
from ..servers.offers import listed
from ..servers.pictures import sent_pictures
from ..servers.refusals import harmless
from ..tasks import describe
from ..values import Delta, Description, Progress, Provenance, Request, Said, Stop
from .base import Backend, BackendInfo

AS_SERVED = "as served"
"""The revision of a model of which its server says nothing."""
OWN_QUESTION = "+own"
ASKING_SECONDS = 5.0
"""How long the list of models is waited for when a model was refused."""
MOST_NAMES = 12
OPTIONAL = ("stream_options", "temperature", "max_tokens")
"""What some servers refuse to be told; the last has another name there."""


class OpenAIServer(Backend):
    """Asks a server; `servers` are those the user configured, set before `load`."""

    info = BackendInfo("openai_server", streams=True, needs=())
    servers: Tuple[Server, ...] = ()

    def __init__(self, model: str, config: RunConfig) -> None:
        super().__init__(model, config)
        self._client: Optional[Client] = None
        self._omitted: Tuple[str, ...] = ()

    def load(self) -> None:
        """Find the server's address and key; nothing is sent yet."""
        self._client = client_for(server_for(self.model, self.servers), self.config)

    @property
    def client(self) -> Client:
        """The server and how patiently it is asked."""
        if self._client is None:
            self.load()
        if self._client is None:
            raise RuntimeError("load() makes a client")
        return self._client

    @property
    def revision(self) -> str:
        """A server says which state answered only when it answers: see `Provenance.revision`."""
        return AS_SERVED

    @property
    def device(self) -> str:
        """Host and port."""
        return self.client.server.host

    @property
    def dialect(self) -> str:
        """How it is asked."""
        return plain.NAME

    @property
    def prompt_version(self) -> str:
        """The built-in question's."""
        return describe.PROMPT_VERSION

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """Text as it comes, then a description; after a stop the description holds what had come."""
        self._stay_where_agreed(request)
        answer = _Answer(ChatReader(self.client.server), plain.Reader(), self.client.patience(stop), time.monotonic())
        yield Progress(f"asking {self.client.server.model} at {self.client.server.host}")
        try:
            yield from self._deltas(request, answer)
        except Stopped:
            yield from answer.rest()
            if answer.reader.text:
                yield self._description(request, answer).stopped()
            return
        except (ModelMissing, ServerRefused) as error:
            names = [] if answer.reader.raw else self._offers(answer)
            # some servers answer any error to an unknown model; their own list of models tells
            if not names or (isinstance(error, ServerRefused) and self.client.server.model in names):
                raise
            raise self._not_among(names) from error
        yield self._description(request, answer)

    def _stay_where_agreed(self, request: Request) -> None:
        """Refuse a request that the user agreed to have sent elsewhere: the server was changed while it waited."""
        server, agreed = self.client.server, request.option(DESTINATION, None)
        if agreed is not None and agreed != server.origin:
            raise InputError(f"{server.shown} is not where the picture was to be sent; nothing was sent.",
                             hint="The server was changed meanwhile. Ask again.")

    def _deltas(self, request: Request, answer: _Answer) -> Iterator[Union[Delta, Progress]]:
        while True:
            call = call_for(self.client.server, "POST", "/chat/completions", self.body(request))
            try:
                for said in self.client.answer(call, answer.chat.read, answer.patience):
                    if isinstance(said, Progress):
                        yield said
                        continue
                    text = answer.reader.feed(said)
                    if text:
                        yield Delta(text)
            except ServerRefused as error:
                if answer.reader.raw or not self.gives_in(error):
                    raise
            else:
                yield from answer.rest()
                return

    def body(self, request: Request) -> bytes:
        """What is sent for a request."""
        if request.chip is None or request.view is None:
            raise ValueError("a backend is given prepared requests")
        pictures = sent_pictures(request.chip, request.view, request.option("pictures", self.config.pictures))
        asked = plain.messages(describe.prompt(request), pictures)
        said: Dict[str, Any] = {"model": self.client.server.model, "messages": asked, "stream": True,
                                "stream_options": {"include_usage": True}, "temperature": 0,
                                "max_tokens": request.option("max_tokens", self.config.max_tokens)}
        for name in self._omitted:
            value = said.pop(name)
            if name == "max_tokens":
                said["max_completion_tokens"] = value
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")

    def gives_in(self, error: EarthscribeError) -> bool:
        """Leave out the option that a strict server complains about, if it does; kept so for later requests."""
        for name in OPTIONAL:
            if name in error.message and name not in self._omitted:
                self._omitted = (*self._omitted, name)
                return True
        return False

    def _offers(self, answer: _Answer) -> List[str]:
        """The server's models, none where it does not say: this only adds to an error that is there already."""
        until = min(answer.patience.until, time.monotonic() + ASKING_SECONDS)
        with contextlib.suppress(EarthscribeError, Stopped):
            return listed(replace(self.client, tries=1), Patience(until, answer.patience.stop))
        return []

    def _not_among(self, names: List[str]) -> ModelMissing:
        server = self.client.server
        more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        return ModelMissing(server.model, names, hint=f"{server.shown} offers: {', '.join(names[:MOST_NAMES])}{more}.")

    def _description(self, request: Request, answer: _Answer) -> Description:
        server, chat, text = self.client.server, answer.chat, answer.reader.text
        if not text:
            raise EmptyAnswer(f"{server.model} at {server.shown}", _why_empty(chat, answer.reader))
        if request.view is None:
            raise ValueError("a backend is given prepared requests")
        revision = " ".join(dict.fromkeys(each for each in (chat.reported, chat.fingerprint) if each))
        cut_short = chat.finish in ("length", "content_filter")
        provenance = Provenance(
            model=server.model, revision=harmless(revision) or AS_SERVED, dialect=plain.NAME,
            prompt_version=describe.PROMPT_VERSION + (OWN_QUESTION if request.text else ""),
            backend=self.info.name, device=server.host, raw=answer.reader.raw,
            seconds=time.monotonic() - answer.started, tokens=chat.tokens, finish="length" if cut_short else "complete")
        view = request.view
        if chat.finish == "content_filter":
            view = replace(view, notes=(*view.notes, "The server's content filter cut the answer short."))
        return Description(text, view, provenance, evidence=plain.evidence(text, server.model), facts=request.facts,
                           language=request.language)


@dataclass
class _Answer:
    """One answer on its way."""

    chat: ChatReader
    reader: plain.Reader
    patience: Patience
    started: float

    def rest(self) -> Iterator[Delta]:
        """What the reader had held back."""
        rest = self.reader.end()
        if rest:
            yield Delta(rest)


def _why_empty(chat: ChatReader, reader: plain.Reader) -> str:
    if chat.finish == "content_filter":
        return "the server's content filter withheld it"
    if chat.thought or reader.raw.strip():
        return "it only thought; raise --max-tokens" if chat.finish == "length" else "it only thought"
    return "it sent no text"
