"""The few types everything speaks: requests, deltas, results, and what they are made of.

All are frozen; a change returns a new value (`dataclasses.replace`). The words:
*look* = how the user wants bands shown, *recipe* = how they were shown, exactly; *framing* = which window of the raster
becomes the chip; *view* = where and how an object was seen; *fact* = something measured, with its unit.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any, Callable, ClassVar, Dict, Mapping, Optional, Tuple, Union

import numpy as np
from numpy.typing import NDArray

from .geometry import MapQuad, PixelQuad, PixelWindow, Point
from .georef import PixelGrid

Stop = Callable[[], bool]
"""Asked again and again by whoever works; true means: end now, keep what is there."""

SENSORS = ("optical", "infrared", "sar", "multispectral")
"""The sensor names used everywhere; `thermal` is accepted as another word for `infrared`."""


def never() -> bool:
    """The Stop of somebody who never stops."""
    return False


@dataclass(frozen=True)
class Look:
    """How the user wants the bands shown; the empty look leaves everything to the raster."""

    bands: Tuple[str, ...] = ()
    """Band numbers (from 1), names or wavelengths such as "665nm"; one (grey) or three (red, green, blue)."""
    sensor: str = "auto"
    stretch: str = "auto"
    """"auto", "none", percentiles "2-98%" or values "0..3000"."""


@dataclass(frozen=True)
class Recipe:
    """How bands became the three channels a model sees; the same recipe on the same pixels gives the same bytes."""

    sensor: str
    preset: str
    bands: Tuple[int, ...]
    transform: str = "none"
    """What happens to values before the stretch; the words are those of `sensors.TRANSFORMS`."""
    low: Tuple[float, ...] = ()
    """Per band the value shown black; empty: 8-bit values pass unchanged."""
    high: Tuple[float, ...] = ()
    reason: str = ""
    """Why this recipe was chosen, in words."""


@dataclass(frozen=True)
class Source:
    """A raster somebody can open: path (or GDAL name) and a fingerprint that changes when the file does."""

    path: str
    fingerprint: str


@dataclass(frozen=True)
class Framing:
    """Which window of the raster becomes the chip, and in how many pixels."""

    window: PixelWindow
    width: int
    height: int


@dataclass(frozen=True)
class Chip:
    """What the model sees: H x W x 3 uint8 pixels that know their place and how they were made."""

    pixels: NDArray[np.uint8]
    grid: PixelGrid
    recipe: Recipe


@dataclass(frozen=True)
class Fact:
    """Something measured: a name, a value (number, word or list) and its unit ("" for none)."""

    name: str
    value: Any
    unit: str = ""


@dataclass(frozen=True)
class View:
    """Where and how an object was seen."""

    raster: str
    quad: PixelQuad
    """The object in pixels of the FILE, corners as given."""
    framing: Framing
    recipe: Recipe
    map_quad: Optional[MapQuad] = None
    """The same corners in the raster's own CRS; with crs "" in its unreferenced map frame, or the pixels themselves."""
    georeference: str = "none"
    """How the map follows from the file ("affine", "polynomial of order 2 ...", "none")."""
    crs_operation: str = ""
    """The operation that brought the box from the CRS it was given in, "" where none was needed."""
    sensor: str = "optical"
    gsd_m: Optional[float] = None
    image_date: Optional[str] = None
    padded: bool = False
    """Whether part of the window lies outside the raster."""
    notes: Tuple[str, ...] = ()
    """What the user should know: a ballpark transformation, a padded view, a guess."""
    crs_raster: Optional[str] = None
    """The CRS the file declares, "" for none, where `map_quad` is in another that the user gave it; else None."""


@dataclass(frozen=True)
class Request:
    """A question about a place in a picture.

    Who asks fills the first part, without reading a pixel; the analyst adds the second before a backend sees it.
    """

    task: str
    quad: PixelQuad
    source: Optional[Source] = None
    framing: Optional[Framing] = None
    look: Look = Look()
    text: str = ""
    classes: Tuple[str, ...] = ()
    language: str = "en"
    model: str = "bundled"
    options: Tuple[Tuple[str, Any], ...] = ()
    crs_operation: str = ""
    notes: Tuple[str, ...] = ()
    interactive: bool = True
    """Somebody waits for it: it goes before batch work."""

    chip: Optional[Chip] = field(default=None, compare=False)
    view: Optional[View] = field(default=None, compare=False)
    facts: Tuple[Fact, ...] = field(default=(), compare=False)
    area: Tuple[Tuple[Point, ...], ...] = ()
    """Rings in pixels of the FILE between which a task over a whole raster looks (even-odd rule); empty: everywhere."""

    def option(self, name: str, default: Any) -> Any:
        """The value of an option, or the default."""
        return dict(self.options).get(name, default)

    def key(self, revision: str = "", prompt_version: str = "") -> str:
        """The same question on the same pixels to the same model has the same key; computing it reads no pixels."""
        said = [self.task, self.source.fingerprint if self.source else "", self.quad.corners,
                _window_numbers(self.framing), [self.look.bands, self.look.sensor, self.look.stretch], self.text,
                self.classes, self.language, self.model, revision, prompt_version, sorted(self.options)]
        if self.area:
            said.append(self.area)
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _window_numbers(framing: Optional[Framing]) -> Tuple[int, ...]:
    if framing is None:
        return ()
    window = framing.window
    return window.x, window.y, window.width, window.height, framing.width, framing.height


@dataclass(frozen=True)
class Delta:
    """A piece of text as it comes."""

    text: str


@dataclass(frozen=True)
class Progress:
    """What is being done before text comes, with a fraction where one is known."""

    step: str
    fraction: Optional[float] = None


@dataclass(frozen=True)
class Evidence:
    """What a sentence rests on."""

    sentence: str
    source: str
    """detection | measurement | scene | model"""
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Provenance:
    """Where an answer comes from; enough to ask again."""

    model: str
    revision: str
    dialect: str
    prompt_version: str
    backend: str
    device: str
    raw: str
    seconds: float
    tokens: Optional[int] = None
    finish: str = "complete"
    """complete | stopped | length"""


@dataclass(frozen=True)
class Description:
    """The answer to `describe`."""

    task: ClassVar[str] = "describe"

    text: str
    view: View
    provenance: Provenance
    uid: str = ""
    category: str = "object"
    confidence: Optional[float] = None
    evidence: Tuple[Evidence, ...] = ()
    facts: Tuple[Fact, ...] = ()
    language: str = "en"

    def fact(self, name: str) -> Optional[Any]:
        """The value of a fact by name, None where it was not measured."""
        return next((each.value for each in self.facts if each.name == name), None)

    def stopped(self) -> Description:
        """The same answer, marked as ended early by the user."""
        return replace(self, provenance=replace(self.provenance, finish="stopped"))


@dataclass(frozen=True)
class Seen:
    """What a model would see of a box, before it is asked: the answer to a look."""

    chip: Chip
    view: View
    facts: Tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Detection:
    """One object that was found: a row of the answer to `detect`."""

    category: str
    confidence: float
    """Calibrated: of a hundred rows with 0.7 about seventy are right."""
    quad: PixelQuad
    """Four corners in pixels of the FILE, oriented along the object, the long sides first."""
    map_quad: Optional[MapQuad] = None
    """The same corners in the raster's CRS, None without georeference."""
    length_m: Optional[float] = None
    """Metres on the ground, None where the scale is not known."""
    width_m: Optional[float] = None
    azimuth: Optional[float] = None
    """Direction of the long side, degrees clockwise from true north in [0, 180); None where north is not known."""
    alternatives: Tuple[Tuple[str, float], ...] = ()
    """Other classes the same place was taken for, with their confidence, surest first."""
    length_px: float = 0.0
    width_px: float = 0.0


@dataclass(frozen=True)
class Searched:
    """What was searched for objects, and how: the same for all rows of one run."""

    source: Source
    recipe: Recipe
    model: str
    revision: str
    crs: str = ""
    georeference: str = "none"
    image_date: Optional[str] = None
    gsd_m: Optional[float] = None
    gsd_from: str = ""
    """"georeference", "given" (by the user), "derived" (from objects of known size) or "" where none is known."""
    scales: Tuple[float, ...] = (1.0,)
    """Pixels of the model's picture per pixel of the file, one per pass."""


@dataclass(frozen=True)
class Found:
    """Rows that are final, as they come; no later row changes them."""

    detections: Tuple[Detection, ...]
    search: Searched


@dataclass(frozen=True)
class Detected:
    """The end of `detect`: how many of each class were found."""

    search: Searched
    counts: Tuple[Tuple[str, int], ...]
    """Per class that was looked for, in the detector's order."""
    provenance: Provenance
    searched_px: int = 0
    """Pixels of the file that were looked at, without nodata."""
    notes: Tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many objects were found."""
        return sum(number for _, number in self.counts)


Result = Union[Description, Detected]
Said = Union[Delta, Progress, Found, Description, Detected]
"""What a backend or an analyst yields: pieces first, the result last."""

Json = Dict[str, Any]


# --- what else is said of a picture: all are descriptions, so that whoever shows and keeps those takes these ------


@dataclass(frozen=True)
class Caption(Description):
    """The answer to `caption`: a whole view in words; `evidence` holds the counts."""

    task: ClassVar[str] = "caption"


@dataclass(frozen=True)
class Label(Description):
    """The answer to `classify`: `category` is the likeliest class, "object" where none is likely enough."""

    task: ClassVar[str] = "classify"

    probabilities: Tuple[Tuple[str, float], ...] = ()
    """Every class that was asked for, likeliest first, and what is left for "none of these"; they add up to one."""


@dataclass(frozen=True)
class Answer(Description):
    """The answer to `ask`."""

    task: ClassVar[str] = "ask"

    question: str = ""
    intent: str = ""
    """How the question was understood: presence | count | comparison | where | nearest | extreme | size | colour |
    orientation | share | overview."""
    value: Any = None
    """The bare answer, for programs: true or false, a number, a word, or None where there is none."""
