"""The doctor: what is really there, what is not used and why, and a diagnostic file that tells no secrets."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Dict, List
from urllib.parse import quote

import numpy as np
import pytest
from earthscribe.inference import doctor, home, keepsakes
from earthscribe.inference.config import RunConfig
from earthscribe.inference.doctor import NOTE, OK, PROBLEM, Finding, accelerators, answers, onnx_probe, packages, places
from earthscribe.inference.doctor.redaction import Redaction
from earthscribe.inference.errors import OutputUnwritable
from earthscribe.inference.servers import Server
from earthscribe.tests.described import described
from earthscribe.tests.scripted_server import ScriptedServer

H200 = ("NVIDIA H200, 143771 MiB, 570.1",)


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "Daten von Änne"
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(place))
    return place


def by_name(findings: List[Finding]) -> Dict[str, Finding]:
    return {finding.name: finding for finding in findings}


# --- packages -----------------------------------------------------------------------------------------------------


def test_the_light_packages_are_really_loaded() -> None:
    found = by_name([packages.light(each, osgeo_there=False) for each in packages.LIGHT])
    assert set(found) == {"numpy", "rasterio", "pyproj", "shapely", "pyogrio", "PIL", "httpx", "onnxruntime"}
    assert found["numpy"] == Finding("numpy", OK, np.__version__)
    assert found["rasterio"].status == OK


def test_a_missing_package_names_its_purpose_and_cure() -> None:
    reader = packages.Package("rasterio_that_is_not_there", ("rasterio_that_is_not_there",), "reading rasters")
    found = packages.light(reader, osgeo_there=False)
    assert (found.status, "reading rasters" in found.says, "make setup" in found.cure) == (NOTE, True, True)


def test_a_package_that_does_not_load_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_wheel.py").write_text("raise OSError('libnothing.so: cannot open shared object file')")
    monkeypatch.syspath_prepend(tmp_path)
    found = packages.light(packages.Package("broken_wheel", ("broken_wheel",), "trying"), osgeo_there=False)
    assert found.status == PROBLEM
    assert "libnothing.so" in found.says
    assert found.cure


def test_the_interpreter_is_named() -> None:
    found = next(packages.python())
    assert found.status == OK
    assert ".".join(map(str, sys.version_info[:3])) in found.says


# --- graphics processors ------------------------------------------------------------------------------------------


def test_the_probe_is_a_model_that_onnxruntime_runs() -> None:
    built_in, loaded = onnx_probe.providers()
    assert "CPUExecutionProvider" in built_in
    assert "CPUExecutionProvider" in loaded


@pytest.mark.parametrize(("built_in", "loaded", "status", "says"), [
    (("CPUExecutionProvider",), ("CPUExecutionProvider",), NOTE, "build for the main processor"),
    (("CUDAExecutionProvider", "CPUExecutionProvider"), ("CPUExecutionProvider",), PROBLEM, "could not be loaded"),
    (("CUDAExecutionProvider", "CPUExecutionProvider"), ("CUDAExecutionProvider", "CPUExecutionProvider"), OK,
     "used: CUDAExecutionProvider"),
])
def test_a_processor_left_idle_is_never_silent(built_in: tuple, loaded: tuple, status: str, says: str) -> None:
    found = accelerators.judged(H200, accelerators.onnxruntime_judged(built_in, loaded))
    assert (found.status, says in found.says) == (status, True)
    if status != OK:
        assert found.says.startswith("GPU found but not used, because ")
        assert found.cure


def test_without_a_processor_nothing_is_wrong() -> None:
    assert accelerators.seen((), "").status == OK
    assert accelerators.judged((), accelerators.onnxruntime_judged(("CPUExecutionProvider",), ())).status == OK
    assert accelerators.seen((), "couldn't communicate with the driver").cure


def test_this_machine_is_examined_without_failing() -> None:
    found, trouble = accelerators.nvidia()
    assert accelerators.seen(found, trouble).name == "GPU"
    use = accelerators.onnxruntime_use()
    assert use is not None
    assert accelerators.judged(found, use).name == "GPU in onnxruntime"


# --- places -------------------------------------------------------------------------------------------------------


def test_the_data_folder_is_tried(data_folder: Path) -> None:
    assert next(places.data_folder()) == Finding("data folder", OK, str(data_folder))
    assert list(data_folder.iterdir()) == []


def test_a_data_folder_that_cannot_be_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "file" / "home"))
    found = next(places.data_folder())
    assert found.status == PROBLEM
    assert "EARTHSCRIBE_HOME" in found.cure
    assert next(places.disk()).says.endswith("free")


def test_settings_that_cannot_be_read_are_a_problem(data_folder: Path) -> None:
    assert next(places.settings_file()).status == OK
    data_folder.mkdir()
    (data_folder / "settings.json").write_text("{")
    found = next(places.settings_file())
    assert found.status == PROBLEM
    assert found.cure


def test_coordinate_data_and_memory_are_tried() -> None:
    assert next(places.coordinates()).status == OK
    assert next(places.memory()).name == "memory"
    assert next(places.qgis()).status in (OK, NOTE)


# --- servers ------------------------------------------------------------------------------------------------------


def test_servers_are_asked_what_they_offer() -> None:
    with ScriptedServer() as peer:
        peer.models, url = ["llava", "qwen"], peer.url
        found = list(answers.servers(RunConfig(), (Server("mine", url, "llava"), Server("other", url, "gone"))))
    assert found[0] == Finding("server mine", OK, "it answers and offers 2 models")
    assert (found[1].status, "llava, qwen" in found[1].cure) == (NOTE, True)


def test_a_server_that_is_down_is_a_problem_without_its_key() -> None:
    with ScriptedServer() as peer:
        url = peer.url
    server = Server("down", url, "llava", "sk-very-secret-indeed")  # pragma: allowlist secret
    found = next(answers.servers(RunConfig(), (server,)))
    assert (found.name, found.status) == ("server down", PROBLEM)
    assert found.cure
    assert "very-secret" not in found.says + found.cure


def test_no_server_is_fine(data_folder: Path) -> None:
    assert next(answers.servers(RunConfig(), None)).status == OK


# --- redaction and the file ---------------------------------------------------------------------------------------


@pytest.fixture
def redaction(data_folder: Path) -> Redaction:
    return Redaction.here(("k3y-of-a-server",), {"USER": "aenne", "MY_API_KEY": "hunter2hunter2"})


@pytest.mark.parametrize("secret", [
    "k3y-of-a-server", "hunter2hunter2", "aenne", "passw0rd", "q=private", "AbCdEf123456", "sk-abcdefgh1234",
    "anna@example.org", "orchard.tif", "secret place",
])
def test_no_secret_survives(redaction: Redaction, secret: str) -> None:
    text = (
        "failed with k3y-of-a-server and hunter2hunter2 for aenne at http://u:passw0rd@example.org/v1?q=private#x\n"
        'Authorization: Bearer AbCdEf123456\n{"api_key": "sk-abcdefgh1234"}\npassword=passw0rd\n'
        "mail anna@example.org\ncannot open /data/secret_place/orchard.tif: no such file\n"
        '"/data/secret place/orchard.tif"\nC:\\Users\\Someone\\orchard.tif\n\\\\server\\share\\orchard.tif')
    assert secret in text.replace("secret_place", "secret place")
    assert secret not in redaction.text(text)


@pytest.mark.parametrize("secret", ["Doe", "orchard", "Höfe", "scribe ü", "Customer", "Acme", "neighbour"])
def test_no_part_of_a_path_survives_behind_a_blank(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    person = tmp_path / "home of" / "Jane Doe"
    monkeypatch.setenv("HOME", str(person))
    monkeypatch.setenv("USERPROFILE", str(person))
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "Daten der Höfe"))
    text = (f"cannot open {person}/my fields/orchard west.tif: no such file\n"
            f"{person} and '{person}/Acme neighbour' and {tmp_path}/Daten der Höfe/logs/worker.log are there\n"
            "started /opt/Earth scribe ü/.venv/bin/python -m earthscribe.inference.worker\n"
            "C:\\Users\\Jane Doe\\Customer Acme\\orchard.tif\nfile:///mnt/disk 2/Jane Doe/orchard west.tif\n"
            f"file://{quote(str(person))}/orchard.tif")
    assert secret in text
    assert secret not in Redaction.here((), {}).text(text)


def test_a_known_folder_is_named_by_what_it_is(data_folder: Path) -> None:
    redaction = Redaction.here((), {})
    assert redaction.text(f"{data_folder}/logs/a b.log: full") == "[data folder]/[path]: full"
    assert redaction.text(f"{data_folder} is full") == "[data folder] is full"
    assert redaction.text(f"{data_folder}2/a.log").startswith("[temporary folder]/")
    assert redaction.text("python -m earthscribe.inference.worker, version 3.11") == (
        "python -m earthscribe.inference.worker, version 3.11")


def test_what_helps_to_understand_survives(redaction: Redaction) -> None:
    said = redaction.text('File "/home/aenne/.venv/lib/python3.11/site-packages/numpy/core.py", line 7, in f\n'
                          "ValueError: shapes (3, 4) and (5,) differ; see https://example.org/help/page")
    assert 'File "site-packages/numpy/core.py", line 7' in said
    assert "ValueError: shapes (3, 4) and (5,) differ" in said
    assert "https://example.org/help/page" in said
    ours = redaction.text('File "/opt/x/earthscribe/inference/worker/serve.py", line 3')
    assert ours == 'File "inference/worker/serve.py", line 3'


def test_a_log_tells_what_crossed_but_not_what_was_said(redaction: Redaction) -> None:
    lines = ['2026-01-02 03:04:05 [77] > run 1 {"request": {"text": "Is that my neighbour?"}}',
             '2026-01-02 03:04:06 [77] < delta 1 {"text": "A red barn"}',
             '2026-01-02 03:04:07 [77] < error 1 {"kind": "OutOfMemory", "message": "neighbour"}',
             "2026-01-02 03:04:08 [77] Segmentation fault"]
    assert redaction.log(lines).splitlines() == [
        "2026-01-02 03:04:05 [77] > run 1 ...", "2026-01-02 03:04:06 [77] < delta 1 ...",
        "2026-01-02 03:04:07 [77] < error 1 OutOfMemory", "2026-01-02 03:04:08 [77] Segmentation fault"]


def test_the_file_holds_no_secret_planted_anywhere(data_folder: Path, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    planted = {"key": "planted-key-0123", "variable": "planted-variable-4567", "proxy": "plantedproxyword",
               "query": "plantedquery", "raw": "planted raw answer", "question": "planted question",
               "raster": "planted_raster.tif", "server": "planted-server-name", "short": "p~1"}
    monkeypatch.setenv("EARTHSCRIBE_API_KEY", planted["short"])
    monkeypatch.setenv("MY_SERVER_KEY", planted["key"])
    monkeypatch.setenv("EARTHSCRIBE_SECRET", planted["variable"])
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:{planted['proxy']}@proxy.example.org:3128/?{planted['query']}")
    keepsakes.keep(described(raster=planted["raster"], text=planted["raw"]), planted["raw"].encode(), 10)
    (data_folder / "settings.json").write_text(json.dumps({"schema": 1, "servers": {planted["server"]: {
        "url": "http://localhost:1/v1", "model": "llava", "key_env": "MY_SERVER_KEY"}}}))
    home.folder("logs").joinpath("worker.log").write_text(
        f'2026-01-02 03:04:05 [7] > run 1 {{"raster": "/x/{planted["raster"]}", "text": "{planted["question"]}"}}\n'
        f'2026-01-02 03:04:06 [7] < delta 1 {{"text": "{planted["raw"]}"}}\n'
        f"2026-01-02 03:04:07 [7] could not open /data/{planted['raster']} with {planted['key']}\n")
    target = tmp_path / "report.zip"
    doctor.bundle(target, [Finding("disk", PROBLEM, f"{data_folder}/x of {Path.home()}: {planted['key']}", "cure")])
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert set(parts) == {"README.txt", "findings.json", "versions.json", "environment.json", "settings.json",
                          "logs/worker.log"}
    whole = "\n".join([*parts, *parts.values()])
    for what, secret in {**planted, "data folder": str(data_folder), "home": str(Path.home()) + "/"}.items():
        assert secret not in whole, what
    assert json.loads(parts["findings.json"])[0]["name"] == "disk"
    assert json.loads(parts["versions.json"])["packages"]["numpy"] == np.__version__
    assert "[7] > run 1 ..." in parts["logs/worker.log"]


def test_a_bundle_that_cannot_be_written_says_so(data_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable):
        doctor.bundle(tmp_path / "missing" / "report.zip", [])
    folder = tmp_path / "folder.zip"
    folder.mkdir()
    with pytest.raises(OutputUnwritable):
        doctor.bundle(folder, [])
    assert [each.name for each in tmp_path.iterdir()] == ["folder.zip"]
