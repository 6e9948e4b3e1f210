"""The model file and its session: what is missing or damaged is named with its hash and the cure; threads, batches."""

from __future__ import annotations

import builtins
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from earthscribe.inference.detection import SeenAs, bundled_detector, network
from earthscribe.inference.detection.card import digest_in, is_ours, read_model
from earthscribe.inference.detection.cores import usable_cores
from earthscribe.inference.detection.network import context_of
from earthscribe.inference.detection.session import Session
from earthscribe.inference.errors import BackendError, ModelCorrupt, ModelFileMissing, OutOfMemory, PackageMissing
from earthscribe.inference.memory import free_gpu_memory_mb
from earthscribe.tests.tiny_network import network_bytes, write_network


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_network(tmp_path)


def feeds(count: int, side: int = 32) -> dict:
    random = np.random.default_rng(2)
    return {"image": random.uniform(0, 255, (count, 3, side, side)).astype(np.float32),
            "context": np.zeros((count, 6), np.float32)}


def test_the_card_says_what_the_file_is(file: Path) -> None:
    found = read_model(file)
    assert (found.card.names, found.card.revision, found.channels) == (("person", "car", "building"), "test-1",
                                                                       (0, 1, 2))
    assert found.card.working_gsd("optical") == (0.1, 0.6)
    assert is_ours(file)


def test_a_damaged_file_is_named_with_both_hashes_and_the_cure(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])
    with pytest.raises(ModelCorrupt, match=r"tiny\.onnx is damaged: its SHA-256 is [0-9a-f]{16}\.\.\., and") as error:
        read_model(file)
    assert error.value.hint.startswith("Install Earthscribe again")
    assert "\n" not in error.value.sentence()


def test_on_processors_the_form_in_eight_bits_is_taken_where_the_card_names_one(tmp_path: Path) -> None:
    small = write_network(tmp_path, "small")
    named = {"file": "small.onnx", "sha256": json.loads(small.with_suffix(".json").read_text("utf-8"))["sha256"]}
    file = write_network(tmp_path, "large", int8=named)
    assert (read_model(file).path.name, read_model(file, eight_bit=True).path.name) == ("large.onnx", "small.onnx")
    small.write_bytes(b"")
    with pytest.raises(ModelCorrupt, match=r"small\.onnx"):
        read_model(file, eight_bit=True)


def test_a_missing_file_is_named_with_the_hash_it_should_have(file: Path) -> None:
    expected = digest_in(json.loads(file.with_suffix(".json").read_text(encoding="utf-8")))
    file.unlink()
    with pytest.raises(ModelFileMissing, match=expected[:16]):
        read_model(file)
    file.with_suffix(".json").unlink()
    with pytest.raises(ModelFileMissing, match=r"tiny\.json"):
        read_model(file)


@pytest.mark.parametrize("card", ["", "[]", '{"revision": "1"}', '{"revision": "1", "classes": []}',
                                  '{"revision": "1", "classes": [{"name": "car", "threshold": 7}]}',
                                  '{"revision": "1", "classes": [{"name": "unheard-of"}]}',
                                  '{"revision": "1", "classes": [{"name": "car"}, {"name": "car"}]}',
                                  '{"revision": "1", "classes": [{"name": "car", "channel": -1}]}',
                                  '{"revision": "1", "stride": 0, "classes": [{"name": "car"}]}',
                                  '{"revision": "1", "classes": [{"name": "car", "bias": Infinity}]}',
                                  '{"revision": "1", "classes": [{"name": "car", "temperature": Infinity}]}',
                                  '{"revision": "1", "classes": [{"name": "car", "gsd_m": [1e-9, Infinity]}]}',
                                  '{"revision": "1", "classes": [{"name": "car", "gsd_m": {"sar": [2, 1]}}]}',
                                  '{"revision": "1", "classes": [{"name": "car", "gsd_m": {"sar": 2}}]}',
                                  "[" * 100_000])
def test_a_card_that_cannot_be_read_is_a_damaged_model(file: Path, card: str) -> None:
    file.with_suffix(".json").write_text(card, encoding="utf-8")
    with pytest.raises(ModelCorrupt, match=r"tiny\.json"):
        read_model(file)
    assert not is_ours(file)


def test_cards_of_every_age_say_at_which_pixel_sizes_a_class_is_found(file: Path) -> None:
    card = file.with_suffix(".json")
    said = json.loads(card.read_text(encoding="utf-8"))
    first, second, third = said["classes"]
    first.update(gsd_m=[0.1, 0.2])
    second.update(gsd_m={"optical": [0.3, 0.6], "sar": None}, bias=-0.5)
    third.update(gsd_m={"sar": None})
    card.write_text(json.dumps(said), encoding="utf-8")
    anywhere, by_sensor, unknown = read_model(file).card.classes
    assert [anywhere.gsd_with(each) for each in ("optical", "sar")] == [(0.1, 0.2)] * 2
    assert [by_sensor.gsd_with(each) for each in ("optical", "multispectral", "sar")] == [(0.3, 0.6), (0.3, 0.6), None]
    assert unknown.gsd_with("sar") is None
    assert [anywhere.bias, by_sensor.bias] == [0.0, -0.5]


def test_a_file_that_onnxruntime_cannot_load_is_damaged() -> None:
    with pytest.raises(ModelCorrupt, match="cannot load"):
        Session(b"no model", "bad.onnx")


def test_without_onnxruntime_the_package_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any, **more: Any) -> Any:
        if name == "onnxruntime":
            raise ModuleNotFoundError("No module named 'onnxruntime'")
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PackageMissing, match="onnxruntime is needed for finding objects"):
        bundled_detector(file)


def test_the_session_says_where_it_runs() -> None:
    session = Session(network_bytes(), "tiny")
    assert session.providers[-1] == "CPUExecutionProvider"
    assert session.on_gpu or session.device.startswith(f"cpu ({session.threads} thread")
    assert session.threads == usable_cores()


def test_bound_inputs_and_outputs_give_the_same_maps() -> None:
    plain, bound = Session(network_bytes(), "tiny", cuda=False), Session(network_bytes(), "tiny", cuda=False,
                                                                         binding=True)
    for ours, theirs in zip(plain.run(feeds(2)), bound.run(feeds(2))):
        assert np.array_equal(ours, theirs)


def test_a_batch_too_large_for_memory_goes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    session, sizes = Session(network_bytes(), "tiny", cuda=False), []
    once = session._once

    def small(given: dict) -> Any:
        sizes.append(len(given["image"]))
        if sizes[-1] > 2:
            raise RuntimeError("Failed to allocate memory for requested buffer of size 12345")
        return once(given)

    expected = session.run(feeds(6))
    monkeypatch.setattr(session, "_once", small)
    for ours, theirs in zip(session.run(feeds(6)), expected):
        assert np.allclose(ours, theirs)
    assert sizes == [6, 3, 1, 1, 1, 1, 1, 1], "and the size that fits is remembered"
    session.run(feeds(6))
    assert sizes[8:] == [1] * 6


def test_memory_that_does_not_suffice_for_one_picture_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(network_bytes(), "tiny", cuda=False)

    def never_fits(given: dict) -> Any:
        raise RuntimeError("CUDA out of memory")

    monkeypatch.setattr(session, "_once", never_fits)
    with pytest.raises(OutOfMemory):
        session.run(feeds(2))


def test_another_failure_while_it_runs_is_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(network_bytes(), "tiny", cuda=False)
    with pytest.raises(BackendError, match="tiny failed while it ran"):
        session.run({**feeds(1), "image": np.zeros((1, 5, 32, 32), np.float32)})


def test_a_control_group_limits_the_threads(tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text("150000 100000\n", encoding="ascii")
    assert usable_cores(tmp_path) == min(2, usable_cores(tmp_path / "none"))
    (tmp_path / "cpu.max").write_text("50000 100000\n", encoding="ascii")
    assert usable_cores(tmp_path) == 1
    (tmp_path / "cpu.max").write_text("max 100000\n", encoding="ascii")
    assert usable_cores(tmp_path) == usable_cores(tmp_path / "none")


def test_the_network_is_told_sensor_and_scale() -> None:
    assert context_of(SeenAs("infrared", 0.6)).tolist() == [0, 1, 0, 0, 1, 1]
    assert context_of(SeenAs("optical")).tolist() == [1, 0, 0, 0, 0, 0]
    assert context_of(SeenAs("sar", 1e9)).tolist() == [0, 0, 1, 0, 7, 1]


def test_batches_are_sized_to_the_free_memory_of_the_card(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    detector = bundled_detector(file, cuda=False)
    assert detector.batch_for(1152) == 1, "on a processor more bring nothing"
    monkeypatch.setattr(detector._session, "on_gpu", True)
    monkeypatch.setattr(network, "free_gpu_memory_mb", lambda: 12_000.0)
    assert 1 < detector.batch_for(1152) < detector.batch_for(640) <= network.LARGEST_BATCH
    detector = bundled_detector(file, cuda=False)
    monkeypatch.setattr(detector._session, "on_gpu", True)
    monkeypatch.setattr(network, "free_gpu_memory_mb", lambda: 100.0)
    assert detector.batch_for(1152) == 1


@pytest.mark.skipif(os.name == "nt", reason="the driver's program is played by a script of the shell")
def test_the_driver_is_asked_for_free_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "nvidia-smi"
    for said, expected in (("81234\n79000\n", 81234.0), ("No devices were found\n", None)):
        program.write_text(f"#!/bin/sh\nprintf '{said}'\n", encoding="ascii")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert free_gpu_memory_mb() == expected
    program.unlink()
    assert free_gpu_memory_mb() is None
