"""An analyst that says what the test wants, at the pace the test wants: the seam instead of a model."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field

from earthscribe.inference import preparation, sensors
from earthscribe.inference.geometry import OrientedBox, PixelQuad
from earthscribe.inference.raster import open_raster
from earthscribe.inference.values import (
    Delta,
    Description,
    Detected,
    Detection,
    Found,
    Progress,
    Provenance,
    Recipe,
    Searched,
    View,
)

STEP = 0.005


@dataclass
class Scripted:
    """Says its words one by one; `hold` keeps it before the word of that number until `go` is set or it is stopped.

    Asked to detect it finds its objects one by one, and `hold` is the number of an object.
    """

    words: tuple = ("A ", "long ", "roof ", "beside ", "a ", "road.")
    hold: int = -1
    objects: tuple = ()
    """Detections, in pixels of what is searched."""
    notes: tuple = ()
    error: Exception = None
    asked: list = field(default_factory=list)
    looked: list = field(default_factory=list)
    threads: set = field(default_factory=set)
    closed: bool = False

    def __post_init__(self):
        self.go = threading.Event()
        self.reached = threading.Event()

    def run(self, request, stop):
        self.asked.append(request)
        self.threads.add(threading.current_thread())
        if request.task == "detect":
            yield from self._detect(request, stop)
            return
        yield Progress("Reading the raster", 0.5)
        said = ""
        for number, word in enumerate(self.words):
            self._wait(number, stop)
            if stop():
                break
            said += word
            yield Delta(word)
        if self.error is not None:
            raise self.error
        if said:
            yield answer(request, said, "stopped" if stop() else "complete")

    def _wait(self, number, stop):
        if number == self.hold:
            self.reached.set()
            while not self.go.wait(STEP) and not stop():
                pass

    def _detect(self, request, stop):
        """What the model process would answer to `detect`."""
        yield Progress("looking for objects", 0.0)
        search = Searched(request.source, Recipe("optical", "rgb", (1, 2, 3)), "scripted", "1")
        counts = dict.fromkeys(request.classes or ("car", "building"), 0)
        for number, each in enumerate(self.objects):
            self._wait(number, stop)
            if stop():
                break
            if not request.classes or each.category in request.classes:
                counts[each.category] += 1
                yield Found((each,), search)
            yield Progress("looking for objects", (number + 1) / len(self.objects))
        if self.error is not None:
            raise self.error
        said = Provenance("scripted", "1", "detect", "none", "scripted", "cpu", "", 0.1,
                          finish="stopped" if stop() else "complete")
        yield Detected(search, tuple(counts.items()), said, 1000, self.notes)

    def look(self, request, stop):
        """What the model process would answer to a look, without one."""
        self.looked.append(request)
        yield Progress("Reading the raster")
        source = open_raster(request.source.path, engine="gdal")
        try:
            prepared = preparation.prepared(request, source, sensors.make_recipe(source, request.look))
        finally:
            source.close()
        if not stop():
            yield preparation.seen(prepared)

    def close(self):
        self.closed = True


def answer(request, text, finish="complete"):
    """The description a model process would send for this request."""
    source = open_raster(request.source.path, engine="gdal")
    try:
        info = source.info
    finally:
        source.close()
    view = View(request.source.path, request.quad, request.framing, Recipe("optical", "rgb", (1,)),
                map_quad=info.grid.to_map(request.quad), georeference=info.georeference,
                crs_operation=request.crs_operation, notes=request.notes)
    said = Provenance("scripted", "1", "none", "none", "scripted", "cpu", text, 0.1, finish=finish)
    return Description(text, view, said, uid=uuid.uuid4().hex)


def thing(x, y, length=10.0, width=5.0, angle=0.0, **about):
    """A detection round a pixel."""
    quad = PixelQuad(OrientedBox((x, y), length, width, angle).corners())
    said = {"category": "car", "confidence": 0.8, "length_m": 5.0, "width_m": 2.5, "azimuth": 90.0 + angle, **about}
    return Detection(quad=quad, length_px=length, width_px=width, **said)
