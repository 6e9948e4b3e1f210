"""The set-up for real: tiny packages into an environment of their own, cancelled, killed, damaged, removed."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import InputError, SetupError
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.setup import claim, installing, planning, store, upkeep
from earthscribe.inference.setup.planning import Plan, Wish, plan
from earthscribe.inference.setup.process import Line
from earthscribe.inference.setup.refusals import (
    DiskFull,
    EnvironmentBroken,
    EnvironmentTooNew,
    FolderUnwritable,
    NoNetwork,
    NothingThere,
    PackageAltered,
    SetupBusy,
    WheelMissing,
)
from earthscribe.inference.setup.standing import DEAD, FITTING, NONE, OLDER, UNFIT, standing
from earthscribe.inference.setup.store import Environment
from earthscribe.inference.setup.tiers import TIERS, Tier
from earthscribe.inference.values import Description, Progress, Request, never
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import launch_command

from .. import tiny_tier
from .conftest import alive, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of own data, with a blank and umlauts in its path."""
    home = tmp_path / "Ö wn dätä"
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(home))
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return home


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    return tmp_path / "whéels here"


@pytest.fixture
def tiny(tmp_path: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch) -> Tier:
    """The light tier is two tiny packages."""
    made = tiny_tier.tier(tmp_path / "locks", wheels)
    monkeypatch.setitem(TIERS, "light", made)
    return made


def planned(tier: Tier, wheels: Path | None = None, **network: str) -> Plan:
    return plan(Wish(python=sys.executable, wheels=wheels, network=network), tier=tier)


def environment(said: Iterable[Any]) -> Environment:
    """What came last, which is the environment."""
    last = list(said)[-1]
    assert isinstance(last, Environment), last
    return last


def value_in(made: Environment) -> str:
    """What the tiny package says, asked by the environment's own Python."""
    words = [str(made.python), "-I", "-c", "import es_alpha; print(es_alpha.VALUE)"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def stop_at(step: str) -> tuple[Callable[[], bool], Callable[[Iterable[Any]], list[Any]]]:
    """A Stop that becomes true when a step begins, and what drives the generator and sees that."""
    asked: list[bool] = []

    def drive(said: Iterable[Any]) -> list[Any]:
        heard = []
        for each in said:
            heard.append(each)
            if isinstance(each, Progress) and each.step.startswith(step):
                asked.append(True)
        return heard

    return lambda: bool(asked), drive


def test_from_a_folder_of_wheels_without_network_into_a_path_with_blanks_and_umlauts(
        place: Path, wheels: Path, tiny: Tier) -> None:
    chosen = planned(tiny, wheels)
    assert (chosen.missing, chosen.download) == ((), 0)
    said = list(installing.install(chosen, never))
    made = environment(said)
    assert value_in(made) == "1"
    assert store.current() == made
    assert standing().state == FITTING
    assert not (made.folder / store.INCOMPLETE).exists()
    ready = json.loads((made.folder / "READY.json").read_text())
    assert (ready["schema"], ready["tier"], ready["lock"]) == (1, "light", tiny.digest())
    assert ready["packages"]["es-alpha"] == "1.0"
    fractions = [each.fraction for each in said if isinstance(each, Progress) and each.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert any("Successfully installed" in each.text for each in said if isinstance(each, Line))
    assert "Successfully installed" in (place / "logs" / "setup.log").read_text(encoding="utf-8")


def test_a_pip_conf_that_leads_elsewhere_does_not_lead_the_installation_astray(
        place: Path, wheels: Path, tiny: Tier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    astray = tmp_path / "astray"
    own = tmp_path / "pip.conf"
    own.write_text(f"[install]\ntarget = {astray}\n[global]\nfind-links = http://127.0.0.1:9/\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(own))
    assert value_in(environment(installing.install(planned(tiny, wheels), never))) == "1"
    assert not astray.exists()


def test_a_disk_that_is_full_at_the_switch_leaves_the_one_in_use(
        place: Path, wheels: Path, tiny: Tier, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("earthscribe.inference.setup.store.write_whole", full)
    monkeypatch.setattr(store, "finish", lambda folder, _: (folder / store.INCOMPLETE).unlink())
    with pytest.raises(DiskFull):
        list(installing.install(planned(tiny, wheels), never))
    assert store.current() is None


def test_the_same_again_is_a_switch_only(place: Path, wheels: Path, tiny: Tier) -> None:
    first = environment(installing.install(planned(tiny, wheels), never))
    before = (first.folder / "READY.json").stat().st_mtime_ns
    said = list(installing.install(planned(tiny, wheels), never))
    assert not [each for each in said if isinstance(each, Line)]
    assert (first.folder / "READY.json").stat().st_mtime_ns == before


def test_from_an_index_package_by_package_and_what_came_is_used_again(
        place: Path, wheels: Path, tiny: Tier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("earthscribe.inference.setup.downloading.MANY", 1)
    with tiny_tier.index(wheels) as served:
        served.held["es_beta-1.0-py3-none-any.whl"] = threading.Event()
        stop, drive = stop_at("downloading es-beta")
        said = drive(installing.install(planned(tiny, PIP_INDEX_URL=served.url), stop))
        assert not any(isinstance(each, Environment) for each in said)
        assert [each.name for each in store.wheels_place().glob("*.whl")] == ["es_alpha-1.0-py3-none-any.whl"]
        assert store.current() is None
        served.held.popitem()[1].set()
        served.asked.clear()
        again = planned(tiny, PIP_INDEX_URL=served.url)
        assert [each.pin.name for each in again.parts if each.there] == ["es-alpha"]
        made = environment(installing.install(again, never))
        assert not [each for each in served.asked if "alpha" in each]
    assert value_in(made) == "1"


@pytest.mark.parametrize("step", ["making", "installing", "trying"])
def test_cancelled_in_any_step_nothing_is_used_and_the_next_try_succeeds(
        step: str, place: Path, wheels: Path, tiny: Tier) -> None:
    stop, drive = stop_at(step)
    said = drive(installing.install(planned(tiny, wheels), stop))
    assert not any(isinstance(each, Environment) for each in said)
    assert store.current() is None
    assert standing().state == NONE
    assert value_in(environment(installing.install(planned(tiny, wheels), never))) == "1"
    assert [each.name for each in store.environments()] == [store.current().name]


KILLED = """
import importlib, importlib.util, sys
root, wheels, lock = sys.argv[1:]
spec = importlib.util.spec_from_file_location("earthscribe", root + "/__init__.py", submodule_search_locations=[root])
sys.modules["earthscribe"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from pathlib import Path
from earthscribe.inference.setup import installing, planning, process
from earthscribe.inference.setup.tiers import Tier
started = process._start
def start(job):
    child = started(job)
    if str(process.WATCHED) in job.words:
        print(child.pid, *job.words[4:6], flush=True)
    return child
process._start = start
tier = Tier("light", (Path(lock),), ("es_alpha",), ())
plan = planning.plan(planning.Wish(python=sys.executable, wheels=Path(wheels)), tier=tier)
list(installing.install(plan, lambda: False))
"""


def test_killed_in_the_middle_its_children_end_and_the_next_try_succeeds(
        root: Path, place: Path, wheels: Path, tiny: Tier) -> None:
    words = [sys.executable, "-c", KILLED, str(root), str(wheels), str(tiny.locks[0])]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        pid, module, _ = killed.stdout.readline().split()
        assert module == "venv"
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    wait_until(lambda: not alive(int(pid)))
    assert [each.ready for each in store.environments()] == [None]
    assert value_in(environment(installing.install(planned(tiny, wheels), never))) == "1"
    assert len(store.environments()) == 1


def test_a_file_with_another_hash_is_not_installed(place: Path, wheels: Path, tiny: Tier) -> None:
    tiny_tier.wheel(wheels, "es-beta", {"es_beta.py": "EVIL = 1\n"})
    assert planned(tiny, wheels).missing == ("es-beta 1.0",)
    with tiny_tier.index(wheels) as served, pytest.raises(PackageAltered, match="es-beta"):
        list(installing.install(planned(tiny, PIP_INDEX_URL=served.url), never))
    assert store.current() is None


def test_a_wheel_that_is_not_in_the_folder_is_named_before_anything_is_done(
        place: Path, wheels: Path, tiny: Tier) -> None:
    (wheels / "es_beta-1.0-py3-none-any.whl").unlink()
    chosen = planned(tiny, wheels)
    with pytest.raises(WheelMissing, match=r"es-beta 1\.0 in"):
        list(installing.install(chosen, never))
    assert not store.place().exists()
    with pytest.raises(InputError, match="no folder"):
        planned(tiny, wheels / "nowhere")


def test_a_wheel_that_the_index_lacks_is_named(place: Path, wheels: Path, tiny: Tier) -> None:
    (wheels / "es_beta-1.0-py3-none-any.whl").unlink()
    with tiny_tier.index(wheels) as served, pytest.raises(WheelMissing, match="es-beta"):
        list(installing.install(planned(tiny, PIP_INDEX_URL=served.url), never))


def test_no_network_is_said_in_words(place: Path, tiny: Tier) -> None:
    with pytest.raises(NoNetwork) as caught:
        list(installing.install(planned(tiny, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="1"), never))
    assert "wheels folder" in caught.value.hint


def test_two_installers_one_waits_and_says_who(root: Path, place: Path, wheels: Path, tiny: Tier) -> None:
    with claim.Claim() as other:
        assert other.take()
        asked: list[bool] = []
        heard = []
        for said in installing.install(planned(tiny, wheels), lambda: bool(asked)):
            heard.append(said)
            if isinstance(said, Progress) and "another set-up" in said.step:
                asked.append(True)
        assert f"process {os.getpid()}" in heard[-1].step
        with pytest.raises(SetupBusy, match="process"):
            upkeep.remove()
    assert environment(installing.install(planned(tiny, wheels), never))


def test_a_second_installer_finds_what_the_first_has_made(root: Path, place: Path, wheels: Path, tiny: Tier) -> None:
    words = [sys.executable, "-c", KILLED, str(root), str(wheels), str(tiny.locks[0])]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        first.stdout.readline()
        said = list(installing.install(planned(tiny, wheels), never))
        assert first.wait() == 0
    assert any("another set-up" in each.step for each in said if isinstance(each, Progress))
    assert value_in(environment(said)) == "1"
    assert not [each for each in said if isinstance(each, Line)]


@pytest.mark.skipif(os.name == "nt", reason="rights work differently there")
def test_a_folder_that_cannot_be_written_is_said_in_words(place: Path, wheels: Path, tiny: Tier) -> None:
    place.parent.mkdir(exist_ok=True)
    place.write_text("a file stands where the folder should be")
    with pytest.raises(FolderUnwritable, match="cannot be written"):
        list(installing.install(planned(tiny, wheels), never))


def test_too_little_space_is_said_before_anything_is_done(
        place: Path, wheels: Path, tiny: Tier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "free_bytes", lambda: 1000)
    with pytest.raises(DiskFull, match="are needed"):
        list(installing.install(planned(tiny, wheels), never))
    assert store.environments() == []


def test_space_that_runs_out_during_the_download_ends_it(
        place: Path, wheels: Path, tiny: Tier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("earthscribe.inference.setup.downloading.LEAST_FREE", 1 << 60)
    with tiny_tier.index(wheels) as served:
        served.held["es_alpha-1.0-py3-none-any.whl"] = threading.Event()
        with pytest.raises(DiskFull):
            list(installing.install(planned(tiny, PIP_INDEX_URL=served.url), never))


def test_a_half_made_one_that_is_held_by_another_program_is_left_alone(
        place: Path, wheels: Path, tiny: Tier, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = planned(tiny, wheels)
    store.make(chosen.folder)
    delete = store.delete
    monkeypatch.setattr(store, "delete", lambda folder: folder != chosen.folder and delete(folder))
    made = environment(installing.install(chosen, never))
    assert made.name == f"{chosen.name}-2"
    assert value_in(made) == "1"
    again = list(installing.install(planned(tiny, wheels), never))
    assert environment(again) == made
    assert not [each for each in again if isinstance(each, Line)]


def test_what_was_installed_and_does_not_work_is_not_used(place: Path, wheels: Path, tmp_path: Path) -> None:
    bad = tiny_tier.wheel(wheels, "es-bad", {"es_bad.py": "raise OSError('a library is missing')\n"})
    tiny_tier.write_lock(tmp_path / "bad.lock", [bad])
    tier = Tier("light", (tmp_path / "bad.lock",), ("es_bad",), ())
    with pytest.raises(EnvironmentBroken, match="a library is missing"):
        list(installing.install(planned(tier, wheels), never))
    assert store.current() is None


def test_an_update_keeps_the_old_one_to_go_back_to_and_removal_leaves_nothing(
        place: Path, wheels: Path, tiny: Tier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NothingThere):
        upkeep.roll_back()
    old = environment(installing.install(planned(tiny, wheels), never))
    newer = tiny_tier.tier(tmp_path / "locks2", tmp_path / "wheels2", value=2)
    monkeypatch.setitem(TIERS, "light", newer)
    assert standing().state == OLDER
    new = environment(installing.install(planned(newer, tmp_path / "wheels2"), never))
    assert (value_in(new), value_in(old)) == ("2", "1")
    assert store.current() == new
    assert upkeep.roll_back() == old
    assert store.current() == old
    assert upkeep.roll_back() == new
    used = upkeep.disk_use()
    assert used.current > 1_000_000
    assert used.others > 1_000_000
    assert upkeep.remove() > 2_000_000
    assert standing().state == NONE
    assert [each for each in store.place().iterdir() if each.is_dir()] == []


def test_a_third_environment_pushes_out_the_first(
        place: Path, wheels: Path, tiny: Tier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for value in (1, 2, 3):
        tier = tiny_tier.tier(tmp_path / f"locks{value}", tmp_path / f"wheels{value}", value=value)
        made.append(environment(installing.install(planned(tier, tmp_path / f"wheels{value}"), never)))
    assert [each.folder.exists() for each in made] == [False, True, True]


def test_a_damaged_one_is_found_and_built_anew_beside_it(place: Path, wheels: Path, tiny: Tier) -> None:
    made = environment(installing.install(planned(tiny, wheels), never))
    whole = list(upkeep.repair(planned(tiny, wheels), never))
    assert whole[-1] == upkeep.Verdict(())
    (store.site_packages(made.folder) / "es_beta.py").unlink()
    again = environment(upkeep.repair(planned(tiny, wheels), never))
    assert again.name == f"{made.name}-2"
    assert store.current() == again
    assert value_in(again) == "1"


def test_an_environment_whose_python_is_gone_is_not_used(place: Path, wheels: Path, tiny: Tier) -> None:
    made = environment(installing.install(planned(tiny, wheels), never))
    settings = made.folder / "pyvenv.cfg"
    settings.write_text(settings.read_text().replace("home = ", "home = /gone"))
    assert standing().state == DEAD
    assert list(upkeep.verify(never))[-1].faults


def test_what_a_newer_earthscribe_made_is_refused_in_words(place: Path, wheels: Path, tiny: Tier, root: Path,
                                                          tmp_path: Path) -> None:
    made = environment(installing.install(planned(tiny, wheels), never))
    ready = json.loads((made.folder / "READY.json").read_text())
    (made.folder / "READY.json").write_text(json.dumps({**ready, "schema": 99}))
    with pytest.raises(EnvironmentTooNew, match="newer version of Earthscribe"):
        launch_command(tmp_path / "plugins" / "earthscribe")
    again = environment(installing.install(planned(tiny, wheels), never))
    assert store.current() == again


def test_one_of_another_world_is_not_used(
        place: Path, wheels: Path, tiny: Tier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment(installing.install(planned(tiny, wheels), never))
    other = tiny_tier.wheel(wheels, "es-alpha", {"es_alpha.py": "VALUE = 9\n"}, version="2.0")
    tiny_tier.write_lock(tmp_path / "other.lock", [other])
    monkeypatch.setitem(TIERS, "light", Tier("light", (tmp_path / "other.lock",), ("es_alpha",), ("es-alpha",)))
    assert standing().state == UNFIT
    assert "2 is wanted" in standing().why


def test_a_folder_for_machines_without_network_holds_all_and_pip(
        place: Path, wheels: Path, tiny: Tier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pip = tiny_tier.wheel(wheels, "es-pip", {"es_pip.py": ""})
    tiny_tier.write_lock(tmp_path / "pip.lock", [pip])
    monkeypatch.setattr(planning, "PIP_LOCK", tmp_path / "pip.lock")
    folder = tmp_path / "for the ärchive"
    with tiny_tier.index(wheels) as served:
        said = list(installing.download(planned(tiny, PIP_INDEX_URL=served.url), folder, never))
    assert said[-1] == folder
    assert {each.name for each in folder.iterdir()} == {each.name for each in wheels.glob("*.whl")}
    assert value_in(environment(installing.install(planned(tiny, folder), never))) == "1"


def test_a_python_without_ensurepip_takes_pip_from_the_folder_of_wheels(
        place: Path, wheels: Path, tiny: Tier, monkeypatch: pytest.MonkeyPatch) -> None:
    import ensurepip
    import shutil
    from dataclasses import replace

    bundled = next(Path(ensurepip.__file__).parent.glob("_bundled/pip-*.whl"), None)
    if bundled is None:
        pytest.skip("this Python carries no pip")
    shutil.copy(bundled, wheels)
    tiny_tier.write_lock(wheels / "pip.lock", [bundled])
    monkeypatch.setattr(planning, "PIP_LOCK", wheels / "pip.lock")
    chosen = planned(tiny, wheels)
    bare = replace(chosen, python=replace(chosen.python, has=("venv",)))
    assert value_in(environment(installing.install(bare, never))) == "1"


def test_the_model_process_runs_in_what_was_installed(
        place: Path, wheels: Path, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sysconfig

    tier = tiny_tier.tier(tmp_path / "locks", wheels, link=sysconfig.get_path("purelib"))
    monkeypatch.setitem(TIERS, "light", tier)
    made = environment(installing.install(planned(tier, wheels), never))
    plugin = tmp_path / "plugins" / "earthscribe"
    plugin.parent.mkdir()
    plugin.mkdir()
    for name in ("inference", "resources", "requirements", "__init__.py", "metadata.txt"):
        (plugin / name).symlink_to(root / name)
    launch = launch_command(plugin)
    assert launch.argv[0] == str(made.python)
    analyst = WorkerAnalyst(RunConfig(), launch=launch)
    try:
        quad = PixelQuad(((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)))
        assert isinstance(list(analyst.run(Request("describe", quad, model="echo"), never))[-1], Description)
        assert analyst.about["python"]
    finally:
        analyst.close()


def test_errors_of_the_set_up_have_one_sentence_and_a_cure() -> None:
    from earthscribe.inference.errors import all_errors
    from earthscribe.inference.setup.refusals import PythonMissing, SetupRefused

    for kind in all_errors(SetupRefused):
        made = kind("Python 3.11 to 3.14") if kind is PythonMissing else kind("something")
        assert isinstance(made, SetupError)
        assert made.message.endswith(".")
        assert made.hint.endswith(".")
        assert made.exit_status == 3


@pytest.mark.live
def test_the_real_light_tier_installs_and_works(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(place))
    began = time.monotonic()
    made = environment(installing.install(plan(Wish(python=sys.executable)), never))
    print(f"{time.monotonic() - began:.0f} s, {planning.sizes(made.ready.size)}")
    assert {"rasterio", "numpy", "onnxruntime"} <= set(made.ready.packages)
