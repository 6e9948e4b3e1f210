"""The task `ask`: a question about a raster or an area of it becomes a request; no pixel is read."""

from __future__ import annotations

from ..config import RunConfig
from ..errors import BadOption
from ..raster.source import RasterInfo
from ..values import Request
from . import caption
from .caption import Viewed


def make_request(info: RasterInfo, question: str, viewed: Viewed, config: RunConfig) -> Request:
    """The request to answer a question about a whole view."""
    said = " ".join(question.split())
    if not said:
        raise BadOption("--question", question, "a question, such as 'How many cars are there?'")
    return caption.make_request(info, viewed, config, "ask", said)
