"""`earthscribe setup` from plan to removal with a tiny tier, and what the doctor has to say of it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from earthscribe.inference import cli
from earthscribe.inference.doctor import NOTE, OK, PROBLEM, environments
from earthscribe.inference.doctor.elsewhere import examine_there
from earthscribe.inference.setup import planning, store
from earthscribe.inference.setup.tiers import TIERS
from earthscribe.inference.values import never

from .. import tiny_tier

Run = Callable[..., "tuple[int, str, str]"]


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The light tier is two tiny packages, whose wheels lie here."""
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setitem(TIERS, "light", tiny_tier.tier(tmp_path / "locks", tmp_path / "wheels"))
    return tmp_path / "wheels"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*words: str) -> tuple[int, str, str]:
        status = cli.main(["setup", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run_it


def test_the_plan_says_what_where_and_how_big(run: Run, wheels: Path) -> None:
    status, out, _ = run("--plan", "--python", sys.executable)
    assert status == 0
    for word in ("light, 2 packages", "to download", "on disk", "Where:", sys.executable):
        assert word in out
    status, out, _ = run("--plan", "--json", "--wheels", str(wheels), "--python", sys.executable)
    said = json.loads(out)
    assert (said["download"], said["packages"]) == (0, {"es-alpha": "1.0", "es-beta": "1.0"})
    assert store.environments() == []


@pytest.mark.slow
def test_from_installation_to_removal(run: Run, wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert environments.in_use().status == NOTE
    status, out, _ = run("--wheels", str(wheels), "--python", sys.executable)
    assert (status, "Ready: light in" in out) == (0, True)
    assert environments.in_use().status == OK
    assert run("--repair", "--wheels", str(wheels), "--python", sys.executable)[1].endswith(
        "Nothing is wrong with the environment.\n")
    status, _, err = run("--rollback")
    assert (status, "no earlier environment" in err) == (3, True)

    monkeypatch.setitem(TIERS, "light", tiny_tier.tier(tmp_path / "locks2", tmp_path / "wheels2", value=2))
    found = environments.in_use()
    assert (found.status, "update is available" in found.says, bool(found.cure)) == (NOTE, True, True)
    first = store.current().name
    status, out, _ = run("--wheels", str(tmp_path / "wheels2"), "--python", sys.executable, "--json")
    assert (status, "Ready" in json.loads(out)["done"]) == (0, True)
    status, out, _ = run("--rollback", "--json")
    assert (status, json.loads(out)["environment"]) == (0, first)

    ready = store.current().folder / "READY.json"
    ready.write_text(json.dumps({**json.loads(ready.read_text()), "schema": 99}))
    found = environments.in_use()
    assert (found.status, "newer version" in found.says, "Update the plugin" in found.cure) == (PROBLEM, True, True)
    status, out, _ = run("--remove")
    assert (status, "came free" in out) == (0, True)
    assert run("--remove")[1] == "There was nothing to remove.\n"


@pytest.mark.slow
def test_a_folder_is_filled_for_another_machine(
        run: Run, wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_tier.write_lock(tmp_path / "pip.lock", [tiny_tier.wheel(wheels, "es-pip", {"es_pip.py": ""})])
    monkeypatch.setattr(planning, "PIP_LOCK", tmp_path / "pip.lock")
    with tiny_tier.index(wheels) as served:
        monkeypatch.setenv("PIP_INDEX_URL", served.url)
        for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
            monkeypatch.delenv(name, raising=False)
        status, out, _ = run("--download", str(tmp_path / "stick"), "--python", sys.executable)
    assert (status, "holds all that" in out) == (0, True)
    assert len(list((tmp_path / "stick").glob("*.whl"))) == 3


@pytest.mark.parametrize(("words", "status", "told"), [
    (("--rollback", "--remove"), 2, "cannot be given together"),
    (("--tier", "huge"), 2, "--tier cannot be 'huge'"),
    (("--python", "/nowhere/python3"), 2, "is not a Python that starts"),
    (("--wheels", "/nowhere"), 2, "There is no folder"),
    (("--for", "windows-3.12"), 2, "for which machine"),
    (("--download", "x", "--for", "amiga-3.12"), 2, "--for cannot be 'amiga-3.12'"),
    (("--repair", "--python", sys.executable), 3, "no environment to verify"),
])
def test_what_cannot_be_done_is_one_sentence(
        run: Run, wheels: Path, words: tuple[str, ...], status: int, told: str) -> None:
    got, _, err = run(*words)
    assert (got, told in err, len(err.splitlines())) == (status, True, 1), err


@pytest.mark.slow
def test_the_doctor_examines_by_the_python_of_the_model_process() -> None:
    found = {each.name: each for each in examine_there({}, never)}
    assert found["numpy"].status == OK
    assert found["model process"].status == OK
    assert "environment" in found


@pytest.mark.slow
def test_where_that_python_does_not_start_the_doctor_says_so_and_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    from earthscribe.inference.doctor import elsewhere
    from earthscribe.inference.worker.environment import LaunchCommand

    monkeypatch.setattr(elsewhere, "launch_command",
                        lambda: LaunchCommand((sys.executable, "-c", "raise SystemExit(3)"), dict(os.environ)))
    found = {each.name: each for each in examine_there({}, never)}
    assert "status 3" in found["model process"].says
    assert found["model process"].cure
    assert found["Python"].status == OK
