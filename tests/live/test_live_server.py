"""Any OpenAI-compatible server that EARTHSCRIBE_LIVE_SERVER names (URL#MODEL) describes a picture.

    EARTHSCRIBE_LIVE_SERVER=http://localhost:11434/v1#llava pytest -m live tests/live/test_live_server.py

Only servers on this machine can be reached: the test session refuses every other address. A key is taken from
EARTHSCRIBE_API_KEY.
"""

from __future__ import annotations

import os

import pytest
from earthscribe.inference.backends.openai_server import OpenAIServer
from earthscribe.inference.servers import offered_models, server_for
from earthscribe.inference.values import Delta, Description, never
from earthscribe.tests.prepared import prepared_request, quick

pytestmark = pytest.mark.live


@pytest.fixture
def model() -> str:
    named = os.environ.get("EARTHSCRIBE_LIVE_SERVER")
    if not named:
        pytest.skip("EARTHSCRIBE_LIVE_SERVER is not set: it names a server as URL#MODEL")
    return named


def test_it_offers_models(model: str) -> None:
    assert offered_models(server_for(model, ()), quick(deadline=600.0))


def test_it_describes_a_picture(model: str) -> None:
    backend = OpenAIServer(model, quick(deadline=600.0))
    backend.load()
    *pieces, result = backend.run(prepared_request(), never)
    assert isinstance(result, Description)
    assert len(result.text) > 10
    assert "".join(each.text for each in pieces if isinstance(each, Delta)) == result.text
    assert result.provenance.finish in {"complete", "length"}
