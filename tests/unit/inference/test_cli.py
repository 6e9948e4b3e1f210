"""The command line without its model process: what is read, refused, shown and returned."""

from __future__ import annotations

import io
import json
import math
import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from earthscribe.inference import cli, errors
from earthscribe.inference.cli import box, console, demo, describe, parser
from earthscribe.inference.cli.interrupt import Interrupt
from earthscribe.inference.config import RunConfig, options
from earthscribe.inference.geometry import Corners, PixelQuad
from earthscribe.inference.raster import open_raster, reproject

RasterOf = Callable[[str], str]
Run = Callable[..., "Outcome"]


class Outcome:
    """Exit status and both streams of one command."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def sentence(self) -> str:
        """The one line on stderr."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*words: str) -> Outcome:
        status = cli.main(list(words))
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return run_it


# --- what is read -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [
    ["--bbox", "-70.1", "-3", "10", "2.5e1"], ["--bbox", "-70.1,-3,10,25"], ["--bbox=-70.1,-3,10,25"],
    ["--bbox", "-70.1,-3", "10,", "25"], ["--bbox", "-70.1 -3; 10 25"], ["--bbox=-70.1", "-3", "10", "25"],
])
def test_numbers_of_a_box_may_be_negative_and_separated_as_one_likes(words: list[str]) -> None:
    for line in (["a.tif", *words], [*words, "a.tif"], [*words, "--pixel", "a.tif"]):
        arguments = parser.parse(describe.COMMAND, line)
        assert arguments.raster == "a.tif"
        (text,) = arguments.bbox
        assert box.read_box(text)[0] == (-70.1, -3.0)
        assert box.read_box(text)[2] == (10.0, 25.0)


def test_several_boxes_keep_their_order() -> None:
    arguments = parser.parse(describe.COMMAND, ["a.tif", "--bbox", "1", "2", "3", "4", "--bbox", "5,6,7,8"])
    assert [box.read_box(text)[0] for text in arguments.bbox] == [(1.0, 2.0), (5.0, 6.0)]


def test_a_value_may_begin_with_a_minus() -> None:
    arguments = parser.parse(describe.COMMAND, ["a.tif", "--stretch", "-25..0", "--bbox", "0", "0", "9", "9"])
    assert parser.read_config(arguments).stretch == "-25..0"


def test_every_option_of_the_table_is_a_flag() -> None:
    given = {"model": "echo", "language": "de", "prompt": "why?", "max_tokens": "7", "sensor": "sar", "context": "1.5",
             "pictures": "crop", "deadline": "9"}
    words = [word for name, value in given.items() for word in ("--" + name.replace("_", "-"), value)]
    config = parser.read_config(parser.parse(describe.COMMAND, ["a.tif", *words]))
    assert config == RunConfig(model="echo", language="de", prompt="why?", max_tokens=7, sensor="sar", context=1.5,
                               pictures="crop", deadline=9.0)
    flags = {name for flag in describe.COMMAND.flags for name in flag.names}
    assert {option.flag for option in options()} <= flags


def test_words_of_a_list_and_language_codes_may_be_in_any_case() -> None:
    words = ["a.tif", "--sensor", "SAR", "--pictures", "View", "--language", "EN", "--model", "Office", "--bands", "B4"]
    config = parser.read_config(parser.parse(describe.COMMAND, words))
    assert config == RunConfig(sensor="sar", pictures="view", language="en", model="Office", bands="B4")
    german = parser.read_config(parser.parse(describe.COMMAND, ["a.tif", "--language", "German"]))
    assert german.language == "German"


@pytest.mark.parametrize("line", [["--bbox", "a", "b", "c", "d", "r.tif"], ["--bbox", "1", "2", "x", "4", "r.tif"],
                                  ["--bbox", "1", "2", "3", "r.tif"], ["--bbox", "r.tif"]])
def test_a_wrong_box_does_not_swallow_the_raster(line: list[str]) -> None:
    arguments = parser.parse(describe.COMMAND, line)
    assert arguments.raster == "r.tif"
    with pytest.raises(errors.BoxMalformed):
        box.read_box(arguments.bbox[0])


def test_chips_of_several_boxes_are_numbered() -> None:
    assert describe._chip_paths("out/chip.png", 1) == ("out/chip.png",)
    assert describe._chip_paths("out/chip.png", 2) == (str(Path("out/chip-1.png")), str(Path("out/chip-2.png")))


# --- help ---------------------------------------------------------------------------------------------------------


def test_without_a_command_the_help_is_shown_and_the_status_is_2(run: Run) -> None:
    assert run().status == 2
    assert "Commands:" in run().err
    for words in (["--help"], ["help"], ["-h"]):
        assert run(*words).out == cli.overview()


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_helps(run: Run, name: str) -> None:
    said = run(name, "--help")
    assert said.status == 0
    assert said.out == cli.commands()[name].help()
    assert all(len(line) <= 88 for line in said.out.splitlines())


def test_the_version_is_that_of_the_changelog(run: Run, root: Path) -> None:
    newest = re.search(r"^## \[(\S+)\]", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert run("--version").out == f"earthscribe {newest[1]}\n"


# --- bad input: status, one sentence, the cure --------------------------------------------------------------------

BOX = ("--bbox", "10", "10", "30", "24", "--pixel")


@pytest.mark.parametrize(("recipe", "words", "expected"), [
    ("utm", ("--bbox", "1", "2", "3", "--pixel"), "3 numbers were given.*Give 4 numbers"),
    ("utm", ("--bbox", "10", "10", "nan", "24", "--pixel"), "not a finite number.*Give 4 numbers"),
    ("utm", ("--bbox", "10", "10", "inf", "24", "--pixel"), "not a finite number.*Give 4 numbers"),
    ("utm", ("--bbox", "ten", "--pixel"), "'ten' is not a number.*Give 4 numbers"),
    ("utm", ("--bbox", "a", "b", "c", "d"), "'a', 'b', 'c', 'd' are not numbers.*Give 4 numbers"),
    ("utm", ("--bbox", "1", "2", "x", "4", "--pixel"), "'x' is not a number.*Give 4 numbers"),
    ("utm", ("--bbox=ten", "2", "x", "--pixel"), "'ten', 'x' are not numbers.*Give 4 numbers"),
    ("utm", ("--pixel",), "--bbox is missing.*Give 4 numbers"),
    ("utm", ("--bbox", "10", "10", "30", "24", "30", "10", "10", "24", "--pixel"), "cross.*in order round the box"),
    ("utm", ("--bbox", "10", "10", "10", "24", "--pixel"), "no area.*Give 4 numbers"),
    ("utm", ("--bbox", "500", "10", "530", "24", "--pixel"), "outside the raster.*check the order"),
    ("utm", ("--bbox", "10", "10", "11", "24", "--pixel"), "1.0 x 14.0 pixels.*larger box"),
    ("utm", ("--bbox", "10", "10", "30", "24"), "outside the raster.*add --pixel.*--crs EPSG:4326"),
    ("utm", (*BOX, "--crs", "EPSG:4326"), "--crs cannot be.*pixels or in a CRS"),
    ("utm", ("--bbox", "10", "10", "30", "24", "--crs", "EPSG:999999"), "EPSG:999999.*Check the CRS name"),
    ("utm", ("--bbox", "10", "10", "30", "24", "--crs", "banana"), "There is no CRS called 'banana'.*EPSG:4326"),
    ("utm", ("--bbox", "10", "100", "30", "124", "--crs", "EPSG:4326"), "cannot be transformed.*valid"),
    ("no_crs", ("--bbox", "10", "10", "30", "24", "--crs", "EPSG:4326"), "no coordinate reference.*--pixel"),
    ("no_georeference", ("--bbox", "10", "10", "30", "24", "--crs", "EPSG:4326"), "no coordinate reference.*--pixel"),
    ("vector", BOX, "cannot be read as a raster.*Choose a raster"),
    ("header_only", BOX, "cannot be read as a raster"),
    ("empty", BOX, "cannot be read as a raster"),
    ("utm", (*BOX, "--sensor", "magic"), "--sensor cannot be 'magic'.*one of auto"),
    ("utm", (*BOX, "--max-tokens", "many"), "--max-tokens cannot be 'many'.*whole number"),
    ("utm", (*BOX, "--context", "-1"), "--context cannot be '-1.0'.*at least 0"),
    ("utm", (*BOX, "--idle-unload", "inf"), "--idle-unload cannot be 'inf'.*at most 86400"),
    ("utm", (*BOX, "--deadline", "nan"), "--deadline cannot be 'nan'.*at least 1"),
    ("utm", (*BOX, "--chip-pixels", "1000000"), "--chip-pixels cannot be '1000000'.*at most 8192"),
    ("utm", (*BOX, "-o", ""), "name is empty.*descriptions.gpkg"),
    ("utm", (*BOX, "-o", "a" * 300 + ".gpkg"), "too long.*shorter"),
    ("utm", (*BOX, "--magic"), "unrecognized arguments: --magic.*--help"),
    ("utm", (*BOX, "--crs"), "expected one argument.*--help"),
    ("utm", (*BOX, "--save-chip", "chip.gif"), "PNG.*ends in .png"),
    ("utm", (*BOX, "--save-chip", "/no/such/folder/chip.png"), "does not exist.*Make the folder"),
    ("utm", (*BOX, "-o", "out.shp"), "out.shp cannot be used.*out.gpkg"),
    ("utm", (*BOX, "-o", "/no/such/folder/out.gpkg"), "does not exist. Nothing was changed. Make the folder"),
])
def test_bad_input_is_one_sentence_with_its_cure(run: Run, raster: RasterOf, recipe: str, words: tuple[str, ...],
                                                 expected: str) -> None:
    said = run("describe", raster(recipe), *words)
    assert said.status == 2, said.err
    assert said.out == ""
    assert said.sentence.startswith("error: ")
    assert re.search(expected, said.sentence), said.sentence


@pytest.mark.parametrize("words", [
    ("describe",), ("describe", "missing.tif", *BOX), ("describe", "a" * 5000, *BOX), ("magic",), ("--magic",),
    ("models", "extra"),
])
def test_a_wrong_command_line_is_one_sentence(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.status == 2
    assert said.sentence.startswith("error: ")


def test_the_traceback_is_shown_on_demand_only(run: Run) -> None:
    assert "Traceback" not in run("describe", "missing.tif", *BOX).err
    said = run("describe", "missing.tif", *BOX, "--debug").err
    assert "Traceback" in said
    assert said.splitlines()[-1].startswith("error: ")


def test_a_mistake_of_ours_is_one_sentence_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.Console().error(KeyError("x")) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "--debug" in said


@pytest.mark.parametrize(("family", "status"), [("InputError", 2), ("SetupError", 3), ("BackendError", 4),
                                                ("WorkerError", 5)])
def test_the_exit_status_says_who_can_mend_it(family: str, status: int) -> None:
    for kind in errors.all_errors(getattr(errors, family)):
        error = errors.from_wire({"kind": kind.__name__, "message": "It went wrong.", "hint": "Mend it."})
        assert console.Console().error(error) == status


# --- boxes in map coordinates --------------------------------------------------------------------------------------


def placed(path: str, numbers: list[float], frame: str = box.OWN) -> box.Placed:
    source = open_raster(path)
    try:
        return box.place(box.read_box(" ".join(map(repr, numbers))), frame, source)
    finally:
        source.close()


def close(quad: box.PixelQuad, *expected: tuple[float, float], within: float = 1e-6) -> bool:
    return all(math.dist(a, b) < within for a, b in zip(quad.corners, expected))


def test_a_box_in_the_rasters_own_crs(raster: RasterOf) -> None:
    found = placed(raster("utm"), [500_100, 5_299_900, 500_300, 5_299_760])
    assert close(found.quad, (10, 10), (30, 10), (30, 24), (10, 24))
    assert found.crs_operation == ""


def test_a_box_in_another_crs_goes_corner_by_corner_and_says_how(raster: RasterOf) -> None:
    points = [(500_100.0, 5_299_900.0), (500_300.0, 5_299_900.0), (500_300.0, 5_299_760.0), (500_100.0, 5_299_760.0)]
    lonlat, _ = reproject(points, "EPSG:32632", "EPSG:4326")
    found = placed(raster("utm"), [v for point in lonlat for v in point], "EPSG:4326")
    assert close(found.quad, (10, 10), (30, 10), (30, 24), (10, 24), within=1e-3)
    assert found.crs_operation
    assert found.warnings == ()


@pytest.mark.parametrize("recipe", ["no_georeference", "no_crs"])
def test_a_raster_without_a_crs_has_its_own_numbers(raster: RasterOf, recipe: str) -> None:
    numbers = [10, 10, 30, 24] if recipe == "no_georeference" else [500_100, 5_299_900, 500_300, 5_299_760]
    found = placed(raster(recipe), numbers)
    assert close(found.quad, (10, 10), (30, 10), (30, 24), (10, 24))
    assert "The raster has no" in found.notes[0]


@pytest.mark.parametrize("numbers", [
    [179.9, -17.1, 180.1, -17.3], [179.9, -17.1, -179.9, -17.3], [-180.1, -17.1, -179.9, -17.3],
])
def test_longitudes_count_as_the_raster_counts_them(raster: RasterOf, numbers: list[float]) -> None:
    for frame in (box.OWN, "EPSG:4326"):
        found = placed(raster("antimeridian"), numbers, frame)
        assert close(found.quad, (20, 10), (40, 10), (40, 30), (20, 30), within=1e-3)


def write_world(recipes: object, path: Path, crs: str, pixel: float, origin: tuple[float, float]) -> str:
    values = recipes.picture(128, 96)  # type: ignore[attr-defined]
    place = recipes.north_up(pixel, origin)  # type: ignore[attr-defined]
    return str(recipes.write(path, values, crs=crs, transform=place))  # type: ignore[attr-defined]


def test_a_box_across_the_antimeridian_fits_a_projected_raster(recipes: object, tmp_path: Path) -> None:
    path = write_world(recipes, tmp_path / "utm60.tif", "EPSG:32660", 500.0, (790_000.0, 7_800_000.0))
    found = placed(path, [179.5, 70.0, -179.5, 69.8], "EPSG:4326")
    size = found.quad.sides
    assert 60 < max(size) < 90
    assert found.quad == placed(path, [179.5, 70.0, 180.5, 69.8], "EPSG:4326").quad


@pytest.mark.parametrize(("crs", "pixel", "origin"), [
    ("EPSG:3857", 313086.0, (-20037508.0, 15028131.0)), ("EPSG:4326", 2.8125, (-180.0, 90.0)),
])
def test_a_box_where_the_rasters_crs_is_torn_is_refused_with_a_cure(
        recipes: object, tmp_path: Path, crs: str, pixel: float, origin: tuple[float, float]) -> None:
    path = write_world(recipes, tmp_path / "world.tif", crs, pixel, origin)
    with pytest.raises(errors.BoxMalformed, match="antimeridian") as caught:
        placed(path, [170.0, 10.0, -170.0, -10.0], "EPSG:4326")
    assert "one box on each side" in caught.value.hint


@pytest.mark.parametrize("recipe", ["gcps_3", "gcps_6", "gcps_antimeridian", "rpc", "custom_albers", "antimeridian"])
@pytest.mark.parametrize("frame", ["EPSG:4326", "OGC:CRS84", "EPSG:3857"])
@pytest.mark.parametrize("corners", [
    ((20, 12), (24, 12), (24, 16), (20, 16)), ((10, 12), (50, 8), (54, 38), (14, 42)),
])
def test_a_box_finds_back_to_its_pixels_however_the_raster_is_placed(
        raster: RasterOf, recipe: str, frame: str, corners: Corners) -> None:
    path = raster(recipe)
    source = open_raster(path)
    there = source.info.grid.to_map(PixelQuad(corners))
    source.close()
    points, _ = reproject(there.corners, there.crs, frame)
    for crs, numbers in ((frame, points), (box.OWN, there.corners)):
        found = placed(path, [v for point in numbers for v in point], crs)
        assert close(found.quad, *corners, within=0.02)


def test_a_ballpark_operation_is_warned_about(recipes: object, tmp_path: Path) -> None:
    path = write_world(recipes, tmp_path / "old.tif", "EPSG:4326", 0.01, (-80.0, 40.0))
    found = placed(path, [-79.9, 39.9, -79.7, 39.7], "+proj=longlat +ellps=clrk66 +no_defs")
    assert len(found.warnings) == 1
    assert "ballpark" in found.warnings[0]


# --- the streams ---------------------------------------------------------------------------------------------------


def test_text_of_a_model_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    shown = console.Console()
    shown.words("a \x1b[2Jred\x07 b\r\u202e c\x9b d")
    shown.end_line()
    shown.warn("two\nlines \x1b[31m")
    said = capsys.readouterr()
    assert said.out == "a �[2Jred� b�� c� d\n"
    assert said.err == "warning: two lines �[31m\n"


@pytest.mark.parametrize("text", ["Größe 3 m²", "日本", "lone \udcff surrogate"])
def test_no_character_stops_a_command(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    shown = console.Console()
    shown.row({"description": text})
    shown.words(text)
    line = raw.getvalue().decode("utf-8").splitlines()[0]
    assert json.loads(line) == {"description": text}


def test_notes_are_for_those_who_want_them(capsys: pytest.CaptureFixture[str]) -> None:
    console.Console().note("quiet")
    console.Console(verbose=True).note("told")
    assert capsys.readouterr().err == "told\n"


class Terminal(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True


def test_what_is_being_done_shows_at_a_terminal_until_something_is_said(
        capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    console.Console().doing("looking at: GPU")
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    shown = console.Console()
    shown.doing("looking at: GPU")
    shown.line("ok")
    shown.line("ok")
    assert terminal.getvalue() == "looking at: GPU\r" + " " * 15 + "\r"
    assert capsys.readouterr().out == "ok\nok\n"


def test_a_full_disk_is_the_users_to_mend(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(28, "No space left on device", "/somewhere/out.gpkg")
    told = cli._refused(full)
    assert isinstance(told, errors.OutputUnwritable)
    assert "no space left" in told.sentence()
    assert cli._refused(OSError(5, "I/O error")) is None


def test_a_forbidden_place_is_the_users_to_mend() -> None:
    told = cli._refused(PermissionError(13, "Permission denied", "/closed/scene.tif"))
    assert isinstance(told, errors.InputError)
    assert told.message == "/closed/scene.tif may not be opened or changed (permission denied)."
    assert "another place" in told.hint


# --- a reader who goes away ---------------------------------------------------------------------------------------


def deaf_console(monkeypatch: pytest.MonkeyPatch) -> console.Console:
    """A console whose reader has closed the pipe."""
    read, write = os.pipe()
    os.close(read)
    monkeypatch.setattr(sys, "stdout", os.fdopen(write, "w", encoding="utf-8"))
    return console.Console()


def test_a_closed_pipe_ends_a_command_that_only_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = deaf_console(monkeypatch)
    with pytest.raises(BrokenPipeError):
        shown.words("unheard")
    assert not shown.unheard
    console.silence("stdout")
    sys.stdout.close()


def test_a_closed_pipe_ends_the_printing_of_a_command_that_writes_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = deaf_console(monkeypatch)
    shown.go_on_unheard()
    assert not shown.unheard
    shown.words("unheard")
    shown.row({"and": "more"})
    assert shown.unheard
    sys.stdout.close()


# --- Ctrl-C --------------------------------------------------------------------------------------------------------


def test_the_first_ctrl_c_asks_and_the_second_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interrupt() as interrupt:
        assert not interrupt()
        os.kill(os.getpid(), signal.SIGINT)
        assert interrupt()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


# --- samples -------------------------------------------------------------------------------------------------------


def test_broken_samples_are_told_in_a_sentence(tmp_path: Path) -> None:
    for text in ("{}", "[]", "no json", '{"rasters": [{"file": "x.tif"}]}'):
        (tmp_path / "samples.json").write_text(text, encoding="utf-8")
        with pytest.raises(errors.BadSetting, match=r"samples\.json"):
            demo.read_samples(tmp_path)


def test_a_file_in_the_place_of_the_demos_folder_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "k.png"
    file.write_bytes(b"mine")
    said = run("demo", "--out", str(file))
    assert said.status == 2
    assert "it is not a folder" in said.sentence
    assert file.read_bytes() == b"mine"
