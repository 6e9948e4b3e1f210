"""`earthscribe train`: wrong words are told before any work begins, and a whole run goes from folder to files."""

from __future__ import annotations

import json

import numpy as np
import pytest
from earthscribe.inference.cli import main
from PIL import Image


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus/neon-trees"
    (folder / "images").mkdir(parents=True)
    rows = []
    for number, split in enumerate(("train", "val")):
        Image.fromarray(np.full((96, 96, 3), 90 + number, np.uint8)).save(folder / f"images/{split}.png")
        tree = {"category": "tree", "polygon": [[20, 20], [60, 20], [60, 60], [20, 60]], "obb": False}
        rows.append({"image": f"images/{split}.png", "split": split, "sensor": "optical", "gsd_m": 0.1,
                     "objects": [tree]})
    (folder / "annotations.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder.parent


@pytest.mark.parametrize(("words", "said"), [
    ([], "--data"),
    (["--data", "nowhere", "--out", "run"], "no folder nowhere"),
    (["--data", ".", "--out", "run", "--finish", "5"], "--resume"),
    (["--data", ".", "--out", "run", "--steps", "many"], "whole number"),
    (["--data", ".", "--out", "run", "--minutes", "-1"], "positive"),
    (["--data", ".", "--out", "run", "--device", "abacus"], "cuda"),
    (["--data", "{empty}", "--out", "{empty}"], "none of the sets"),
])
def test_wrong_words_are_told_in_a_sentence(words, said, tmp_path, capsys):
    pytest.importorskip("torch")
    status = main(["train", *(word.format(empty=tmp_path) for word in words)])
    assert status == 2
    assert said in capsys.readouterr().err


def test_a_run_is_begun_continued_and_finished(corpus, tmp_path, capsys, monkeypatch):
    pytest.importorskip("torch")
    from earthscribe.inference.training import job_torch, loop_torch

    monkeypatch.setattr(job_torch.published, "check", lambda _path: None)
    begun = loop_torch.start(loop_torch.Schedule(batch=1), None, job_torch.Sampler(
        job_torch.read_corpus(corpus, splits=("train",)), 0), loop_torch.choose_device("cpu"))
    loop_torch.save(begun, tmp_path / "earlier")
    run = tmp_path / "run"
    common = ["train", "--data", str(corpus), "--out", str(run), "--rendered", "0"]
    assert main([*common, "--steps", "2", "--batch", "1", "--from", str(tmp_path / "earlier/ema.safetensors")]) == 0
    assert main(common) == 2
    assert "--resume" in capsys.readouterr().err
    assert main([*common, "--resume", "--finish", "2"]) == 0
    assert loop_torch.step_of(run / loop_torch.WEIGHTS) == 4
    assert (run / job_torch.BEST).exists()
    assert "tree" in capsys.readouterr().out
