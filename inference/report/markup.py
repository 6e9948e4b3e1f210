"""HTML and SVG from values, safe by construction: every string is escaped unless this module made it.

Text of models, layers and servers goes through `tag` like any other; there is no way to put it in unescaped.
"""

from __future__ import annotations

import html
from typing import Sequence, Tuple, Union

from ..errors import BadOption

_VOID = {"meta", "img", "br"}
_ATTRIBUTE_NAMES = {"cls": "class", "named": "name", "view_box": "viewBox", "http_equiv": "http-equiv",
                    "text_anchor": "text-anchor", "aria_hidden": "aria-hidden", "font_size": "font-size"}


class Markup(str):
    """A string that is markup already."""

    __slots__ = ()


Child = Union[str, Markup, None]
Attribute = Union[str, float, int, None]


def escaped(text: str) -> Markup:
    """Text that means itself: markup characters escaped, control characters and lone surrogates replaced."""
    clean = "".join(c if c in "\n\t" or (ord(c) >= 0x20 and not 0x7F <= ord(c) < 0xA0 and not 0xD800 <= ord(c) < 0xE000)
                    else "\N{REPLACEMENT CHARACTER}" for c in text)
    return Markup(html.escape(clean, quote=True))


def tag(name: str, *children: Child, **attributes: Attribute) -> Markup:
    """One element; `cls` and the like stand for attribute names that are no Python names, None leaves one out."""
    written = "".join(f' {_ATTRIBUTE_NAMES.get(key, key)}="{escaped(_plain(value))}"'
                      for key, value in attributes.items() if value is not None)
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: Child) -> Markup:
    """Pieces one after the other; None is nothing."""
    return Markup("".join(each if isinstance(each, Markup) else escaped(each) for each in children if each is not None))


def picture_url(kind: str, data: bytes) -> str:
    """A picture as part of the page."""
    import base64

    if kind not in {"png", "jpeg"}:
        raise BadOption("picture", kind, "png or jpeg")
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _plain(value: Attribute) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)


def table(rows: Sequence[Tuple[str, str]]) -> Markup:
    """Names and values in two columns."""
    body = [tag("tr", tag("th", name, scope="row"), tag("td", value)) for name, value in rows]
    return tag("div", tag("table", tag("tbody", *body)), cls="scroll")
