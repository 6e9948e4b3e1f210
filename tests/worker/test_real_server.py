"""A server nobody here wrote: `transformers serve` with a tiny vision-language model answers over loopback."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from earthscribe.inference.backends.openai_server import OpenAIServer
from earthscribe.inference.errors import ModelMissing
from earthscribe.inference.servers import Server, offered_models
from earthscribe.inference.servers.client import Backoff
from earthscribe.inference.values import Delta, Description, Said, never
from earthscribe.tests import tiny_llava
from earthscribe.tests.prepared import prepared_request, quick

NEEDED = ("torch", "transformers", "fastapi", "uvicorn", "openai", "tokenizers", "PIL")
NAME = "earthscribe-tests/tiny-llava"
COMMIT = "0123456789abcdef0123456789abcdef01234567"

pytestmark = pytest.mark.slow


def missing() -> list[str]:
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkpoint, laid out as one that was fetched from the hub under a name."""
    if missing():
        pytest.skip(f"a real server needs the packages {', '.join(missing())}: `make test` installs them")
    home = tmp_path_factory.mktemp("hub")
    model = home / "hub" / ("models--" + NAME.replace("/", "--"))
    made = subprocess.run([sys.executable, tiny_llava.__file__, str(model / "snapshots" / COMMIT)], check=False,
                          capture_output=True, text=True, encoding="utf-8", env=offline(home))
    assert made.returncode == 0, made.stderr
    (model / "refs").mkdir()
    (model / "refs" / "main").write_text(COMMIT)
    return home


def offline(home: Path) -> dict[str, str]:
    return {**os.environ, "HF_HOME": str(home), "HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error",
            "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def url(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server's address, once it says that it is well."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    command = [sys.executable, "-c", "from transformers.cli.transformers import main; main()", "serve", "--host",
               "127.0.0.1", "--port", str(port), "--device", "cpu"]
    with log.open("wb") as stream:
        child = subprocess.Popen(command, stdout=stream, stderr=stream, env=offline(cache))
    try:
        wait_until_well(f"http://127.0.0.1:{port}/health", child, log)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        child.terminate()
        child.wait()
        shutil.rmtree(cache, ignore_errors=True)


def wait_until_well(address: str, child: subprocess.Popen[bytes], log: Path) -> None:
    """As long as the server lives, up to ten minutes: importing torch may be slow."""
    for _ in range(1200):
        assert child.poll() is None, log.read_text(errors="replace")
        try:
            if httpx.get(address, trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    pytest.fail(log.read_text(errors="replace"))


def backend_for(url: str, model: str = NAME) -> OpenAIServer:
    backend = OpenAIServer(f"{url}#{model}", quick(deadline=300.0, max_tokens=24, tries=2))
    backend.load()
    backend.client.backoff = Backoff(first=0.01, longest=0.01)
    return backend


def said_by(backend: OpenAIServer, pictures: str = "both") -> list[Said]:
    request = prepared_request(options=(("max_tokens", 24), ("pictures", pictures)))
    return list(backend.run(request, never))


def test_it_offers_the_model(url: str) -> None:
    assert offered_models(Server("", url, ""), quick()) == [NAME]


@pytest.mark.parametrize("pictures", ["view", "crop", "both"])
def test_pictures_go_there_and_text_streams_back(url: str, pictures: str) -> None:
    *pieces, result = said_by(backend_for(url), pictures)
    deltas = [each.text for each in pieces if isinstance(each, Delta)]
    assert isinstance(result, Description)
    assert len(deltas) > 1
    assert "".join(deltas) == result.text != ""
    assert result.provenance.revision.startswith(NAME)
    assert result.provenance.tokens == 24
    assert result.provenance.finish == "length"
    assert result.provenance.device == url.split("/")[2]


def test_the_same_question_has_the_same_answer(url: str) -> None:
    first, second = said_by(backend_for(url))[-1], said_by(backend_for(url))[-1]
    assert isinstance(first, Description)
    assert isinstance(second, Description)
    assert first.text == second.text


def test_the_pictures_reach_the_model(url: str) -> None:
    """A model of random weights says something else about another picture."""
    request = prepared_request(options=(("max_tokens", 24), ("pictures", "view")))
    assert request.chip is not None
    dark = replace(request, chip=replace(request.chip, pixels=request.chip.pixels // 8))
    texts = set()
    for each in (request, dark):
        result = list(backend_for(url).run(each, never))[-1]
        assert isinstance(result, Description)
        texts.add(result.text)
    assert len(texts) == 2


def test_stop_keeps_what_came_and_the_server_goes_on(url: str) -> None:
    request = prepared_request(options=(("max_tokens", 2000), ("pictures", "view")))
    heard: list[str] = []
    result = None
    for said in backend_for(url).run(request, lambda: len(heard) >= 3):
        if isinstance(said, Delta):
            heard.append(said.text)
        elif isinstance(said, Description):
            result = said
    assert result is not None
    assert result.provenance.finish == "stopped"
    assert result.text == "".join(heard)
    assert isinstance(said_by(backend_for(url))[-1], Description)


def test_a_model_it_does_not_have_is_named_with_those_it_has(url: str) -> None:
    with pytest.raises(ModelMissing, match="nobody/nothing") as caught:
        said_by(backend_for(url, "nobody/nothing"))
    assert f"offers: {NAME}" in caught.value.hint
