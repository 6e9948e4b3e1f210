"""Messages quote layers, files and models: they are shown as they are, and nothing in them becomes markup."""

from __future__ import annotations

import pytest
from earthscribe.inference.errors import UnsupportedRaster
from earthscribe.ui.notify import TITLE, Notifier
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QTextBrowser

HOSTILE = ['<img src="http://127.0.0.1:9/x.png">', "<script>x</script>", "100 %1 & more", "a < b > c", "<b>bold</b>"]


@pytest.mark.parametrize("name", HOSTILE)
def test_shown_as_it_is(window, name):
    lines = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, tag, level: lines.append((text, tag)))
    Notifier(window).error(UnsupportedRaster(name, "of the test", detail="<i>detail</i>"))
    (item,) = window.bar.items()
    browser = item.findChild(QTextBrowser)
    assert name in browser.toPlainText()
    assert "<img" not in browser.document().toHtml().split("<body", 1)[1]
    told = [text for text, tag in lines if tag == TITLE]
    assert told
    assert "<script>" not in told[-1]
    assert "&lt;i&gt;detail" in told[-1]
