"""The report: one file that loads nothing, escapes everything and shows every sentence with what it rests on."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from earthscribe.inference.analyst import LocalAnalyst
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import BadOption, OutputUnwritable
from earthscribe.inference.geometry import PixelQuad, corners_of
from earthscribe.inference.raster import RasterSource, open_raster
from earthscribe.inference.report import figures, maps, markup, pictures
from earthscribe.inference.report.page import POLICY, Heading, heading_of, render
from earthscribe.inference.report.sight import Label, Sight, make_sight
from earthscribe.inference.report.whole import COLOURS, Whole, make_whole
from earthscribe.inference.tasks import caption
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.values import Caption, Description, Detection, Evidence, Fact, never

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&</p></style> javascript:alert(3) \x1b[31m \ud800'
RasterOf = Callable[[str], str]


@pytest.fixture
def opened(raster: RasterOf) -> Iterator[Callable[[str], RasterSource]]:
    sources: list[RasterSource] = []

    def open_it(name: str) -> RasterSource:
        sources.append(open_raster(raster(name)))
        return sources[-1]

    yield open_it
    for source in sources:
        source.close()


def described(source: RasterSource, numbers: tuple[float, ...] = (10, 10, 30, 24)) -> Description:
    config = RunConfig(keep_mb=0)
    analyst = LocalAnalyst(config)
    *_, result = analyst.run(make_request(source.info, PixelQuad(corners_of(numbers)), config), never)
    analyst.close()
    assert isinstance(result, Description)
    return result


class Page(HTMLParser):
    """The elements, attributes and text of a page, and whether all elements are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((name, dict(attributes)))
        if name not in {"meta", "br", "img"}:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(sights: list[Sight]) -> Page:
    page = Page(render(sights, heading_of(sights, "What stands where", "2026-11-21")))
    assert page.open == []
    return page


def test_every_object_has_text_evidence_facts_and_provenance(opened: Callable[[str], RasterSource]) -> None:
    sights = []
    for name in ("utm", "rotated", "no_georeference", "bands_13_uint16"):
        source = opened(name)
        sights.append(make_sight(source, described(source), Label(f"Raster {name}", "somebody", "a thing")))
    page = page_of(sights)
    for sight in sights:
        assert sight.description.text in page.text
        assert all(row.sentence in page.text for row in sight.description.evidence)
        assert sight.description.uid in page.text
        assert sight.title in page.text
    assert [name for name, _ in page.tags].count("article") == 4
    assert [name for name, _ in page.tags].count("details") == 12
    assert "4 objects on 4 rasters" in page.text
    assert "Place on Earth unknown" in page.text


def test_it_is_one_file_that_loads_and_runs_nothing(opened: Callable[[str], RasterSource]) -> None:
    source = opened("utm")
    page = page_of([make_sight(source, described(source))])
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "iframe", "object", "embed", "form", "a", "base"}
    for _, attributes in page.tags:
        assert not [key for key in attributes if key.startswith("on")]
        for key in ("src", "href", "xlink:href"):
            assert (attributes.get(key) or "data:image/").startswith("data:image/")
    assert any(attributes.get("http-equiv") == "Content-Security-Policy" and attributes["content"] == POLICY
               for _, attributes in page.tags)
    assert "default-src 'none'" in POLICY
    css = Path(maps.LAND).with_name("report.css").read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css


def test_hostile_text_stays_text(opened: Callable[[str], RasterSource]) -> None:
    source = opened("utm")
    kind = described(source)
    evil = replace(
        kind, text=HOSTILE, category=HOSTILE, language=HOSTILE, uid=HOSTILE,
        evidence=(Evidence(HOSTILE, HOSTILE, {HOSTILE: HOSTILE}),), facts=(Fact(HOSTILE, HOSTILE, HOSTILE),),
        provenance=replace(kind.provenance, model=HOSTILE, device=HOSTILE, dialect=HOSTILE, finish=HOSTILE),
        view=replace(kind.view, raster=HOSTILE, sensor=HOSTILE, image_date=HOSTILE, notes=(HOSTILE,),
                     georeference=HOSTILE, crs_operation=HOSTILE,
                     recipe=replace(kind.view.recipe, reason=HOSTILE, preset=HOSTILE)))
    sight = replace(make_sight(source, kind, Label(HOSTILE, HOSTILE, HOSTILE)), description=evil)
    text = render([sight], Heading(HOSTILE, HOSTILE, (HOSTILE,)))
    page = Page(text)
    assert page.open == []
    names = [name for name, _ in page.tags]
    assert "script" not in names
    assert "img" not in names
    assert names.count("style") == 1
    assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on")]
    assert page.text.count("<script>alert(1)</script>") >= 15
    assert "\x1b" not in text
    text.encode("utf-8")


def test_the_chip_shown_carries_the_box_where_it_is(opened: Callable[[str], RasterSource]) -> None:
    source = opened("utm")
    description = described(source)
    sight = make_sight(source, description)
    window, (width, height) = description.view.framing.window, sight.chip.size
    for (x, y), (shown_x, shown_y) in zip(description.view.quad.corners, sight.chip.quad.corners):
        assert shown_x == pytest.approx((x - window.x) * width / window.width)
        assert shown_y == pytest.approx((y - window.y) * height / window.height)
    seen = pictures.seen(source, description.view)
    assert seen.shape == (description.view.framing.height, description.view.framing.width, 3)
    assert seen.dtype == np.uint8
    page = page_of([sight])
    pictured = [attributes["href"] for name, attributes in page.tags if name == "image"]
    assert len(pictured) == 2
    assert all(base64.b64decode(str(each).split(",")[1])[:4] in {b"\x89PNG", b"\xff\xd8\xff\xe0"} for each in pictured)


def whole_of(source: RasterSource, *found: Detection, text: str = "Two cars.") -> Whole:
    """A raster of which somebody said something, with what was found there."""
    seen = described(source)
    analyst = LocalAnalyst(RunConfig(keep_mb=0))
    view = analyst.prepare(caption.make_request(source.info, caption.Viewed(), RunConfig())).view
    analyst.close()
    assert view is not None
    row = Evidence(text, "detection", {"count": len(found)})
    return make_whole(source, Caption(text, view, seen.provenance, "whole", evidence=(row,)), found)


def object_at(x: float, y: float, category: str = "car", confidence: float = 0.6) -> Detection:
    return Detection(category, confidence, PixelQuad(((x, y), (x + 8, y), (x + 8, y + 4), (x, y + 4))))


def test_a_whole_raster_leads_its_section_with_what_was_found(opened: Callable[[str], RasterSource]) -> None:
    sources = [opened("utm"), opened("no_georeference")]
    sights = [make_sight(source, described(source)) for source in sources]
    wholes = [whole_of(sources[0], object_at(4, 6), object_at(20, 6), object_at(9, 20, "storage-tank", 0.91)),
              whole_of(sources[1], object_at(2, 2, "storage-tank"), text="A tank.")]
    text = render(sights, heading_of(sights, "What stands where", "2026-11-21", wholes), wholes)
    page = Page(text)
    assert page.open == []
    drawn = [attributes for _, attributes in page.tags if attributes.get("class") == "found"]
    assert len(drawn) == 4
    assert len({each["stroke"] for each in drawn}) == 2, "a class has the same colour on the whole page"
    assert {str(each["stroke"]) for each in drawn} <= set(COLOURS)
    scale = wholes[0].shown.size[0] / sources[0].info.width
    assert f"{4 * scale:.2f},{6 * scale:.2f}" in str(drawn[0]["points"])
    assert "storage tank, 91 % sure" in page.text
    assert "car 2" in page.text
    assert "2 objects on 2 rasters, described by bundled on 2026-11-21, and 4 objects found there." in page.text
    assert text.index("Two cars.") < text.index('id="object-1"') < text.index("A tank.") < text.index('id="object-2"')


def test_a_raster_on_which_nothing_was_found_says_so(opened: Callable[[str], RasterSource]) -> None:
    source = opened("utm")
    sights, wholes = [make_sight(source, described(source))], [whole_of(source, text="None of the objects.")]
    page = Page(render(sights, heading_of(sights, "What stands where", "2026-11-21", wholes), wholes))
    assert "nothing found" in page.text
    assert "no object found there" in page.text
    assert "so none is drawn" in page.text


def test_hostile_classes_and_captions_stay_text(opened: Callable[[str], RasterSource]) -> None:
    source = opened("utm")
    whole = whole_of(source, object_at(4, 6, HOSTILE), text=HOSTILE)
    page = Page(render([make_sight(source, described(source))], Heading("It"), [whole]))
    assert page.open == []
    assert not {"script", "img"} & {name for name, _ in page.tags}
    assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on")]
    assert page.text.count("<script>alert(1)</script>") >= 4


@pytest.mark.parametrize(("name", "north"), [("utm", 0.0), ("rotated", -30.0)])
def test_north_is_where_north_is(opened: Callable[[str], RasterSource], name: str, north: float) -> None:
    source = opened(name)
    sight = make_sight(source, described(source))
    assert sight.north is not None
    expected = north if name == "utm" else _north_by_hand(source)
    assert (sight.north - expected + 180.0) % 360.0 - 180.0 == pytest.approx(0.0, abs=2.0)


def _north_by_hand(source: RasterSource) -> float:
    """The direction in the picture of a step to the north on the map, clockwise from straight up."""
    middle = source.info.grid.map_points([(20.0, 17.0)])[0]
    (x1, y1), (x2, y2) = source.info.grid.pixel_points([middle, (middle[0], middle[1] + 1.0)])
    return float(np.degrees(np.arctan2(x2 - x1, y1 - y2)))


def test_the_scale_bar_has_a_round_length() -> None:
    assert [maps.round_length(most) for most in (0.7, 1.0, 19.0, 20.0, 49.0, 999.0, 1000.0)] == [
        0.5, 1.0, 10.0, 20.0, 20.0, 500.0, 1000.0]


def test_neighbours_on_the_world_share_a_dot() -> None:
    text = maps.world([("1", (10.0, 50.0)), ("2", (11.0, 50.5)), ("3", (-150.0, -10.0)), ("4", (179.0, 0.0))])
    assert text.count("<circle") == 3
    assert ">1, 2<" in text
    assert 'text-anchor="end"' in text


@pytest.mark.parametrize(("value", "unit", "shown"), [
    (18.46, "m", "18.5\xa0m"), (5, "", "5"), (0.0, "m", "0\xa0m"), (12345.6, "m²", "12\u202f346\xa0m²"),
    (120.4, "°", "120°"), (float("nan"), "m", "unknown"), (None, "m", "unknown"), (True, "", "yes"),
    (("grey", "beige"), "", "grey, beige"), ({"a_b": 1.5}, "", "a b 1.5"), (-0.4444, "", "-0.444"),
])
def test_numbers_are_shown_as_people_write_them(value: object, unit: str, shown: str) -> None:
    assert figures.said(value, unit) == shown


@pytest.mark.parametrize(("metres", "shown"), [(0.072, "7.2\xa0cm"), (10.0, "10\xa0m"), (25_300.0, "25.3\xa0km")])
def test_lengths_have_the_unit_of_their_size(metres: float, shown: str) -> None:
    assert figures.length(metres) == shown


def test_evidence_shows_values_and_not_the_sentence_again() -> None:
    values = {"length": 8.5, "length_unit": "m", "shape": "long", "grade": "much"}
    assert figures.rests_on("It is long, 8.5 m.", values) == [("length", "8.5\xa0m"), ("grade", "much")]
    assert figures.rests_on("7 cm.", {"gsd": 7, "unit": "cm", "said": True}) == [("gsd", "7\xa0cm"), ("said", "yes")]
    assert figures.rests_on("It lies in the north.", {"position": "in the north"}) == [("position", "in the north")]


def test_rows_of_evidence_are_told_apart_and_have_their_units() -> None:
    neighbours = ({"category": "car", "count": 3, "distance": 20.0, "distance_unit": "cm"}, {"category": "tree"})
    assert figures.rests_on("Nearby", {"neighbours": neighbours}) == \
        [("neighbours", "category car, count 3, distance 20\N{NO-BREAK SPACE}cm; category tree")]


def test_only_markup_is_markup() -> None:
    assert markup.tag("p", "<b>", markup.tag("b", "x"), cls='"') == '<p class="&quot;">&lt;b&gt;<b>x</b></p>'
    with pytest.raises(BadOption):
        markup.picture_url("svg+xml", b"<svg/>")


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    pictures.replace_file(str(place), b"old")
    pictures.replace_file(str(place), b"new")
    assert place.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    with pytest.raises(OutputUnwritable, match="could not be written"):
        pictures.replace_file(str(tmp_path / "none" / "x.html"), b"")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OutputUnwritable):
        pictures.replace_file(str(folder), b"x")
    assert not re.findall(r"\.part", " ".join(path.name for path in tmp_path.iterdir()))
