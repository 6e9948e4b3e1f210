"""What a backend is: one generator that answers requests, and a card that says what it needs.

    class Echo(Backend):
        info = BackendInfo("echo", streams=True, needs=())
        def run(self, request, stop):
            for word in f"I was asked about {request.quad}".split():
                yield Delta(word + " ")

A backend lives in the model process only. It sees a prepared request: `chip`, `view` and `facts` are set.
It yields `Delta`s; it may end with a result of its own, else the analyst makes one from the deltas. It asks `stop()`
at every step and simply ends when that is true. It raises the errors of `errors.py` and nothing else on purpose. One
that finds objects (`tasks` has "detect") has `detect` too.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Iterator, Tuple

from ..config import RunConfig
from ..detection.answer import Field
from ..errors import InputError
from ..servers import Server
from ..values import Request, Said, Stop


@dataclass(frozen=True)
class BackendInfo:
    """What is known of a backend before it is loaded."""

    name: str
    streams: bool
    needs: Tuple[str, ...] = ()
    """Packages it imports."""
    tasks: Tuple[str, ...] = ("describe",)
    memory_mb: float = 0.0
    """What loading takes, checked against what is free."""


class Backend(ABC):
    """One way to run a model. Making one is cheap; `load` takes the time and the memory."""

    info: BackendInfo
    servers: Tuple[Server, ...] = ()
    """The servers the user has configured, for backends that ask one."""

    def __init__(self, model: str, config: RunConfig) -> None:
        self.model = model
        self.config = config

    @property
    def revision(self) -> str:
        """Which state of the model answers."""
        return "1"

    @property
    def device(self) -> str:
        """Where it runs."""
        return "cpu"

    @property
    def dialect(self) -> str:
        """How the model is asked."""
        return "none"

    @property
    def prompt_version(self) -> str:
        """Which state of the prompt it is asked with."""
        return "none"

    def load(self) -> None:  # noqa: B027 (nothing to load is a fine answer)
        """Take what is needed; called once, before the first request."""

    def detect(self, request: Request, field: Field, stop: Stop) -> Iterator[Said]:  # noqa: ARG002
        """Find objects all over a picture: `Progress` and `Found`, a `Detected` last, also when it was stopped."""
        raise InputError(f"{self.model} finds no objects: it answers about one box at a time.",
                         hint="Choose --model bundled, or an ONNX file of a detector.")

    @abstractmethod
    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """Answer one request."""

    def close(self) -> None:  # noqa: B027
        """Give everything back; the backend is not used again."""
