"""What would be installed where: markers, wheels that fit, and what the lock files hold for every machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from earthscribe.inference.errors import BadOption, SetupError
from earthscribe.inference.setup import downloading, tiers
from earthscribe.inference.setup.downloading import batches
from earthscribe.inference.setup.locks import Pin, Wheel, merged, read_lock
from earthscribe.inference.setup.markers import holds
from earthscribe.inference.setup.planning import Part
from earthscribe.inference.setup.target import Target, named_target
from earthscribe.inference.setup.tiers import TIERS, chosen_tier, lacking, tier_named
from hypothesis import given
from hypothesis import strategies as st

LINUX = Target("3.12.4", "linux", "x86_64", (2, 36))
WINDOWS = Target("3.12.4", "win32", "x86_64")
MAC = Target("3.12.4", "darwin", "aarch64", macos=(14, 2))
MUSL = Target("3.12.4", "linux", "x86_64", musl=True)


@pytest.mark.parametrize(("marker", "target", "expected"), [
    ("", LINUX, True),
    ("python_full_version < '3.12'", LINUX, False),
    ("python_full_version >= '3.12'", LINUX, True),
    ("python_full_version >= '3.12.0'", Target("3.12.0", "linux", "x86_64"), True),
    ("python_full_version < '3.15' and sys_platform == 'linux'", LINUX, True),
    ("python_full_version < '3.15' and sys_platform == 'linux'", WINDOWS, False),
    ("(platform_machine == 'aarch64' or platform_machine == 'x86_64') and sys_platform == 'linux'", LINUX, True),
    ("platform_machine == 'AMD64' or platform_machine == 'ARM64'", WINDOWS, True),
    ("platform_machine == 'arm64'", MAC, True),
    ("sys_platform != 'emscripten'", MAC, True),
    ("sys_platform == 'darwin' or sys_platform == 'linux' and python_version < '3.9'", LINUX, False),
])
def test_markers_count_as_packaging_reads_them(marker: str, target: Target, expected: bool) -> None:
    assert holds(marker, target.markers()) is expected


@pytest.mark.parametrize("marker", ["os == 'x'", "sys_platform ~= 'x'", "(sys_platform == 'x'", "sys_platform", "§"])
def test_a_marker_that_cannot_be_read_is_said(marker: str) -> None:
    with pytest.raises(ValueError, match="marker"):
        holds(marker, LINUX.markers())


def test_markers_and_tags_agree_with_those_who_made_them(root: Path) -> None:
    """Every marker of every lock file, and every wheel of every table, as the package `packaging` reads them."""
    markers = pytest.importorskip("packaging.markers")
    tags = pytest.importorskip("packaging.tags")
    utils = pytest.importorskip("packaging.utils")
    for target, interpreter, platforms in (
            (WINDOWS, "cp312", ["win_amd64"]),
            (MAC, "cp312", list(tags.mac_platforms((14, 2), "arm64"))),
            (LINUX, "cp312", [f"manylinux_2_{minor}_x86_64" for minor in range(36, 4, -1)]
             + ["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"])):
        supported = {*tags.cpython_tags((3, 12), [interpreter], platforms),
                     *tags.compatible_tags((3, 12), interpreter, platforms)}
        for tier in TIERS.values():
            for lock in tier.read():
                for pin in lock.pins:
                    if pin.marker:
                        theirs = markers.Marker(pin.marker).evaluate(dict(target.markers()))
                        assert holds(pin.marker, target.markers()) is theirs, (pin, target)
                for wheel in lock.wheels:
                    theirs = bool(utils.parse_wheel_filename(wheel.name)[3] & supported)
                    assert target.fits(wheel.name) is theirs, (wheel.name, target)


@pytest.mark.parametrize(("name", "target", "expected"), [
    ("a-1-py3-none-any.whl", LINUX, True), ("a-1-py2.py3-none-any.whl", WINDOWS, True),
    ("a-1-cp312-cp312-win_amd64.whl", WINDOWS, True), ("a-1-cp311-cp311-win_amd64.whl", WINDOWS, False),
    ("a-1-cp39-abi3-win_amd64.whl", WINDOWS, True), ("a-1-cp313-abi3-win_amd64.whl", WINDOWS, False),
    ("a-1-cp312-cp312t-win_amd64.whl", WINDOWS, False), ("a-1-cp312-cp312-win_arm64.whl", WINDOWS, False),
    ("a-1-cp312-cp312-macosx_11_0_arm64.whl", MAC, True), ("a-1-cp312-cp312-macosx_15_0_arm64.whl", MAC, False),
    ("a-1-cp312-cp312-macosx_10_9_universal2.whl", MAC, True), ("a-1-cp312-cp312-macosx_11_0_x86_64.whl", MAC, False),
    ("a-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", LINUX, True),
    ("a-1-cp312-cp312-manylinux_2_38_x86_64.whl", LINUX, False),
    ("a-1-cp312-cp312-manylinux_2_28_aarch64.whl", LINUX, False),
    ("a-1-cp312-cp312-musllinux_1_2_x86_64.whl", LINUX, False),
    ("a-1-cp312-cp312-musllinux_1_2_x86_64.whl", MUSL, True),
    ("a-1-cp312-cp312-manylinux_2_17_x86_64.whl", MUSL, False),
    ("a-1.tar.gz", LINUX, False), ("a.whl", LINUX, False),
])
def test_a_wheel_fits_by_the_tags_in_its_name(name: str, target: Target, expected: bool) -> None:
    assert target.fits(name) is expected


@given(st.text(max_size=60))
def test_no_name_of_a_file_breaks_it(name: str) -> None:
    assert LINUX.fits(name) in (True, False)
    assert LINUX.fits(name + ".whl") in (True, False)


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
@pytest.mark.parametrize(("platform", "machine"), [
    ("linux", "x86_64"), ("linux", "aarch64"), ("win32", "x86_64"), ("darwin", "aarch64"), ("darwin", "x86_64"),
    ("win32", "aarch64"),
])
def test_the_light_tier_is_there_for_every_machine_that_qgis_runs_on(platform: str, machine: str, minor: int) -> None:
    missing, left_out = lacking(TIERS["light"], Target(f"3.{minor}.2", platform, machine))
    assert missing == ()
    rare = (platform, machine) in {("darwin", "x86_64"), ("win32", "aarch64")}
    assert bool(left_out) is rare


@pytest.mark.parametrize("minor", [9, 10])
def test_older_pythons_have_no_packages(minor: int) -> None:
    missing, _ = lacking(TIERS["light"], Target(f"3.{minor}.2", "win32", "x86_64"))
    assert "numpy" in missing


def test_the_public_build_of_torch_is_there_for_the_usual_machines() -> None:
    for platform, machine in (("linux", "x86_64"), ("win32", "x86_64"), ("darwin", "aarch64")):
        assert lacking(TIERS["torch-cuda"], Target("3.12.2", platform, machine))[0] == ()


def test_the_small_build_of_torch_is_taken_where_it_fits_and_no_graphics_processor_is() -> None:
    small = Target("3.11.2", "linux", "x86_64", (2, 36))
    assert chosen_tier("torch", small, graphics=False).name == "torch-cpu"
    assert chosen_tier("torch", small, graphics=True).name == "torch-cuda"
    assert chosen_tier("torch", WINDOWS, graphics=False).name == "torch-cuda"
    assert chosen_tier("light", small, graphics=True).name == "light"
    with pytest.raises(BadOption, match="--tier"):
        tier_named("huge")


@pytest.mark.parametrize("name", ["light", "torch-cpu", "torch-cuda", "pip"])
def test_every_table_holds_the_files_of_its_lock_and_their_sizes(root: Path, name: str) -> None:
    lock = read_lock(root / "requirements" / f"{name}.lock")
    assert lock.pins
    named = {digest for pin in lock.pins for digest in pin.hashes}
    assert {each.sha256 for each in lock.wheels} <= named, "run `python -m dev.lock --tables`"
    for pin in lock.pins:
        files = [each for each in lock.wheels if each.sha256 in pin.hashes]
        assert files, f"{pin.name} {pin.version}: run `python -m dev.lock --tables`"
        if pin.marker != "python_full_version >= '3.12' and sys_platform == 'emscripten'":
            assert any(each.size and each.installed for each in files), f"{pin.name}: `python -m dev.lock --sizes`"


def test_sizes_are_about_what_they_are_known_to_be() -> None:
    for target, least, most in ((LINUX, 100, 200), (WINDOWS, 70, 150), (MAC, 60, 150)):
        total = sum(wheel.size for _, wheel in merged(TIERS["light"].read(), target) if wheel is not None)
        assert least < total / 1e6 < most


def test_the_lock_is_in_the_plugin(root: Path) -> None:
    from earthscribe.dev import build_zip

    inside = {path.relative_to(root).as_posix() for path in build_zip.shipped(root)}
    for tier in TIERS.values():
        for lock in tier.locks:
            assert lock.relative_to(root).as_posix() in inside
            assert lock.with_suffix(".wheels").relative_to(root).as_posix() in inside
    assert tiers.PIP_LOCK.relative_to(root).as_posix() in inside


def test_a_lock_that_is_missing_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"none\.lock is missing"):
        read_lock(tmp_path / "none.lock")


def test_a_lock_of_one_line_per_package_is_read_too(tmp_path: Path) -> None:
    digest = "ab" * 32
    (tmp_path / "x.lock").write_text(f"# made\nA_b.c==1.0 ; python_version > '3.8' --hash=sha256:{digest}\n"
                                     f"d==2 \\\n    --hash=sha256:{digest}\n")
    pins = read_lock(tmp_path / "x.lock").pins
    assert [(each.name, each.version, each.marker, len(each.hashes)) for each in pins] == [
        ("a-b-c", "1.0", "python_version > '3.8'", 1), ("d", "2", "", 1)]


def part(name: str, size: int, *, there: bool = False) -> Part:
    return Part(Pin(name, "1", "", ()), Wheel(f"{name}.whl", size, size, ""), there)


def test_small_packages_are_fetched_together_and_large_ones_alone() -> None:
    parts = [part("a", 10), part("have", 10, there=True), part("b", 10), part("big", 90_000_000), part("c", 10)]
    assert [[each.pin.name for each in batch] for batch in batches(parts)] == [["a", "b"], ["big"], ["c"]]
    many = [part(f"p{number}", 1) for number in range(20)]
    assert [len(batch) for batch in batches(many)] == [8, 8, 4]


def test_packages_for_another_machine_are_fetched_by_its_platform() -> None:
    target = named_target("windows-3.12")
    assert (target.platform, target.machine, target.minor) == ("win32", "x86_64", (3, 12))
    parts = [Part(pin, wheel, there=False) for pin, wheel in merged(TIERS["light"].read(), target)]
    for batch in downloading.batches(parts, target):
        names = {each.wheel.name.rpartition("-")[2] for each in batch if each.wheel is not None}
        assert len(names) == 1
        words = downloading._kind(batch, target)
        assert words[:4] == ("--python-version", "3.12", "--implementation", "cp")
        assert ("win_amd64" in words) is (names == {"win_amd64.whl"})
        assert ";" not in downloading._lines(batch, target)


def test_names_of_environments_are_short(root: Path) -> None:
    from earthscribe.inference.setup.store import name_of

    name = name_of("torch", "x" * 64, "win32 x86_64 3.12")
    assert re.fullmatch(r"torch-[0-9a-f]{12}", name)
    assert name != name_of("torch", "y" * 64, "win32 x86_64 3.12")
    assert name != name_of("torch", "x" * 64, "win32 x86_64 3.13")
