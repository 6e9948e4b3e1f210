"""The backend that says back what it was asked: the smallest one, for trying the way there and back."""

from __future__ import annotations

from typing import Iterator

from ..values import Delta, Request, Said, Stop
from .base import Backend, BackendInfo


class Echo(Backend):
    """Streams the question word by word."""

    info = BackendInfo("echo", streams=True, needs=())

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """Say what was asked about which corners."""
        corners = ", ".join(f"({x:g}, {y:g})" for x, y in request.quad.corners)
        for word in f"I was asked to {request.task} the box {corners}.".split():
            if stop():
                return
            yield Delta(word + " ")
