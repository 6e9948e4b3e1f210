"""Nothing leaves this machine before its user said so: who gets it, what exactly, and only as long as it is granted."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from earthscribe.inference import settings
from earthscribe.inference.config import RunConfig
from earthscribe.inference.geometry import PixelQuad, PixelWindow
from earthscribe.inference.georef import AffinePlacement, PixelGrid
from earthscribe.inference.tasks import describe
from earthscribe.inference.values import Chip, Fact, Framing, Recipe, Request, Seen, Source, View
from earthscribe.ui.settings import Settings
from earthscribe.ui.tasks import Streams
from earthscribe.ui.window import consent
from earthscribe.ui.window.consent import ConsentDialog
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel, QPlainTextEdit

from .conftest import until

QUAD = PixelQuad(((130.0, 120.0), (150.0, 122.0), (149.0, 132.0), (129.0, 130.0)))
OFFICE = "https://gpu.office.example:8443"
SERVERS = {
    "local": {"url": "http://localhost:11434/v1", "model": "llava"},
    "office": {"url": "https://GPU.office.example:8443/v1", "model": "vl"},
    "open": {"url": "http://open.example/v1", "model": "vl"},
}


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    """A data folder with three servers, and nobody granted anything."""
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path))
    (tmp_path / "settings.json").write_text(json.dumps({"schema": settings.SCHEMA, "servers": SERVERS}))
    Settings().forget("consent")
    yield
    Settings().forget("consent")


@pytest.fixture
def seen():
    """A box in a window of 64 x 48 pixels."""
    framing = Framing(PixelWindow(108, 102, 64, 48), 64, 48)
    recipe = Recipe("optical", "rgb", (1, 2, 3))
    pixels = np.random.default_rng(3).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    placement = AffinePlacement(0.5, 0.0, 500000.0, 0.0, -0.5, 5600000.0)
    chip = Chip(pixels, PixelGrid(placement, 400, 300, "EPSG:32633").window(framing.window), recipe)
    return Seen(chip, View("town.tif", QUAD, framing, recipe, gsd_m=0.5), (Fact("length_m", 10.0, "m"),))


@pytest.fixture
def streams(qgis_app):
    made = Streams()
    yield made
    made.close()


@pytest.fixture
def dialog(window, seen, streams):
    """The dialog about the office's server, open."""
    made = ConsentDialog(OFFICE, asked(), seen, streams, window.main)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.open()
    until(made.once.isEnabled, "the pictures are shown")
    yield made
    made.close()
    made.deleteLater()


def asked(**changes):
    return Request("describe", QUAD, Source("/home/somebody/secret place/town.tif", "f"), model="office", **changes)


def rgb(image):
    """The pixels of a picture."""
    from qgis.PyQt.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = plain.constBits()
    rows.setsize(plain.bytesPerLine() * plain.height())
    flat = np.frombuffer(bytes(rows), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return flat[:, :plain.width() * 3].reshape(plain.height(), plain.width(), 3)


@pytest.mark.parametrize(("model", "host"), [
    ("bundled", ""), ("echo", ""), ("local", ""), ("http://127.0.0.1:8000/v1#m", ""), ("office", OFFICE),
    ("https://gpu.office.example:8443/v1#other", OFFICE), ("open", "http://open.example"),
    ("https://open.example/v1#m", "https://open.example")])
def test_whoever_is_on_another_machine_needs_leave(model, host):
    assert consent.needed(model) == host


def test_leave_is_for_one_address_has_a_date_and_can_be_taken_back():
    consent.grant(OFFICE)
    assert consent.needed("office") == ""
    assert consent.needed("open") == "http://open.example"
    consent.grant("http://open.example")
    assert consent.needed("https://open.example/v1#m") == "https://open.example"
    day = consent.granted()[OFFICE]
    assert [len(part) for part in day.split("-")] == [4, 2, 2]
    consent.revoke(OFFICE)
    assert list(consent.granted()) == ["http://open.example"]
    assert consent.needed("office") == OFFICE


def test_the_dialog_shows_the_very_pictures_and_the_very_question(dialog, seen):
    from earthscribe.inference.servers.pictures import sent_pixels

    view, crop = sent_pixels(seen.chip, seen.view)
    assert np.array_equal(rgb(dialog.findChild(consent.SentPicture, "viewPicture").image), view)
    assert np.array_equal(rgb(dialog.findChild(consent.SentPicture, "cropPicture").image), crop)
    request = asked(chip=seen.chip, view=seen.view, facts=seen.facts)
    assert dialog.findChild(QPlainTextEdit, "consentQuestion").toPlainText() == describe.prompt(request)
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "gpu.office.example:8443" in shown
    assert "encrypted (https)" in shown
    assert "secret place" not in shown


def test_the_server_is_sent_what_the_dialog_showed(window, seen, streams):
    import base64

    from earthscribe.inference.backends.openai_server import OpenAIServer

    request = asked(chip=seen.chip, view=seen.view, facts=seen.facts, options=(("pictures", "crop"),))
    dialog = ConsentDialog(OFFICE, request, seen, streams, window.main)
    until(dialog.once.isEnabled, "the pictures are shown")
    body = json.loads(OpenAIServer("http://localhost:1/v1#m", RunConfig()).body(request))
    picture, question = body["messages"][0]["content"]
    from qgis.PyQt.QtGui import QImage

    sent = QImage.fromData(base64.b64decode(picture["image_url"]["url"].partition(",")[2]))
    assert dialog.findChild(consent.SentPicture, "viewPicture") is None
    assert np.array_equal(rgb(sent), rgb(dialog.findChild(consent.SentPicture, "cropPicture").image))
    assert question["text"] == dialog.findChild(QPlainTextEdit, "consentQuestion").toPlainText()
    dialog.reject()


def test_nobody_can_agree_to_pictures_that_are_not_shown_yet(window, seen, streams):
    dialog = ConsentDialog(OFFICE, asked(), seen, streams, window.main)
    dialog.open()
    assert not dialog.always.isEnabled()
    assert not dialog.once.isEnabled()
    QTest.mouseClick(dialog.always, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert consent.granted() == {}
    until(dialog.once.isEnabled, "the pictures are shown")
    dialog.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_every_quick_key_means_no(dialog, key):
    assert dialog.focusWidget() is dialog.no
    QTest.keyClick(dialog.focusWidget(), key)
    assert not dialog.isVisible()
    assert (dialog.decision(), consent.granted()) == ("no", {})


def test_closing_the_window_means_no(dialog):
    dialog.close()
    assert dialog.decision() == "no"


@pytest.mark.parametrize(("button", "answer"), [("once", "once"), ("always", "always"), ("no", "no")])
def test_a_click_is_the_answer_and_only_one_is_remembered(dialog, button, answer):
    heard = []
    dialog.finished.connect(lambda _: heard.append(dialog.decision()))
    QTest.mouseClick(getattr(dialog, button), Qt.MouseButton.LeftButton)
    assert heard == [answer]
    assert list(consent.granted()) == ([OFFICE] if answer == "always" else [])


def test_it_is_answered_by_keyboard_alone(dialog):
    for _ in range(8):
        if dialog.focusWidget() is dialog.once:
            break
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.once
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert dialog.decision() == "once"


def test_an_open_connection_is_said_to_be_one(window, seen, streams):
    hostile = replace(asked(), text="<img src='http://127.0.0.1:9/x'>")
    dialog = ConsentDialog("http://<b>open.example", hostile, seen, streams, window.main)
    shown = {label.objectName(): label for label in dialog.findChildren(QLabel)}
    assert "not encrypted" in shown["consentHow"].text()
    assert "<b>open.example" in shown["consentHeading"].text()
    assert all(label.textFormat() == Qt.TextFormat.PlainText for name, label in shown.items() if name)
    dialog.reject()


def test_every_control_has_a_name_for_those_who_cannot_see_it(dialog):
    for widget in (*dialog.findChildren(consent.SentPicture), dialog.findChild(QPlainTextEdit, "consentQuestion")):
        assert widget.accessibleName()
    for button in (dialog.always, dialog.once, dialog.no):
        assert button.objectName()
        assert button.toolTip()
        assert "&" in button.text()
