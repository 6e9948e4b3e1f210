"""Every error Earthscribe raises, sorted by who can fix it.

EarthscribeError(message, *, hint, detail)          retryable = False
  InputError      choose otherwise     NoImageThere BoxTooSmall BoxOutside BoxMalformed UnsupportedRaster NoCrs
                                       NotTransformable UnknownCrs NoSuchBand BadAnnotation BadOption
                                       OutputUnwritable NoPolygons PolygonsLeftOut UnknownClass BadArea
                                       NoDetector BadDescription
  SetupError      install or set       EnvironmentMissing PackageMissing ModelMissing ModelFileMissing
                                       ModelCorrupt BadSetting SetupRefused (and all of setup/refusals.py below it)
  BackendError    the model said no    OutOfMemory ServerRefused NotAuthorised RateLimited* EmptyAnswer*
                                       UnreadableAnswer QuestionBeyond
  WorkerError     the child is gone    WorkerDied* WorkerTimeout* ProtocolMismatch                    (* retryable)

Constructors take facts and write their own sentence; `hint` names the cure, `detail` is for the log.
Retry policy reads the class, the message bar reads the hint. Stopping is not an error.
An error crosses the process border as `to_wire()` and is the same class on the other side (`from_wire`).
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, Optional, Sequence, Type


class EarthscribeError(Exception):
    """The root of all errors that are ours; anything else is a bug."""

    retryable = False
    exit_status = 1

    def __init__(self, message: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail

    def sentence(self) -> str:
        """What a person reads: the fact and the cure in one line."""
        return f"{self.message} {self.hint}".strip()

    def to_wire(self) -> Dict[str, Any]:
        """The error as JSON values, so that the other process can raise the same class."""
        return {"kind": type(self).__name__, "message": self.message, "hint": self.hint, "detail": self.detail}


# --- InputError: the user can choose otherwise -------------------------------------------------------------------


class InputError(EarthscribeError):
    """What was asked for cannot be done with this input; another choice can."""

    exit_status = 2


class NoImageThere(InputError):
    """There is no file, or nothing but empty pixels, where the request points."""

    def __init__(self, place: str, why: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"There is no image at {place}: {why}.", detail=detail,
                         hint=hint or "Check the path, or choose a place where the raster has data.")


class BoxTooSmall(InputError):
    """The box covers too few pixels for anybody to see something."""

    def __init__(self, width_px: float, height_px: float, least_px: float) -> None:
        super().__init__(f"The box measures {width_px:.1f} x {height_px:.1f} pixels; "
                         f"each side needs at least {least_px:g}.",
                         hint="Draw a larger box, or use a raster of finer resolution.")


class BoxOutside(InputError):
    """The box has no pixel in common with the raster."""

    def __init__(self, box: str, extent: str, *, hint: str = "") -> None:
        super().__init__(f"The box ({box}) lies outside the raster ({extent}).",
                         hint=hint or "Choose a place on the raster; of numbers check the order (x or longitude first) "
                                      "and the CRS they are in.")


class BoxMalformed(InputError):
    """The numbers given do not make a box."""

    def __init__(self, why: str, *, hint: str = "") -> None:
        super().__init__(f"That is not a box: {why}.",
                         hint=hint or "Give 4 numbers (x1 y1 x2 y2, two opposite corners) or 8 "
                                      "(four corners in order round the box).")


class NoPolygons(InputError):
    """There is no polygon to make a box from."""

    def __init__(self, why: str, *, hint: str = "") -> None:
        super().__init__(f"There is nothing to make boxes from: {why}.",
                         hint=hint or "Make a polygon layer the active one and select some of its polygons.")


class PolygonsLeftOut(InputError):
    """Some of the polygons made no box; the others did."""

    def __init__(self, left_out: int, of: int) -> None:
        super().__init__(f"{left_out} of {of} selected polygons were left out: "
                         "they lie outside the raster or enclose no area.", hint="The others are described.")


class UnsupportedRaster(InputError):
    """The file is there, but it cannot be read as a raster."""

    def __init__(self, path: str, why: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"{path} cannot be read as a raster: {why}.", detail=detail,
                         hint=hint or "Choose a raster that GDAL can open, for example a GeoTIFF.")


class NoCrs(InputError):
    """A coordinate system is needed and none is known."""

    def __init__(self, what: str, *, hint: str = "") -> None:
        super().__init__(f"{what} has no coordinate reference system.",
                         hint=hint or "Assign one to the raster (gdal_edit.py -a_srs EPSG:...), "
                                      "or give the box in pixels with --pixel.")


class NotTransformable(InputError):
    """Coordinates cannot be carried from one coordinate system to the other."""

    def __init__(self, source: str, target: str, why: str, *, detail: str = "") -> None:
        super().__init__(f"Coordinates cannot be transformed from {source} to {target}: {why}.", detail=detail,
                         hint="Check the CRS name (for example EPSG:4326) and that the box lies where that CRS is "
                              "valid, or give the box in the raster's own CRS.")


class UnknownCrs(NotTransformable):
    """A coordinate system is named that nobody knows."""

    def __init__(self, name: str, *, detail: str = "") -> None:
        InputError.__init__(self, f"There is no CRS called {name!r}.", detail=detail,
                            hint="Check the CRS name: it is EPSG:4326, another code or name that PROJ knows, or WKT.")


class NoSuchBand(InputError):
    """A band was asked for that the raster does not have."""

    def __init__(self, asked: str, available: str) -> None:
        super().__init__(f"The raster has no band {asked}.", hint=f"It has {available}; choose among those.")


class BadAnnotation(InputError):
    """A file of annotations is not what it should be."""

    def __init__(self, path: str, why: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"{path} cannot be used: {why}.", detail=detail, hint=hint or "Choose another file name.")


class BadOption(InputError):
    """An option has a value it cannot take."""

    def __init__(self, option: str, value: str, expected: str) -> None:
        super().__init__(f"{option} cannot be {value!r}.", hint=f"It takes {expected}.")


class OutputUnwritable(InputError):
    """A result cannot be written where it should go; what was there before is untouched."""

    def __init__(self, path: str, why: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"{path} could not be written: {why}. Nothing was changed.", detail=detail,
                         hint=hint or "Choose another place for the output, or free this one.")


class UnknownClass(InputError):
    """A class was asked for that the detector does not know."""

    def __init__(self, asked: Sequence[str], known: Sequence[str]) -> None:
        words = " and ".join(repr(each) for each in asked)
        super().__init__(f"The model knows no class {words}.", hint=f"It knows {', '.join(known)}.")


class BadArea(InputError):
    """The area to be searched is none, or has nothing in common with the raster."""

    def __init__(self, area: str, why: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"{area} cannot be searched: {why}.", detail=detail,
                         hint=hint or "Give a GeoJSON file of polygons on the raster, or the numbers x1 y1 x2 y2.")


class NoDetector(InputError):
    """An ONNX file runs or could run, but it is nothing that finds boxes in pictures."""

    def __init__(self, path: str, why: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"{path} is no detector that can be used as it is: {why}.", detail=detail,
                         hint=hint or "If it finds objects, say in a file beside it, of the same name and ending in "
                                      ".json, what it takes and gives (docs/own-detectors.md).")


class BadDescription(InputError):
    """The description file beside somebody's own detector is wrong or does not fit it."""

    def __init__(self, path: str, why: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"The description {path} cannot be used: {why}.", detail=detail,
                         hint=hint or "Correct it; docs/own-detectors.md lists what it may say.")


# --- SetupError: the user can install or set ---------------------------------------------------------------------


class SetupError(EarthscribeError):
    """Something must be installed or set before this can work."""

    exit_status = 3


class EnvironmentMissing(SetupError):
    """No Python was found that could run the worker."""

    def __init__(self, looked_in: Sequence[str], *, hint: str = "") -> None:
        super().__init__("No Python was found that can run the model process.",
                         hint=hint or "Open Set-up in QGIS or run `earthscribe setup` (in a checkout: `make setup`).",
                         detail="looked in: " + ", ".join(looked_in))


class PackageMissing(SetupError):
    """A Python package is missing in the worker's environment."""

    def __init__(self, package: str, needed_for: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"The package {package} is needed for {needed_for} and is not installed.", detail=detail,
                         hint=hint or "Open Set-up in QGIS or run `earthscribe setup` (in a checkout: `make setup`).")


class ModelMissing(SetupError):
    """The model asked for is not known or not there."""

    def __init__(self, model: str, known: Sequence[str], *, hint: str = "") -> None:
        listed = f"Known models: {', '.join(known)}; a server" if known else "A server"
        super().__init__(f"There is no model called {model!r}.",
                         hint=hint or f"{listed} is written URL#MODEL, for example http://localhost:11434/v1#llava.")


class ModelFileMissing(ModelMissing):
    """A model's file is not where it should be."""

    def __init__(self, path: str, expected: str = "", *, hint: str = "") -> None:
        which = f" (SHA-256 {expected[:16]}...)" if expected else ""
        SetupError.__init__(self, f"The model file {path}{which} is missing.", hint=hint or "Fetch it again.")


class ModelCorrupt(SetupError):
    """A model file is there but is not the file it should be."""

    def __init__(self, path: str, why: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"The model file {path} is damaged: {why}.", hint=hint or "Fetch it again.", detail=detail)


class BadSetting(SetupError):
    """A setting that was saved or exported to the environment cannot be used."""

    def __init__(self, setting: str, why: str, *, hint: str = "") -> None:
        super().__init__(f"The setting {setting} cannot be used: {why}.", hint=hint or "Correct or remove it.")


# --- BackendError: the model answered "no"; the child lives ------------------------------------------------------


class BackendError(EarthscribeError):
    """The model could not answer; the process that runs it is fine."""

    exit_status = 4


class OutOfMemory(BackendError):
    """The model does not fit into the memory that is free."""

    def __init__(self, model: str, needed_mb: float, free_mb: float, where: str) -> None:
        super().__init__(f"{model} needs about {needed_mb:.0f} MB of {where} and {free_mb:.0f} MB are free.",
                         hint="Close other programs or choose a smaller model.")


class ServerRefused(BackendError):
    """A server could not be reached or did not accept the request."""

    def __init__(self, server: str, why: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"The server {server} did not answer the request: {why}.", detail=detail,
                         hint=hint or "Check that it runs and that its address is right (it usually ends in /v1).")


class NotAuthorised(BackendError):
    """A server wants a key, or another key."""

    def __init__(self, server: str, key_source: str, *, sent: bool = True, hint: str = "", detail: str = "") -> None:
        super().__init__(f"The server {server} {'refused the' if sent else 'wants a'} key.", detail=detail,
                         hint=hint or f"Set {'the right' if sent else 'the'} key in {key_source}.")


class RateLimited(BackendError):
    """A server asked for patience until none was left."""

    retryable = True

    def __init__(self, server: str, tries: int, *, detail: str = "") -> None:
        counted = "1 try" if tries == 1 else f"{tries} tries"
        super().__init__(f"The server {server} was too busy in {counted}.", detail=detail,
                         hint="Wait a while, or use a server with more capacity.")


class EmptyAnswer(BackendError):
    """The model answered with nothing."""

    retryable = True

    def __init__(self, model: str, why: str = "it sent no text") -> None:
        super().__init__(f"{model} gave no answer: {why}.", hint="Try again, or choose another model.")


class UnreadableAnswer(BackendError):
    """The model answered with something that cannot be understood."""

    def __init__(self, model: str, why: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(f"The answer of {model} cannot be read: {why}.", detail=detail,
                         hint=hint or "Try again, or choose another model.")


class QuestionBeyond(BackendError):
    """A question that detecting, counting and measuring cannot answer."""

    def __init__(self, question: str, why: str, *, hint: str = "") -> None:
        super().__init__(f"A larger model is needed to answer {question!r}: {why}.",
                         hint=hint or "Choose one with --model; the bundled model answers what can be detected, "
                                      "counted and measured, such as 'How many cars are longer than 5 m?'.")


# --- WorkerError: the child is gone or mute ----------------------------------------------------------------------


class WorkerError(EarthscribeError):
    """The process that runs the models is gone, mute or of another version."""

    exit_status = 5


class WorkerDied(WorkerError):
    """The model process ended before it answered."""

    retryable = True

    def __init__(self, exit_code: Optional[int], log_tail: str = "") -> None:
        how = "ended" if exit_code is None else f"ended with status {exit_code}"
        super().__init__(f"The model process {how} before it answered.", detail=log_tail,
                         hint="Try again: it starts anew. `earthscribe doctor` says what may be wrong.")


class WorkerTimeout(WorkerError):
    """The model process has given no sign of life for too long."""

    retryable = True

    def __init__(self, step: str, seconds: float) -> None:
        super().__init__(f"The model process gave no sign of life for {seconds:.0f} s while {step}.",
                         hint="Try again: it starts anew. `earthscribe doctor` says what may be wrong.")


class ProtocolMismatch(WorkerError):
    """The two processes do not speak the same protocol."""

    def __init__(self, ours: str, theirs: str) -> None:
        super().__init__(f"The model process speaks protocol {theirs}, this program {ours}.",
                         hint="Update Earthscribe's environment so that both come from one version.")


# --- across the process border -----------------------------------------------------------------------------------


def all_errors(root: Type[EarthscribeError] = EarthscribeError) -> Iterator[Type[EarthscribeError]]:
    """Every class of the tree, the root first."""
    yield root
    for child in root.__subclasses__():
        yield from all_errors(child)


def from_wire(wire: Dict[str, Any]) -> EarthscribeError:
    """The error another process reported, as an instance of the same class with the same words."""
    classes = {each.__name__: each for each in all_errors()}
    kind = classes.get(str(wire.get("kind")), EarthscribeError)
    error = kind.__new__(kind)
    EarthscribeError.__init__(error, str(wire.get("message", "")), hint=str(wire.get("hint", "")),
                              detail=str(wire.get("detail", "")))
    return error
