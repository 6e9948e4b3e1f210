"""The options page: built from the table, checked in the core's words, written to settings.json and nowhere else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from earthscribe.inference import settings
from earthscribe.inference.config import RunConfig, options
from earthscribe.inference.home import home
from earthscribe.inference.servers import server_for
from earthscribe.inference.servers.refusals import Refusal
from earthscribe.tests.scripted_server import ScriptedServer, status
from earthscribe.ui.host import keys
from earthscribe.ui.models import offered
from earthscribe.ui.options import OptionsFactory
from earthscribe.ui.options.option_words import HIDDEN, OptionWords
from earthscribe.ui.options.server_dialog import ServerDialog
from earthscribe.ui.settings import Settings
from earthscribe.ui.window import consent
from qgis.core import QgsApplication, QgsSettings
from qgis.gui import QgsOptionsWidgetFactory
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget

from .conftest import until

KEY = "very-secret-0123456789"


@pytest.fixture(autouse=True)
def fresh(qgis_app, monkeypatch, tmp_path):
    """An empty data folder, nothing granted, no proxy, no key."""
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "home"))
    home().mkdir()
    for name in ("consent", "analyst"):
        Settings().forget(name)
    QgsSettings().remove("proxy")
    QgsApplication.authManager().setMasterPassword("the master", True)
    yield
    for authcfg in QgsApplication.authManager().configIds():
        QgsApplication.authManager().removeAuthenticationConfig(authcfg)
    for name in ("consent", "analyst"):
        Settings().forget(name)


@pytest.fixture
def changes():
    """How often the page said that something changed."""
    return []


@pytest.fixture
def open_page(window, changes):
    """Opens the page as QGIS does."""
    opened = []

    def made():
        factory = OptionsFactory(QIcon(), lambda: changes.append(1))
        page = factory.createWidget(window.main)
        page.factory = factory
        page.setWindowFlag(Qt.WindowType.Window)
        page.resize(720, 640)
        page.show()
        opened.append(page)
        QTest.qWait(10)
        return page

    yield made
    for page in (each for each in opened if not sip.isdeleted(each)):
        page.close()
        page.deleteLater()
    until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, "no task runs")


def write(**found):
    settings.place().write_text(json.dumps({"schema": settings.SCHEMA, **found}))


def kept():
    return json.loads(settings.place().read_text())


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def typed(widget, text):
    widget.setFocus()
    widget.selectAll()
    QTest.keyClicks(widget, text)


def show_tab(page, number):
    bar = page.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, bar.tabRect(number).center())


# --- the table


def test_every_option_has_its_field_in_its_group_with_words_of_ours(open_page):
    page = open_page()
    words = OptionWords().options()
    for option in options():
        if option.name in HIDDEN:
            continue
        row = page.form.rows[option.name]
        assert option.name in words
        assert words[option.name].help == row.field.widget.toolTip() == row.label.toolTip()
        assert row.field.widget.accessibleName() == words[option.name].label
        assert row.parent().objectName() == f"{option.group}Options"
        assert row.value == option.default
        assert not row.differs


def test_the_right_widget_with_the_tables_choices_and_range(open_page):
    rows = open_page().form.rows
    for option in options():
        if option.name in HIDDEN:
            continue
        widget = rows[option.name].field.widget
        if option.choices:
            assert tuple(widget.itemData(n) for n in range(widget.count())) == option.choices
        elif option.type is not str:
            assert widget.minimum() == option.least
            assert widget.maximum() == option.most or option.most > widget.maximum()


def test_what_was_changed_is_written_and_nothing_else(open_page, changes):
    page = open_page()
    show_tab(page, 3)
    box = page.form.rows["chip_pixels"].field.widget
    typed(box.lineEdit() if hasattr(box, "lineEdit") else box, "768")
    typed(page.form.rows["stretch"].field.widget, "2-98%")
    page.form.rows["pictures"].field.widget.setFocus()
    QTest.keyClick(page.form.rows["pictures"].field.widget, Qt.Key.Key_Home)
    page.apply()
    assert kept() == {"schema": settings.SCHEMA, "options": {"chip_pixels": 768, "stretch": "2-98%",
                                                             "pictures": "view"}}
    assert Settings().run_config() == RunConfig(chip_pixels=768, stretch="2-98%", pictures="view")
    assert changes == [1]


def test_ok_without_a_change_writes_nothing_and_tells_nobody(open_page, changes):
    page = open_page()
    page.apply()
    assert not settings.place().exists()
    text = json.dumps({"schema": 1, "servers": {"a": {"url": "http://localhost:1/v1"}}})
    settings.place().write_text(text)
    open_page().apply()
    assert settings.place().read_text() == text
    assert changes == []


def test_a_changed_option_is_marked_and_goes_back_by_one_click(open_page):
    write(options={"tries": 9})
    page = open_page()
    show_tab(page, 3)
    row = page.form.rows["tries"]
    assert row.label.font().bold()
    assert not page.form.rows["deadline"].label.font().bold()
    click(row.back)
    assert (row.value, row.differs, row.back.isEnabled()) == (5, False, False)
    page.apply()
    assert kept()["options"] == {}


def test_help_opens_below_the_field(open_page):
    page = open_page()
    show_tab(page, 3)
    row = page.form.rows["context"]
    assert not row.help.isVisible()
    click(row.ask)
    assert row.help.isVisible()
    assert "sizes of the box" in row.help.text()


def test_a_value_of_the_file_that_cannot_be_is_said_beside_its_field(open_page):
    write(options={"tries": 0, "pictures": "none", "from a later day": 1})
    page = open_page()
    assert "cannot be" in page.refusal.text()
    show_tab(page, 3)
    problem = page.findChild(QLabel, "triesProblem")
    assert not problem.isHidden()
    assert problem.text() == "--tries cannot be '0'. It takes a whole number of at least 1."
    assert "one of view, crop, both" in page.findChild(QLabel, "picturesProblem").text()
    page.apply()
    assert kept()["options"] == {"from a later day": 1}


def test_a_file_of_authorities_that_is_not_there_is_said_and_not_kept(open_page, tmp_path):
    page = open_page()
    page.form.rows["ca_file"].write(str(tmp_path / "gone.pem"))
    assert "no such file" in page.findChild(QLabel, "ca_fileProblem").text()
    said = []
    QTimer.singleShot(0, lambda: close_box(said))
    page.apply()
    assert "no such file" in said[0]
    assert not settings.place().exists()


def close_box(said):
    box = QApplication.activeModalWidget()
    said.append(box.informativeText())
    click(box.button(QMessageBox.StandardButton.Ok))


def test_the_wheel_scrolls_the_page_and_changes_nothing(open_page):
    from qgis.PyQt.QtCore import QPointF
    from qgis.PyQt.QtGui import QWheelEvent

    page = open_page()
    show_tab(page, 3)
    page.setFocus()
    for name in ("max_tokens", "context", "sensor"):
        row = page.form.rows[name]
        event = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -240), Qt.MouseButton.NoButton,
                            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(row.field.widget, event)
        assert not row.differs


def test_a_newer_file_is_refused_in_words_and_left_as_it_is(open_page):
    text = json.dumps({"schema": 99, "options": {"tries": "many"}, "servers": 7})
    settings.place().write_text(text)
    page = open_page()
    assert "newer Earthscribe" in page.refusal.text()
    assert page.refusal.isVisible()
    assert not page.form.isEnabled()
    typed(page.general.analyst, "Jo")
    page.apply()
    assert settings.place().read_text() == text
    assert Settings().analyst_name == "Jo"


def test_two_windows_do_not_write_over_each_other(open_page):
    write(servers={"a": {"url": "http://localhost:1/v1"}})
    first, second = open_page(), open_page()
    first.form.rows["tries"].write(7)
    second.servers.load([*entries_now(), ])
    first.apply()
    second.general.analyst.setText("")
    second.form.rows["max_tokens"].write(99)
    add_server(second, "b", "http://localhost:2/v1", "m")
    second.servers.apply()
    assert sorted(kept()["servers"]) == ["a", "b"]
    assert kept()["options"] == {"tries": 7}


def entries_now():
    from earthscribe.inference.servers.entries import entries

    return entries()


# --- servers


def add_server(page, name, url, model, *, key=""):
    """Through the dialog, with mouse and keys."""
    show_tab(page, 1)
    click(page.servers.add)
    dialog = page.servers.findChild(ServerDialog)
    typed(dialog.name, name)
    typed(dialog.url, url)
    typed(dialog.model.lineEdit(), model)
    if key:
        dialog.key.kind.setFocus()
        QTest.keyClick(dialog.key.kind, Qt.Key.Key_Down)
        typed(dialog.key.secret, key)
    click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
    QTest.qWait(10)
    return dialog


def test_a_server_is_added_with_its_key_and_is_a_model_then(open_page):
    page = open_page()
    add_server(page, "office", "https://gpu.office.example/v1/chat/completions", "qwen", key=KEY)
    assert not settings.place().exists()
    page.apply()
    (row,) = kept()["servers"].values()
    assert {name: row[name] for name in ("url", "model")} == {"url": "https://gpu.office.example/v1", "model": "qwen"}
    (server,) = keys.servers_for("office")
    assert server.key == KEY
    assert KEY not in settings.place().read_text()
    assert [(each.name, each.state) for each in offered({"EARTHSCRIBE_HOME": str(home())})] == [
        ("bundled", "ready"), ("office", "ready")]
    assert page.servers.table.item(0, 3).text() == "In QGIS"


def test_a_server_is_changed_and_its_key_kept(open_page):
    page = open_page()
    add_server(page, "office", "https://a.example/v1", "old", key=KEY)
    page.apply()
    click(page.servers.edit)
    dialog = page.servers.findChildren(ServerDialog)[-1]
    assert KEY not in dialog.key.secret.text() + dialog.key.secret.placeholderText()
    typed(dialog.model.lineEdit(), "new")
    typed(dialog.name, "bureau")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    page.apply()
    assert {name: row["model"] for name, row in kept()["servers"].items()} == {"bureau": "new"}
    assert keys.servers_for("bureau")[0].key == KEY


def test_a_removed_server_takes_its_key_along(open_page):
    page = open_page()
    add_server(page, "office", "https://a.example/v1", "m", key=KEY)
    page.apply()
    page.servers.table.setFocus()
    QTest.keyClick(page.servers.table, Qt.Key.Key_Delete)
    page.apply()
    assert kept()["servers"] == {}
    assert keys.entries() == ()


def test_a_key_that_no_server_has_any_more_is_removed_and_that_of_another_stays(open_page):
    page = open_page()
    add_server(page, "office", "https://a.example/v1", "m", key=KEY)
    add_server(page, "lab", "https://b.example/v1", "m", key=KEY)
    page.apply()
    assert len(keys.entries()) == 2
    page.servers.table.selectRow(0)
    click(page.servers.edit)
    dialog = page.servers.findChildren(ServerDialog)[-1]
    dialog.key.kind.setFocus()
    QTest.keyClick(dialog.key.kind, Qt.Key.Key_Up)
    click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
    assert len(keys.entries()) == 2, "nothing is removed before it is applied"
    page.apply()
    assert [each.name for each in keys.entries()] == ["Earthscribe: lab"]
    assert {each.name: each.key for each in keys.servers_for("lab")} == {"office": "", "lab": KEY}


@pytest.mark.parametrize("model", ["office", "lab", "https://elsewhere.example/v1#m"])
def test_where_a_key_is_missing_the_options_are_named(open_page, model):
    page = open_page()
    add_server(page, "office", "https://a.example/v1", "m")
    add_server(page, "lab", "http://b.example/v1", "m")
    page.apply()
    server = server_for(model, keys.servers_for(model))
    error = Refusal(server, 401, "no key").trouble({}, 1).error
    assert error.hint == "Set the key in Earthscribe's options."


@pytest.mark.parametrize(("name", "url", "says"), [
    ("bundled", "http://localhost:1/v1", "built-in model"),
    ("a", "localhost:1/v1", "malformed"),
    ("a", f"https://jo:{KEY}@a.example/v1", "user name or a key"),
    ("", "http://localhost:1/v1", "short name"),
])
def test_what_cannot_be_used_is_said_in_the_dialog(open_page, name, url, says):
    page = open_page()
    dialog = add_server(page, name, url, "m")
    assert dialog.isVisible()
    assert says in dialog.said.text()
    assert KEY not in dialog.said.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert page.servers.drafts == ()


def test_a_name_that_is_taken_is_refused(open_page):
    write(servers={"office": {"url": "http://localhost:1/v1"}})
    page = open_page()
    dialog = add_server(page, "office", "http://localhost:2/v1", "m")
    assert "already" in dialog.said.text()
    dialog.reject()


def test_a_server_is_asked_what_it_offers(open_page):
    with ScriptedServer(models=["llava", "qwen"]) as peer:
        page = open_page()
        show_tab(page, 1)
        click(page.servers.add)
        dialog = page.servers.findChild(ServerDialog)
        typed(dialog.url, peer.url)
        click(dialog.ask)
        until(lambda: dialog.model.count() == 2, "the server is asked")
        assert [dialog.model.itemText(n) for n in range(2)] == ["llava", "qwen"]
        assert "Choose one of its models (2)" in dialog.said.text()
        assert [each.method for each in peer.requests] == ["GET"]
        dialog.reject()


def test_the_test_button_says_the_result_in_words(open_page):
    with ScriptedServer(status(401, {"error": "who?"})) as closed, ScriptedServer(models=["llava"]) as peer:
        write(servers={"closed": {"url": closed.url, "model": "m"}, "peer": {"url": peer.url, "model": "llava"},
                       "other": {"url": peer.url, "model": "lava"}})
        page = open_page()
        show_tab(page, 1)
        for row, says in ((0, "wants a key"), (1, "has the model llava"), (2, "no model lava. It offers: llava")):
            page.servers.table.selectRow(row)
            click(page.servers.test)
            until(lambda says=says: says in page.servers.said.text(), f"it says {says}: {page.servers.said.text()}")


def test_usual_addresses_are_offered(open_page):
    page = open_page()
    show_tab(page, 1)
    click(page.servers.add)
    dialog = page.servers.findChild(ServerDialog)
    first = dialog.usual.menu().actions()[0]
    first.trigger()
    assert dialog.url.text() == "http://localhost:11434/v1"
    dialog.reject()


def test_an_entry_with_a_mistake_can_be_put_right(open_page):
    write(servers={"a": {"url": "gpu.example/v1", "model": "m"}})
    page = open_page()
    show_tab(page, 1)
    assert "malformed" in page.servers.said.text()
    click(page.servers.edit)
    dialog = page.servers.findChild(ServerDialog)
    typed(dialog.url, "https://gpu.example/v1")
    QTest.keyClick(dialog.url, Qt.Key.Key_Return)
    page.apply()
    assert kept()["servers"] == {"a": {"url": "https://gpu.example/v1", "model": "m"}}


# --- privacy, data, set-up


def test_leave_is_listed_with_its_day_and_revoked_by_a_click(open_page):
    consent.grant("https://gpu.office.example")
    consent.grant("http://192.168.1.5:8000")
    page = open_page()
    show_tab(page, 2)
    listed = page.privacy.list
    assert listed.count() == 2
    rectangle = listed.visualItemRect(listed.item(1))
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rectangle.center())
    click(page.privacy.revoke)
    assert list(consent.granted()) == ["http://192.168.1.5:8000"]
    assert listed.count() == 1


def test_the_data_folder_is_measured_and_emptied_on_confirmation_only(open_page):
    folder = home() / "chips"
    folder.mkdir()
    (folder / "a.png").write_bytes(b"x" * 2_500_000)
    page = open_page()
    until(lambda: "2.5 MB" in page.general.used.text(), "the folder is measured")
    for answer, left in ((QMessageBox.ButtonRole.RejectRole, 1), (QMessageBox.ButtonRole.DestructiveRole, 0)):
        click(page.general.empty)
        box = page.general.findChildren(QMessageBox, "emptyQuestion")[-1]
        click(next(each for each in box.buttons() if box.buttonRole(each) == answer))
        until(lambda left=left: len(list(folder.iterdir())) == left, "the folder is as wanted")
        QTest.qWait(20)
    until(lambda: "answers: 0 MB" in page.general.used.text(), "the folder is measured again")


def test_what_leaves_this_machine_stands_in_plain_words(open_page):
    page = open_page()
    said = " ".join(label.text() for label in page.privacy.findChildren(QLabel))
    assert "no telemetry" in said
    assert "Never sent: the file" in said


def test_the_page_closes_in_the_middle_of_a_test(open_page):
    with ScriptedServer(lambda handler: handler.script.over.wait(30)) as peer:
        write(servers={"slow": {"url": peer.url, "model": "m"}})
        page = open_page()
        show_tab(page, 1)
        click(page.servers.test)
        until(lambda: peer.requests, "the server is asked")
        page.close()
        page.deleteLater()
        QTest.qWait(20)
        peer.over.set()
    until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, "no task runs")


def test_qgis_takes_the_factory(window):
    factory = OptionsFactory(QIcon(), lambda: None)
    assert isinstance(factory, QgsOptionsWidgetFactory)
    assert factory.title() == "Earthscribe"
    page = factory.createWidget(window.main)
    assert isinstance(page, QWidget)
    page.deleteLater()


def test_every_control_has_a_name_and_a_tooltip(open_page):
    page = open_page()
    for button in page.findChildren(QPushButton):
        if button.objectName() and not button.objectName().startswith("qt_"):
            assert button.toolTip(), button.objectName()
    for row in page.form.rows.values():
        assert row.field.widget.objectName()
        assert row.field.widget.accessibleDescription()
    for kind in (QLineEdit, QComboBox):
        for each in page.general.findChildren(kind):
            assert each.accessibleName(), each.objectName()


def test_nothing_of_the_options_stands_in_qgis_settings(open_page):
    page = open_page()
    page.form.rows["instruction"].write("Use our terms.")
    page.apply()
    found = QgsSettings()
    assert not [name for name in found.allKeys() if "Use our terms" in str(found.value(name))]
    assert Path(os.environ["EARTHSCRIBE_HOME"], "settings.json").is_file()


def test_the_set_up_opens_from_here(open_page):
    from earthscribe.ui.setup.dialog import SetupDialog

    page = open_page()
    click(page.general.setup)
    dialog = page.findChild(SetupDialog)
    assert dialog.isVisible()
    dialog.environmentChanged.emit()
    assert page.factory is not None
    dialog.close()
