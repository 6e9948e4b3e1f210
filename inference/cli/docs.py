"""The pages of docs/ that are made from the code, so that they cannot drift: options, commands, errors.

`earthscribe` shows the same texts; a test compares the files with what this module makes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Dict, Iterator, List, Mapping, Tuple, Type

from .. import errors
from ..config import Option, options
from ..errors import EarthscribeError
from ..setup import refusals
from . import commands, overview
from .command import PROGRAM

MADE = "<!-- Made by `make docs` from the code; a test compares. Change the code. -->"

TABLE = """One table feeds the command line's flags, the settings page in QGIS and this page. A Python program gives
them by name: `RunConfig(model="echo", chip_pixels=512)`."""
SENTENCE = """An error is one sentence on stderr that says what is wrong and what to do; `--debug` shows where it
happened. The exit status of a command says who can mend it. The facts in the examples are made up."""
STATUSES = """Other exit statuses: 0 done, 1 a mistake of Earthscribe's own (please report it), 130 interrupted with
Ctrl-C, 141 the reader of stdout went away (`| head`); files asked for are written all the same."""

FAMILIES: Tuple[Tuple[Type[EarthscribeError], str], ...] = (
    (errors.InputError, "Choose otherwise: another file, box, option or place for the result."),
    (errors.SetupError, "Install something, or set it right."),
    (errors.BackendError, "The model could not answer. The process that runs it lives on."),
    (errors.WorkerError, "The process that runs the models is gone or mute. It starts anew with the next try."),
)

EXAMPLES: Mapping[str, Callable[[], EarthscribeError]] = {
    "NoImageThere": lambda: errors.NoImageThere("scene.tif", "there is no such file"),
    "BoxTooSmall": lambda: errors.BoxTooSmall(1.2, 0.8, 2),
    "BoxOutside": lambda: errors.BoxOutside("5000, 10, 5040, 60", "1024 x 1024 pixels"),
    "BoxMalformed": lambda: errors.BoxMalformed("3 numbers were given"),
    "NoPolygons": lambda: errors.NoPolygons("no polygon is selected"),
    "PolygonsLeftOut": lambda: errors.PolygonsLeftOut(2, 7),
    "UnsupportedRaster": lambda: errors.UnsupportedRaster("roads.geojson", "it is a vector file"),
    "NoCrs": lambda: errors.NoCrs("photo.jpg"),
    "NotTransformable": lambda: errors.NotTransformable("EPSG:4326", "EPSG:28992", "the place lies outside the area "
                                                        "where that is defined"),
    "UnknownCrs": lambda: errors.UnknownCrs("banana"),
    "NoSuchBand": lambda: errors.NoSuchBand("99", "bands 1 to 4"),
    "BadAnnotation": lambda: errors.BadAnnotation("out.gpkg", "its layer descriptions has version 9 and this program "
                                                              "knows up to 1"),
    "NoDetector": lambda: errors.NoDetector("classify.onnx", "its output is no list of boxes (logits [1, 1000])"),
    "BadDescription": lambda: errors.BadDescription("cars.json", "'box': must be one of xyxy, yxyx, cxcywh, xywh, "
                                                                 "cxcywha, corners"),
    "BadOption": lambda: errors.BadOption("--sensor", "magic", "one of auto, optical, infrared"),
    "UnknownClass": lambda: errors.UnknownClass(["boat"], ["person", "car", "building"]),
    "BadArea": lambda: errors.BadArea("block.geojson", "it holds no polygon"),
    "OutputUnwritable": lambda: errors.OutputUnwritable("out.gpkg", "it is read-only"),
    "EnvironmentMissing": lambda: errors.EnvironmentMissing(["/opt/earthscribe/.venv"]),
    "PackageMissing": lambda: errors.PackageMissing("socksio", "a SOCKS proxy"),
    "ModelMissing": lambda: errors.ModelMissing("gpt-9", ["bundled", "echo"]),
    "ModelFileMissing": lambda: errors.ModelFileMissing("bundled.onnx", "0f1e2d3c4b5a6978" * 4),
    "ModelCorrupt": lambda: errors.ModelCorrupt("model.onnx", "its checksum is wrong"),
    "BadSetting": lambda: errors.BadSetting("settings.json", "it is not JSON"),
    "SetupRefused": lambda: refusals.SetupRefused("pip ended without a word"),
    "PythonMissing": lambda: refusals.PythonMissing("Python 3.11 to 3.14"),
    "VenvMissing": lambda: refusals.VenvMissing("/usr/bin/python3"),
    "NoNetwork": refusals.NoNetwork,
    "ProxyRefused": refusals.ProxyRefused,
    "CertificateRefused": refusals.CertificateRefused,
    "PackageAltered": lambda: refusals.PackageAltered("numpy"),
    "DiskFull": lambda: refusals.DiskFull("/home/me/earthscribe: 855 MB are needed and 300 MB are free"),
    "FolderUnwritable": lambda: refusals.FolderUnwritable("/home/me/earthscribe/envs"),
    "WheelMissing": lambda: refusals.WheelMissing("numpy 2.4.6 in /media/stick/wheels"),
    "FileInUse": lambda: refusals.FileInUse("A file in C:\\es\\envs"),
    "PathTooLong": lambda: refusals.PathTooLong("C:\\Users\\me\\a\\very\\long\\path"),
    "ProgramBlocked": lambda: refusals.ProgramBlocked("C:\\es\\envs\\light\\Scripts\\python.exe"),
    "SetupBusy": lambda: refusals.SetupBusy("process 4711, since 14:03"),
    "EnvironmentBroken": lambda: refusals.EnvironmentBroken("numpy (ImportError: DLL load failed)"),
    "EnvironmentTooNew": lambda: refusals.EnvironmentTooNew("light-83a61808067e"),
    "NothingThere": lambda: refusals.NothingThere("There is no earlier environment to go back to"),
    "OutOfMemory": lambda: errors.OutOfMemory("large-model", 9000, 3500, "memory"),
    "ServerRefused": lambda: errors.ServerRefused("http://localhost:11434/v1", "nobody listens there"),
    "NotAuthorised": lambda: errors.NotAuthorised("https://models.example.org/v1", "the variable MODELS_KEY"),
    "RateLimited": lambda: errors.RateLimited("https://models.example.org/v1", 5),
    "EmptyAnswer": lambda: errors.EmptyAnswer("llava"),
    "UnreadableAnswer": lambda: errors.UnreadableAnswer("llava", "it sent a web page instead of JSON"),
    "QuestionBeyond": lambda: errors.QuestionBeyond("Is the car broken?", "the word 'broken' is beyond what can be "
                                                    "counted and measured here"),
    "WorkerDied": lambda: errors.WorkerDied(-9),
    "WorkerTimeout": lambda: errors.WorkerTimeout("loading the model", 30),
    "ProtocolMismatch": lambda: errors.ProtocolMismatch("1", "2"),
}
"""One error of every class with facts as they occur."""


def write_docs(folder: Path) -> List[Path]:
    """Write the pages into a folder; which ones they are."""
    written = []
    for name, text in pages().items():
        path = Path(folder) / name
        path.write_bytes(text.encode("utf-8"))
        written.append(path)
    return written


def pages() -> Dict[str, str]:
    """File name -> text of every made page."""
    return {"options.md": options_page(), "commands.md": commands_page(), "errors.md": errors_page()}


def commands_page() -> str:
    """The help of every command."""
    parts = ["# Commands", MADE, "The text of `--help` of every command.", _shell("--help", overview())]
    for name, command in commands().items():
        parts += [f"## {PROGRAM} {name}", _shell(f"{name} --help", command.help())]
    return "\n\n".join(parts) + "\n"


def _shell(words: str, text: str) -> str:
    return f"```text\n$ {PROGRAM} {words}\n{text.rstrip()}\n```"


def options_page() -> str:
    """The option table, group by group."""
    parts = ["# Options", MADE, TABLE]
    for group in dict.fromkeys(option.group for option in options()):
        rows = [_option_row(option) for option in options() if option.group == group]
        parts += [f"## {group}", "\n".join(["| flag | takes | default | meaning |", "|---|---|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def _option_row(option: Option) -> str:
    kind = {str: "text", int: "whole number", float: "number"}[option.type]
    takes = ", ".join(f"`{word}`" for word in option.choices) or kind
    if option.type is not str:
        takes += f", {option.range}"
    default = f"{option.default:g}" if option.type is float else str(option.default)
    meaning = option.help.replace("%%", "%").replace("|", "\\|")
    return f"| `{option.flag}` | {takes} | {f'`{default}`' if default else 'empty'} | {meaning} |"


def errors_page() -> str:
    """The error tree: exit status, meaning, cure."""
    parts = ["# Errors", MADE, SENTENCE, STATUSES]
    for family, meaning in FAMILIES:
        parts += [f"## {family.__name__}: exit status {family.exit_status}", meaning, *_error_entries(family)]
    return "\n\n".join(parts) + "\n"


def _error_entries(family: Type[EarthscribeError]) -> Iterator[str]:
    for kind in list(errors.all_errors(family))[1:]:
        example = EXAMPLES[kind.__name__]()
        meaning = (kind.__doc__ or "").strip().splitlines()[0]
        again = " Worth another try: a batch repeats it by itself." if kind.retryable else ""
        yield (f"### {kind.__name__}\n\n{meaning}{again}\n\n"
               f"- Example: {example.message}\n- Cure: {example.hint}")
