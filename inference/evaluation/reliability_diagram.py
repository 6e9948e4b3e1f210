"""Reliability diagrams as SVG: how often detections of each confidence were right, against how often they should be."""

from __future__ import annotations

from typing import Any, Iterator, List, Mapping, Sequence

from ..geometry import Point
from ..report.markup import Markup, escaped, join, tag

PANEL, GAP, LEFT, TOP = 168, 26, 40, 54
"""Size of a diagram in pixels, the space between two, and that for numbers and title."""
ACROSS = 4
INK, FAINT, PAPER = "#20262d", "#c9d1d9", "#ffffff"
BAR, TOO_SURE, TOO_SHY = "#2f6fb0", "#e08a1e", "#3fa58c"
LEGEND = (
    "Across: confidence. Up: share that was right; the dashed line is where both agree. Orange: surer than it",
    "should be; green: less sure than it could be. Pale bars hold fewer than 20 detections.",
)
TICKS = (0.0, 0.5, 1.0)
MIDDLE, END = ' text-anchor="middle"', ' text-anchor="end"'
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"


def reliability_diagram(calibration: Mapping[str, Any]) -> str:
    """All classes together first, then each; `calibration` is that of `results`."""
    panels = [("all classes", calibration["overall"]), *calibration["classes"].items()]
    panels = [(name, each) for name, each in panels if each["detections"]]
    down = -(-len(panels) // ACROSS)
    width = LEFT + min(ACROSS, max(1, len(panels))) * (PANEL + GAP) + 8
    height = down * (PANEL + TOP + 30) + 38
    drawn = [_panel(name, each, LEFT + (number % ACROSS) * (PANEL + GAP), TOP + number // ACROSS * (PANEL + TOP + 30))
             for number, (name, each) in enumerate(panels)]
    legend = [_text((LEFT, height - 24 + 15 * number), words, 11) for number, words in enumerate(LEGEND)]
    title = tag("title", "Reliability diagrams: confidence against frequency")
    return tag("svg", title, tag("rect", width=width, height=height, fill=PAPER), *drawn, *legend,
               xmlns="http://www.w3.org/2000/svg", view_box=f"0 0 {width} {height}", width=width, height=height,
               role="img", style=f"font-family:{FONT}") + "\n"


def _panel(name: str, each: Mapping[str, Any], x: float, y: float) -> Markup:
    """One diagram with its title and its numbers."""
    lines: List[Markup] = [
        _text((x, y - 22), name.replace("-", " "), 13, ' font-weight="600"'),
        _text((x, y - 7), f"error {each['ece']:.3f}, {each['detections']} detections", 11),
        tag("rect", x=x, y=y, width=PANEL, height=PANEL, fill="none", stroke=FAINT),
        *_bars(each["bins"], x, y),
        _line(x, y + PANEL, x + PANEL, y, dash="4 3"),
    ]
    for tick in TICKS:
        lines.append(_text((x + tick * PANEL, y + PANEL + 14), f"{tick:g}", 10, MIDDLE))
        lines.append(_text((x - 5, y + PANEL - tick * PANEL + 4), f"{tick:g}", 10, END))
    return tag("g", *lines)


def _bars(bins: Sequence[Sequence[float]], x: float, y: float) -> Iterator[Markup]:
    for low, high, count, confidence, frequency in bins:
        left, wide = x + low * PANEL + 0.5, max(1.0, (high - low) * PANEL - 1.0)
        opacity = 0.85 if count >= 20 else 0.35
        top, bottom = max(confidence, frequency), min(confidence, frequency)
        yield _rect((left, y + PANEL * (1.0 - bottom)), (wide, PANEL * bottom), BAR, opacity)
        yield _rect((left, y + PANEL * (1.0 - top)), (wide, PANEL * (top - bottom)),
                    TOO_SURE if confidence > frequency else TOO_SHY, opacity)


def _rect(place: Point, size: Point, fill: str, opacity: float) -> Markup:
    return Markup(f'<rect x="{place[0]:.1f}" y="{place[1]:.1f}" width="{size[0]:.1f}" height="{size[1]:.1f}" '
                  f'fill="{fill}" fill-opacity="{opacity:.2f}"/>')


def _line(x1: float, y1: float, x2: float, y2: float, *, dash: str) -> Markup:
    return Markup(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{INK}" '
                  f'stroke-dasharray="{dash}"/>')


def _text(place: Point, words: str, size: int, style: str = "") -> Markup:
    return join(Markup(f'<text x="{place[0]:.1f}" y="{place[1]:.1f}" font-size="{size}" fill="{INK}"{style}>'),
                escaped(words), Markup("</text>\n"))
