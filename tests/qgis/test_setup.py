"""The set-up dialog, by mouse: a tiny environment is planned, installed, cancelled, repaired and removed."""

from __future__ import annotations

import shutil
import sys

import pytest
from earthscribe.inference.setup import store
from earthscribe.inference.setup.tiers import TIERS
from earthscribe.ui.setup import words, works
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QGuiApplication, QPalette
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QMessageBox, QPlainTextEdit, QProgressBar, QPushButton

from .. import tiny_tier
from .conftest import until

PYTHON = shutil.which("python3", path="/usr/local/bin:/usr/bin:/bin") or sys.executable


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder of own data for one test."""
    home = tmp_path / "däta"
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(home))
    return home


@pytest.fixture
def wheels(tmp_path, monkeypatch):
    """The light tier is two tiny packages, and their wheels lie here."""
    folder = tmp_path / "wheels"
    monkeypatch.setitem(TIERS, "light", tiny_tier.tier(tmp_path / "locks", folder))
    return folder


@pytest.fixture
def dialog(window, place, wheels, monkeypatch):
    """The dialog, shown, when it has looked at everything."""
    from earthscribe.ui.setup.dialog import SetupDialog
    from earthscribe.ui.tasks import Streams

    monkeypatch.setattr(works, "examining", lambda more: lambda stop: iter(FOUND))
    streams = Streams(window.mainWindow())
    made = SetupDialog(streams, window.mainWindow())
    made.show()
    made.choice.take_python(PYTHON)
    until(lambda: made.install.isEnabled() and streams.running == 0, "it has planned")
    yield made
    until(lambda: streams.running == 0, "all tasks are over")
    streams.close()
    made.close()
    made.deleteLater()
    until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, "no task runs")


def findings():
    from earthscribe.inference.doctor.finding import NOTE, OK, PROBLEM, Finding

    return (Finding("Python", OK, "CPython 3.12"), Finding("GPU", NOTE, "<b>idle</b>", "Update the driver."),
            Finding("disk", PROBLEM, "12 MB free", "Free some space."))


FOUND = findings()


def press(button):
    """The mouse presses a button that can be pressed."""
    assert button.isEnabled(), button.objectName()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def from_folder(dialog, wheels):
    """The user names the folder of wheels."""
    dialog.choice.wheels.setFilePath(str(wheels))
    until(lambda: "from the folder" in dialog.plan.text(), "the plan is made")


def installed(dialog, wheels):
    """The user installs from the folder, and it is done."""
    from_folder(dialog, wheels)
    press(dialog.install)
    until(lambda: not dialog.working, "it is installed", 120)
    until(lambda: "up to date" in dialog.state.text(), "that is seen")


def test_it_says_what_is_there_and_what_would_come_and_installs_nothing_by_itself(dialog, place):
    assert "Installed" not in dialog.state.text()
    assert "2 packages" in dialog.plan.text()
    assert "to download" in dialog.plan.text()
    assert str(place) in dialog.plan.text()
    assert [dialog.findings.item(row).text().split(":")[0] for row in range(3)] == ["disk", "GPU", "Python"]
    assert "→ Free some space." in dialog.findings.item(0).text()
    assert store.environments() == []


def test_before_anything_is_installed_it_says_what_works_all_the_same():
    from earthscribe.inference.setup.standing import NONE, Standing
    from earthscribe.inference.setup.upkeep import DiskUse
    from earthscribe.ui.setup.works import Overview

    nothing = Overview(Standing(NONE), can_go_back=False, use=DiskUse(0, 0, 0))
    assert "Measured descriptions and servers work without" in words.state(nothing)
    assert words.step("downloading numpy: 1 MB / 9 MB").endswith("ownloading numpy: 1 MB / 9 MB")


def test_one_press_installs_and_the_desk_hears_of_it(dialog, wheels):
    heard = QSignalSpy(dialog.environmentChanged)
    installed(dialog, wheels)
    assert len(heard) == 1
    assert store.current() is not None
    assert "Installed: light" in dialog.state.text()
    assert "Successfully installed" in dialog.log.text.toPlainText()
    assert store.current().name in dialog.step.text()
    assert not dialog.bar.isVisible()


def test_cancel_stops_and_resume_goes_on(dialog, wheels):
    from_folder(dialog, wheels)
    press(dialog.install)
    until(lambda: dialog.bar.isVisible() and "environment" in dialog.step.text(), "it works")
    press(dialog.cancel)
    until(lambda: not dialog.working, "it has stopped")
    assert store.current() is None
    assert "Stopped" in dialog.step.text()
    until(dialog.install.isEnabled, "it can go on")
    assert dialog.install.text() == "Res&ume"
    press(dialog.install)
    until(lambda: store.current() is not None and not dialog.working, "it is installed", 120)


def test_an_update_is_offered_and_can_be_taken_back(dialog, wheels, tmp_path, monkeypatch):
    installed(dialog, wheels)
    first = store.current().name
    assert not dialog.back.isEnabled()
    newer = tmp_path / "newer"
    monkeypatch.setitem(TIERS, "light", tiny_tier.tier(tmp_path / "locks2", newer, value=2))
    dialog.close()
    dialog.show()
    until(lambda: "update is available" in dialog.state.text(), "the update is seen")
    from_folder(dialog, newer)
    until(lambda: dialog.install.text() == "&Update" and dialog.install.isEnabled(), "it is offered")
    press(dialog.install)
    until(lambda: store.current().name != first and not dialog.working, "it is updated", 120)
    until(dialog.back.isEnabled, "one can go back")
    press(dialog.back)
    until(lambda: store.current().name == first, "the first is in use again")


def test_repair_says_that_nothing_is_wrong_or_builds_anew(dialog, wheels):
    installed(dialog, wheels)
    press(dialog.repair)
    until(lambda: "Nothing is wrong" in dialog.step.text(), "it has looked")
    made = store.current()
    (store.site_packages(made.folder) / "es_beta.py").unlink()
    until(dialog.repair.isEnabled, "it can be pressed")
    press(dialog.repair)
    until(lambda: store.current().name == f"{made.name}-2" and not dialog.working, "it is built anew", 120)


def test_removing_asks_first(dialog, wheels):
    installed(dialog, wheels)
    until(dialog.remove.isEnabled, "it can be pressed")
    for answer, left in ((QMessageBox.StandardButton.No, True), (QMessageBox.StandardButton.Yes, False)):
        press(dialog.remove)
        until(lambda: dialog.findChild(QMessageBox) is not None, "it asks")
        press(dialog.findChild(QMessageBox).button(answer))
        until(lambda: dialog.findChild(QMessageBox) is None and not dialog.working, "it has answered")
        assert (store.current() is not None) is left
    until(lambda: "Installed" not in dialog.state.text(), "that is seen")


def test_a_folder_that_lacks_a_wheel_is_told_before_the_button_can_be_pressed(dialog, wheels):
    (wheels / "es_beta-1.0-py3-none-any.whl").unlink()
    dialog.choice.wheels.setFilePath(str(wheels))
    until(lambda: "Missing: es-beta 1.0" in dialog.plan.text(), "it is told")
    assert not dialog.install.isEnabled()


def test_an_error_is_shown_with_its_cure_and_its_details_in_the_log(dialog, wheels):
    from_folder(dialog, wheels)
    (wheels / "es_beta-1.0-py3-none-any.whl").write_bytes(b"damaged since the plan was made")
    press(dialog.install)
    until(lambda: not dialog.working, "it has failed")
    assert "es-beta" in dialog.step.text()
    assert "--download" in dialog.step.text()
    assert store.current() is None


def test_diagnostics_go_to_the_clipboard_without_names_of_folders(dialog, tmp_path):
    press(dialog.copy)
    text = QGuiApplication.clipboard().text()
    assert "12 MB free" in text
    assert "2 packages" in text
    assert str(tmp_path) not in text


def test_closing_stops_nothing(dialog, wheels):
    from_folder(dialog, wheels)
    press(dialog.install)
    until(lambda: dialog.working, "it works")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    until(lambda: store.current() is not None and not dialog.working, "it is installed", 120)


def test_deleted_in_mid_work_it_ends_what_it_began_and_nothing_is_used(window, dialog, wheels):
    from earthscribe.ui.setup.dialog import SetupDialog

    other = SetupDialog(dialog._streams, window.mainWindow())
    other.show()
    from_folder(other, wheels)
    until(other.install.isEnabled, "it can be pressed")
    press(other.install)
    until(lambda: other.working, "it works")
    other.deleteLater()
    until(lambda: dialog._streams.running == 0, "all has ended")
    assert store.current() is None


def test_every_control_has_a_name_and_says_what_it_is_for(dialog):
    for kind in (QAbstractButton, QComboBox, QPlainTextEdit, QProgressBar):
        for each in dialog.findChildren(kind):
            if each.objectName().startswith("setup"):
                assert each.accessibleName(), each.objectName()
                assert each.toolTip(), each.objectName()
    assert not [each.text() for each in dialog.findChildren(QPushButton) if not each.objectName() and each.text() not in
                ("Close", "&Close")]


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_with_large_letters_or_dark_colours(dialog, scale):
    font = dialog.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    dialog.setFont(font)
    dark = QPalette()
    dark.setColor(QPalette.ColorRole.Window, QColor(40, 40, 40))
    dark.setColor(QPalette.ColorRole.WindowText, QColor(230, 230, 230))
    dialog.setPalette(dark)
    dialog.resize(480, 600)
    QTest.qWait(50)
    for button in dialog.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
            edge = button.mapTo(dialog, button.rect().bottomRight()).x()
            assert edge <= dialog.width(), button.text()
    for label in (dialog.state, dialog.plan, dialog.use):
        assert label.height() >= label.heightForWidth(label.width()) - 1
