"""Before anything is set up: servers are asked by the Python that QGIS brings, which has no httpx."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path
from typing import Any, Iterator

import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import ServerRefused
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.raster import open_raster
from earthscribe.inference.servers import Server
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.values import Delta, Request, never
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import HOST, ROOT, LaunchCommand, child_environment
from earthscribe.tests.loopback_proxy import LoopbackProxy
from earthscribe.tests.scripted_server import ScriptedServer, busy, endless, forever, stream

from .conftest import result_of, system_python, text_of

QUAD = PixelQuad(((20.0, 20.0), (44.0, 20.0), (44.0, 36.0), (20.0, 36.0)))
WORDS = ("A large ", "tree ", "stands ", "here.")


@pytest.fixture
def bare() -> Iterator[Any]:
    """Makes analysts whose process runs in a Python without httpx."""
    python = system_python()
    if not subprocess.run([python, "-c", "import httpx"], check=False, capture_output=True).returncode:
        pytest.skip("the system's Python has httpx")
    made = []

    def analyst(*servers: Server, tries: int = 5, **environ: str) -> WorkerAnalyst:
        script = ROOT / "inference" / "worker" / "__main__.py"
        kept = {**child_environment(os.environ, HOST, os.path.exists), **environ}
        launch = LaunchCommand((python, "-I", str(script)), kept, HOST)
        made.append(WorkerAnalyst(RunConfig(tries=tries), servers=servers, launch=launch))
        return made[-1]

    yield analyst
    for each in made:
        each.close()


@pytest.fixture
def request_to(raster: Any) -> Any:
    """Makes the request for a box of a small raster."""

    def made(model: str) -> Request:
        source = open_raster(raster("utm"))
        request = make_request(source.info, QUAD, RunConfig(model=model))
        source.close()
        return request

    return made


def test_a_server_describes_and_streams(bare: Any, request_to: Any) -> None:
    with ScriptedServer(busy(503, "0"), stream(*WORDS, tokens=6)) as peer:
        said = list(bare(Server("peer", peer.url, "llava", "k-012345")).run(request_to("peer"), never))
    assert text_of(said) == "".join(WORDS) == result_of(said).text
    assert len([each for each in said if isinstance(each, Delta)]) > 1
    assert result_of(said).provenance.device == f"127.0.0.1:{peer.port}"
    assert peer.chats[-1].headers["authorization"] == "Bearer k-012345"


def test_it_lists_what_it_offers(bare: Any) -> None:
    with ScriptedServer(models=["llava", "qwen"]) as peer:
        assert bare().models(peer.url) == ["llava", "qwen"]


def test_stop_keeps_what_came_and_the_process_goes_on(bare: Any, request_to: Any) -> None:
    with ScriptedServer(endless(forever("tree "), 0.01), stream(*WORDS)) as peer:
        analyst = bare(Server("peer", peer.url, "llava"))
        heard = threading.Event()
        said: list[Any] = []
        for each in analyst.run(request_to("peer"), heard.is_set):
            said += [each]
            if isinstance(each, Delta):
                heard.set()
        assert result_of(said).provenance.finish == "stopped"
        pid = analyst.pid
        assert text_of(list(analyst.run(request_to("peer"), never))) == "".join(WORDS)
        assert analyst.pid == pid


def test_the_proxy_of_the_environment_is_used(bare: Any) -> None:
    with ScriptedServer(models=["llava"]) as peer, LoopbackProxy({"models.example": peer.port}, "jo", "word") as proxy:
        place = f"http://jo:word@127.0.0.1:{proxy.port}"
        assert bare(HTTP_PROXY=place, http_proxy=place, NO_PROXY="", no_proxy="").models(
            "http://models.example/v1") == ["llava"]
    assert proxy.asked == ["GET http://models.example/v1/models"]


def test_a_server_that_is_down_is_said_in_the_same_words(bare: Any, request_to: Any) -> None:
    with ScriptedServer() as peer:
        url = peer.url
    analyst = bare(tries=1)
    with pytest.raises(ServerRefused, match="nothing listens at this address") as caught:
        list(analyst.run(request_to(f"{url}#m"), never))
    assert "Start the server" in caught.value.hint


def test_no_key_stands_in_the_log_of_the_process(bare: Any, request_to: Any) -> None:
    with ScriptedServer(stream(*WORDS)) as peer:
        list(bare(Server("peer", peer.url, "llava", "k-never-in-a-log")).run(request_to("peer"), never))
    log = Path(os.environ["EARTHSCRIBE_HOME"], "logs", "worker.log")
    assert "k-never-in-a-log" not in log.read_text(encoding="utf-8", errors="replace")
