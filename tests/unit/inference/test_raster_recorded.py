"""What is written down of where a raster lies: never what opens it."""

from __future__ import annotations

import pytest
from earthscribe.inference.raster.recorded import recorded, told


@pytest.mark.parametrize("path", [
    "/data/key=3/token=love.tif", r"C:\pictures\user=ann\a.tif", "/data/50%25 off.tif", "pictures/a.tif",
    "/vsizip//data/a.zip/b.tif", 'NETCDF:"/data/a.nc":sst', "https://example.org/a%20b.tif?v=2",
])
def test_what_holds_no_secret_is_written_as_it_is(path):
    assert recorded(path) == path


@pytest.mark.parametrize(("path", "wanted"), [
    ("PG:dbname=land host=db user=ann password=geheim table=t",
     "PG:dbname=land host=db user=[hidden] password=[hidden] table=t"),
    ("/vsicurl/https://ann:geheim@example.org/a%20b.tif", "/vsicurl/https://example.org/a%20b.tif"),
    ("/vsicurl/https://example.org/a.tif?X-Amz-Signature=geheim&v=2",
     "/vsicurl/https://example.org/a.tif?X-Amz-Signature=[hidden]&v=2"),
    ("/vsicurl?url=https%3A%2F%2Fann%3Ageheim%40example.org%2Fa.tif%3Fsig%3Dgeheim",
     "/vsicurl?url=https://example.org/a.tif?sig=[hidden]"),
    ("WMS:https://example.org/wms?apikey=geheim&layers=a", "WMS:https://example.org/wms?apikey=[hidden]&layers=a"),
])
def test_keys_and_passwords_are_left_out(path, wanted):
    assert recorded(path) == wanted
    assert recorded(wanted) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("/vsicurl/https://example.org/a.tif?sig=geheim cannot be read as a raster: it is damaged. Copy it again.",
     "/vsicurl/https://example.org/a.tif?sig=[hidden] cannot be read as a raster: it is damaged. Copy it again."),
    ("HTTP 403 for 'https://ann:geheim@example.org/a.tif'.", "HTTP 403 for 'https://example.org/a.tif'."),
    ("no way in: host=db user=ann password=geheim", "no way in: host=db user=[hidden] password=[hidden]"),
    ("The box (1, 2) lies outside; code = 5, key = value.", "The box (1, 2) lies outside; code = 5, key = value."),
    ("/data/50%25 off.tif is empty.", "/data/50%25 off.tif is empty."),
])
def test_sentences_quote_no_keys(text, wanted):
    assert told(text) == wanted
    assert told(wanted) == wanted
