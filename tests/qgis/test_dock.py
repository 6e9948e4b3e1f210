"""The dock: every control has its names, it fits narrow docks and large fonts, works by keys, trusts no text."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.errors import BadOption
from earthscribe.inference.geometry import PixelQuad, PixelWindow
from earthscribe.inference.georef import PixelGrid
from earthscribe.inference.values import Chip, Framing, Recipe, Seen, View
from earthscribe.ui.describing.objects import State
from earthscribe.ui.dock.icons import FOLDER, STATES
from earthscribe.ui.dock.panel import DescribePanel
from earthscribe.ui.dock.shown import RivalShown, Row, ViewChoice
from earthscribe.ui.dock.wrapping_row import GIVE
from earthscribe.ui.models import ModelChoice
from qgis.core import QgsExpressionContextScope, QgsProject, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPalette, QTextCursor
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSlider,
)

from .conftest import until

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QSlider)
QGIS_LETTERS = set("jevlspordwmch")
"""Project, Edit, View, Layer, Settings, Plugins, Vector, Raster, Database, Web, Mesh, Processing, Help."""
NARROWEST = 280
LONG = " ".join(["A long, low roof of corrugated metal beside a road."] * 60)
HOSTILE = "<img src='http://example.org/x.png'><b>bold</b> &amp; [% 1+1 %] & more"


MODELS = (ModelChoice("bundled", "Measured description", languages=("en",)), ModelChoice("lab", "Lab (llava)"),
          ModelChoice("office", "Office & <b>co</b>", "key", "its <b>key</b> is missing"))


@pytest.fixture
def panel(window):
    """The dock in a window, with all its groups closed."""
    made = DescribePanel(QIcon(), window.main)
    for group in made.findChildren(QgsCollapsibleGroupBox):
        group.setSaveCollapsedState(False)
    window.main.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, made)
    made.offer_models(MODELS, "lab")
    made.show()
    window.main.activateWindow()
    window.settle()
    return made


def controls(panel):
    """What can be pressed, typed into or chosen from; not the parts Qt and QGIS make theirs of."""
    def own(widget):
        above = widget.parentWidget()
        return (not widget.objectName().startswith("qt_") and not isinstance(above, (QAbstractSpinBox, QComboBox))
                and not isinstance(widget, QScrollBar) and widget.objectName() != "collapseButton"
                and not isinstance(above, QLineEdit))

    found = [each for kind in CONTROLS for each in panel.findChildren(kind)]
    return [each for each in found if own(each) and panel.widget().isAncestorOf(each)]


def done(panel, text="A roof."):
    """An answer waits for its decision."""
    panel.replace(text)
    panel.show_state(State.DONE, keepable=True, repeatable=True)


def open_all(panel):
    """Everything that can be opened is open, everything that comes and goes is there."""
    for group in panel.findChildren(QgsCollapsibleGroupBox):
        group.setCollapsed(False)
    panel.offer_bands(["1: red", "2: green", "3: blue", "4: near infrared (842 nm), as the file calls it"], "")
    panel.view_box.recipe.setCurrentIndex(panel.view_box.recipe.findData("own"))
    panel.view_box.own.stretch.setCurrentIndex(panel.view_box.own.stretch.findData("values"))
    panel.show_resolution("0.30 m per pixel (zoom level 19)")
    panel.show_seen(seen())
    panel.show_model_state("The key of this server is missing, and so is a shorter sentence", "key")
    panel.show_objects(rows())
    done(panel, LONG)
    panel.offer_undo(True)
    panel.say("The server at http://example.org:8080/v1/chat/completions refused the request: no key was given.")
    QTest.qWait(30)


def rows():
    return [Row(1, "roof", State.KEPT), Row(2, "a pond " + LONG, State.DONE, current=True),
            Row(3, "", State.STREAMING), Row(4, "", State.QUEUED, 1), Row(5, "", State.QUEUED, 2)]


def seen(width=120, height=80, notes=("A guess.",)):
    """A picture in which the box fills the middle, twice as large as in the file."""
    pixels = np.full((height, width, 3), 90, np.uint8)
    window = PixelWindow(10, 20, width // 2, height // 2)
    x, y = 10 + width / 8, 20 + height / 8
    quad = PixelQuad(((x, y), (x + width / 4, y), (x + width / 4, y + height / 4), (x, y + height / 4)))
    recipe = Recipe("optical", "rgb", (4, 3, 2), low=(0.0, 0.0, 0.0), high=(3000.0, 3000.0, 3000.0))
    grid = PixelGrid.from_affine((1.0, 0.0, 0.0, 0.0, -1.0, 0.0), width, height, "")
    view = View("picture.tif", quad, Framing(window, width, height), recipe, gsd_m=10.0, notes=notes)
    return Seen(Chip(pixels, grid, recipe), view)


def heard(signal):
    """What a signal says from now on."""
    found = []
    signal.connect(lambda *said: found.append(said[0] if said else None))
    return found


# --- names


def test_every_control_has_a_name_an_accessible_name_and_a_tooltip(panel):
    found = controls(panel)
    assert len(found) > 40
    for each in found:
        said = f"{type(each).__name__} {each.objectName()}"
        assert each.objectName(), said
        assert each.accessibleName(), said
        assert each.toolTip(), said
    names = [each.objectName() for each in found]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)


def test_letters_do_not_collide(panel):
    letters = [each.text()[each.text().index("&") + 1].lower() for each in panel.findChildren(QPushButton)
               if "&" in each.text()]
    assert set("btuai") <= set(letters)
    assert len(letters) == len(set(letters))
    assert not QGIS_LETTERS & set(letters)


def test_keys_are_told_in_tooltips(panel):
    for button, key in ((panel.accept, "Ctrl+Return"), (panel.previous, "Alt+Left"), (panel.next, "Alt+Right")):
        assert key in button.toolTip()


def test_every_state_has_its_sign():
    assert set(STATES) == set(State)
    for name in STATES.values():
        assert (FOLDER / f"{name}.svg").is_file()
        assert not QIcon(str(FOLDER / f"{name}.svg")).pixmap(16, 16).isNull()


# --- room


def fits(panel):
    """Whether nothing asks for more width than there is, on any page."""
    for area in panel.findChildren(QScrollArea):
        if area.isVisible():
            assert area.horizontalScrollBar().maximum() == 0, area
            assert area.widget().width() <= area.viewport().width(), area.widget()
    for each in controls(panel):
        if each.isVisible():
            right = each.mapTo(panel.widget(), QPoint(each.width(), 0)).x()
            assert right <= panel.widget().width(), each.objectName()


@pytest.mark.parametrize("larger", [1.0, 1.5])
@pytest.mark.parametrize("height", [420, 900])
def test_fits_a_narrow_dock(panel, larger, height):
    panel.setFloating(True)
    font = panel.font()
    font.setPointSizeF(10 * larger)
    panel.setFont(font)
    open_all(panel)
    panel.resize(NARROWEST, height)
    QTest.qWait(50)
    assert panel.width() == NARROWEST
    fits(panel)
    panel.show_rival(RivalShown("bundled", LONG, State.DONE))
    QTest.qWait(30)
    fits(panel)
    panel.show_welcome(True)
    QTest.qWait(30)
    fits(panel)


def test_buttons_wrap_instead_of_being_cut_off(panel):
    panel.setFloating(True)
    font = panel.font()
    font.setPointSizeF(24)
    panel.setFont(font)
    done(panel)
    panel.resize(NARROWEST, 900)
    QTest.qWait(50)
    for button in (panel.accept, panel.reject, panel.discard, panel.stop, panel.again):
        assert button.width() >= button.sizeHint().width() - GIVE, button.objectName()
    assert panel.discard.y() > panel.accept.y()


def test_nothing_jumps_between_states(panel):
    panel.show_objects(rows())
    panel.replace("text")
    panel.say("One line.")
    QTest.qWait(200)
    places = set()
    for state in (State.WAITING, State.STREAMING, State.DONE, State.FAILED, State.KEEPING, State.KEPT):
        panel.show_state(state, keepable=state is State.DONE, repeatable=not state.busy)
        panel.say("One line.")
        QTest.qWait(20)
        places.add((panel.text.geometry().height(), panel.accept.y(), panel.stop.pos().x(), panel.tools.pos().x()))
    assert len(places) == 1


def test_the_decision_stays_in_sight_while_choices_scroll(panel):
    panel.setFloating(True)
    open_all(panel)
    panel.resize(330, 800)
    QTest.qWait(50)
    for button in (panel.draw, panel.accept, panel.tools):
        bottom = button.mapTo(panel.widget(), QPoint(0, button.height())).y()
        assert bottom <= panel.widget().height(), button.objectName()


def test_the_text_takes_no_room_that_the_choices_need(panel):
    panel.setFloating(True)
    panel.show_model_state("Ready", "ready")
    panel.show_objects(rows())
    done(panel, LONG)
    panel.resize(330, 820)
    QTest.qWait(50)
    closed = panel.view_box.mapTo(panel.widget(), QPoint(0, panel.view_box.height())).y()
    assert closed <= panel.draw.mapTo(panel.widget(), QPoint(0, 0)).y(), "both groups stand above Draw, unscrolled"
    assert panel.text.height() > 8 * panel.text.fontMetrics().lineSpacing()


def test_a_dark_palette_colours_everything(panel):
    palette = QPalette(panel.palette())
    dark, bright = QColor(30, 30, 30), QColor(230, 230, 230)
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        palette.setColor(role, dark)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(role, bright)
    panel.setPalette(palette)
    open_all(panel)
    for widget in (*panel.findChildren(QLabel), *controls(panel)):
        colours = widget.palette()
        ground, ink = colours.color(QPalette.ColorRole.Base), colours.color(QPalette.ColorRole.Text)
        assert abs(ground.lightness() - ink.lightness()) > 120, widget.objectName()
    shot = panel.text.viewport().grab().toImage()
    assert shot.pixelColor(shot.width() - 2, shot.height() - 2).lightness() < 60


# --- keys


def walk(panel, first):
    """The controls that Tab goes through, from the first until it comes back or leaves the dock."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    until(first.hasFocus, "the first control has the focus")
    found = []
    while len(found) < 100:
        here = QApplication.focusWidget()
        if here in found or not panel.isAncestorOf(here):
            break
        found.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return found


def test_the_whole_dock_by_tab_from_top_to_bottom(panel, window, layer):
    QgsProject.instance().addMapLayer(layer())
    open_all(panel)
    panel.setFloating(True)
    panel.resize(420, 1900)
    panel.activateWindow()
    QTest.qWait(50)
    found = walk(panel, panel.raster)
    can = {each for each in controls(panel) if each.isVisible() and each.isEnabled()
           and each.focusPolicy() != Qt.FocusPolicy.NoFocus}
    missing = {each.objectName() for each in can - set(found)}
    assert not missing
    parts = [panel.raster, panel.model, panel.language, panel.view_box.recipe, panel.draw, panel.objects.list,
             panel.text, panel.accept, panel.again, panel.tools]
    places = [found.index(part) for part in parts]
    assert places == sorted(places)


def test_keys_of_the_dock(panel):
    done(panel)
    panel.show_objects(rows())
    told = {name: heard(getattr(panel, name)) for name in (
        "acceptPressed", "rejectPressed", "previousPressed", "nextPressed", "discardPressed", "againPressed")}
    panel.text.setFocus()
    until(panel.text.hasFocus, "the text has the focus")
    control, shift, alt = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
                           Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(panel.text, Qt.Key.Key_Return, control)
    QTest.keyClick(panel.text, Qt.Key.Key_Return, control | shift)
    QTest.keyClick(panel.text, Qt.Key.Key_Left, alt)
    QTest.keyClick(panel.text, Qt.Key.Key_Right, alt)
    QTest.keyClick(panel.text, Qt.Key.Key_Delete, control | shift)
    assert {name: len(said) for name, said in told.items()} == {
        "acceptPressed": 1, "rejectPressed": 1, "previousPressed": 1, "nextPressed": 1, "discardPressed": 1,
        "againPressed": 0}
    QTest.keyClick(panel.text, Qt.Key.Key_R, control)
    assert len(told["againPressed"]) == 1
    assert panel.text.toPlainText() == "A roof."


def test_keys_press_nothing_that_is_grey(panel):
    accepted = heard(panel.acceptPressed)
    panel.show_state(State.STREAMING, keepable=False, repeatable=False)
    panel.text.setFocus()
    QTest.keyClick(panel.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert accepted == []


# --- the text


def test_streaming_follows_unless_the_reader_scrolled_away(panel):
    panel.show_state(State.STREAMING, keepable=False, repeatable=False)
    panel.append(LONG)
    bar = panel.text.verticalScrollBar()
    QTest.qWait(10)
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    panel.append(LONG)
    assert bar.value() == bar.maximum()
    panel.setFloating(True)
    panel.resize(panel.width(), panel.height() - 100)
    QTest.qWait(30)
    assert bar.value() == bar.maximum(), "also when there is less room"
    bar.setValue(0)
    panel.append(LONG)
    assert bar.value() == 0


def test_a_finished_text_stays_where_its_reader_is(panel):
    panel.setFloating(True)
    panel.resize(400, 900)
    panel.append(LONG[:400])
    done(panel, LONG[:400])
    panel.resize(300, 500)
    QTest.qWait(30)
    assert panel.text.verticalScrollBar().maximum() > 0
    assert panel.text.verticalScrollBar().value() == 0


def test_a_finished_text_stands_at_its_beginning_unless_its_reader_is_elsewhere(panel):
    panel.show_state(State.STREAMING, keepable=False, repeatable=False)
    bar = panel.text.verticalScrollBar()
    for away, final in ((False, LONG * 2), (True, LONG * 2), (False, "Said otherwise. " + LONG * 2),
                        (True, "Said otherwise. " + LONG * 2)):
        panel.text.replace("")
        panel.append(LONG * 2)
        QTest.qWait(10)
        assert bar.value() == bar.maximum() > 3
        if away:
            bar.setValue(3)
        panel.replace(final)
        QTest.qWait(10)
        assert bar.value() == (3 if away else 0)


def test_only_the_user_edits(panel):
    edited = heard(panel.textEdited)
    panel.show_state(State.STREAMING, keepable=False, repeatable=False)
    panel.append("A ")
    panel.append("roof")
    done(panel, "A roof.")
    assert edited == []
    assert not panel.text.document().isModified()
    panel.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(panel.text, "!")
    assert edited == ["A roof.!"]
    assert panel.text.document().isModified()


def test_what_others_say_is_shown_as_it_is(panel):
    panel.offer_models((ModelChoice("x", HOSTILE, "key", HOSTILE), ModelChoice("y", HOSTILE)), "y")
    panel.show_model_state(HOSTILE, "failed")
    panel.append(HOSTILE)
    panel.say(HOSTILE)
    panel.show_resolution(HOSTILE)
    panel.show_seen(seen(notes=(HOSTILE,)))
    panel.show_objects([Row(1, HOSTILE, State.DONE, current=True)])
    panel.show_rival(RivalShown("x", HOSTILE, State.DONE))
    assert panel.text.toPlainText() == HOSTILE
    assert panel.comparison.rival.text.toPlainText() == HOSTILE
    for label in panel.findChildren(QLabel):
        if HOSTILE in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText, label.objectName()
    item = panel.objects.list.item(0)
    assert HOSTILE in item.text()
    assert "<b>" not in item.toolTip()
    assert "<b>" not in panel.comparison.rival.model.toolTip()
    assert "<b>" not in panel.model.itemData(0, Qt.ItemDataRole.ToolTipRole)
    assert panel.tools.compare.actions()[0].text().replace("&&", "&") == HOSTILE


def test_steps_stand_where_there_is_no_text(panel):
    assert panel.answer_box.steps.isVisible()
    panel.show_state(State.WAITING, keepable=False, repeatable=False)
    assert not panel.answer_box.steps.isVisible()
    assert panel.text.isVisible()
    panel.show_state(State.IDLE, keepable=False, repeatable=False)
    assert panel.answer_box.steps.isVisible()


# --- deciding


@pytest.mark.parametrize(("state", "keepable", "can"), [
    (State.IDLE, False, ""), (State.QUEUED, False, "stop discard"), (State.STREAMING, False, "stop discard"),
    (State.DONE, True, "accept reject discard again"), (State.STOPPED, True, "accept reject discard again"),
    (State.STOPPED, False, "discard again"), (State.FAILED, False, "discard again"), (State.KEEPING, True, ""),
    (State.KEPT, False, "discard again"), (State.REJECTED, False, "discard again"),
])
def test_what_can_be_done(panel, state, keepable, can):
    panel.replace("A roof.")
    repeatable = state in {State.DONE, State.STOPPED, State.FAILED, State.KEPT, State.REJECTED}
    panel.show_state(state, keepable=keepable, repeatable=repeatable)
    if state is not State.IDLE:
        panel.replace("A roof.")
    able = [name for name in ("accept", "reject", "stop", "discard", "again")
            if getattr(panel, name).isEnabled() and getattr(panel, name).isVisible()]
    assert sorted(able) == sorted(can.split())


def test_the_menu_says_what_was_chosen(panel):
    done(panel)
    panel.offer_undo(True)
    tools = panel.tools
    told = {name: heard(getattr(panel, name)) for name in (
        "openChipPressed", "copyPressed", "exchangePressed", "zoomPressed", "undoPressed", "comparePressed")}
    for action in (tools.open_chip, tools.copy, tools.exchange, tools.zoom, tools.undo):
        assert action.isEnabled()
        action.trigger()
    assert [action.data() for action in tools.compare.actions()] == ["bundled", "office"]
    tools.compare.actions()[1].trigger()
    assert told.pop("comparePressed") == ["office"]
    assert all(len(said) == 1 for said in told.values())


def test_the_menu_is_grey_without_an_object(panel):
    panel.show_state(State.IDLE, keepable=False, repeatable=False)
    tools = panel.tools
    assert not any(each.isEnabled() for each in (
        tools.open_chip, tools.copy, tools.exchange, tools.zoom, tools.undo, tools.compare))


# --- the list


def test_objects_by_mouse_and_key(panel):
    panel.show_objects(rows())
    listed = panel.objects.list
    chosen, forgotten = heard(panel.objectChosen), heard(panel.discardPressed)
    place = listed.visualItemRect(listed.item(0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert chosen == [1]
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert chosen == [1, 1], "a click on the one shown leads to it on the map again"
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Up)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert chosen == [1, 1, 2, 3, 2, 2]
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    assert len(forgotten) == 1


def test_the_one_shown_stays_in_sight_when_the_list_gets_less_room(panel):
    panel.show_objects([Row(number, "roof", State.DONE, current=number == 4) for number in range(1, 5)])
    listed = panel.objects.list
    listed.setFixedHeight(listed.sizeHint().height())
    QTest.qWait(20)
    listed.setFixedHeight(listed.minimumSizeHint().height())
    QTest.qWait(20)
    assert listed.viewport().rect().contains(listed.visualItemRect(listed.item(3)).center())


def test_the_list_is_told_and_does_not_answer(panel):
    chosen = heard(panel.objectChosen)
    panel.show_objects(rows())
    panel.show_objects([*rows()[:1], Row(2, "a pond", State.KEPT), Row(3, "a road", State.DONE, current=True)])
    assert chosen == []
    listed = panel.objects.list
    assert [listed.item(i).text() for i in range(listed.count())] == ["1  roof", "2  a pond", "3  a road"]
    assert listed.currentRow() == 2
    assert not panel.next.isEnabled()
    assert panel.previous.isEnabled()


def test_the_list_shows_what_is_being_said(panel):
    panel.show_objects(rows())
    panel.objects.retitle(3, "A long roof")
    panel.objects.retitle(9, "nobody")
    assert [panel.objects.list.item(each).text() for each in (0, 2)] == ["1  roof", "3  A long roof"]


def test_the_queue_is_counted_and_can_be_stopped(panel):
    panel.show_objects(rows())
    assert "2 waiting" in panel.objects.count.text()
    stopped = heard(panel.stopAllPressed)
    QTest.mouseClick(panel.objects.stop_all, Qt.MouseButton.LeftButton)
    assert len(stopped) == 1
    assert "2" in panel.objects.list.item(4).text()
    assert "place 2" in panel.objects.list.item(4).data(Qt.ItemDataRole.AccessibleTextRole)
    panel.show_objects(rows()[:2])
    assert not panel.objects.stop_all.isVisible()
    panel.show_objects([])
    assert not panel.objects.isVisible()


# --- two answers


def test_two_answers_side_by_side_or_stacked(panel):
    panel.setFloating(True)
    done(panel, "A roof.")
    taken, dropped = heard(panel.rivalTaken), heard(panel.rivalDropped)
    panel.show_rival(RivalShown("bundled", "", State.WAITING, "lab"))
    panel.resize(600, 800)
    QTest.qWait(30)
    two = panel.comparison
    assert two.isVisible()
    assert not panel.text.isVisible()
    assert (two.present.model.text(), two.rival.model.text()) == ("Lab (llava)", "Measured description")
    assert not two.stacked
    assert not two.rival.keep.isEnabled()
    panel.show_rival(RivalShown("bundled", "An object", State.STREAMING, "lab"))
    panel.show_rival(RivalShown("bundled", "An object of 12 m.", State.DONE, "lab"))
    assert two.rival.text.toPlainText() == "An object of 12 m."
    QTest.mouseClick(two.rival.keep, Qt.MouseButton.LeftButton)
    panel.resize(300, 900)
    QTest.qWait(30)
    assert two.stacked
    assert "upper" in two.present.keep.text()
    QTest.mouseClick(two.present.keep, Qt.MouseButton.LeftButton)
    assert (len(taken), len(dropped)) == (1, 1)
    panel.show_rival(None)
    assert panel.text.isVisible()
    assert panel.text.toPlainText() == "A roof."


# --- the picture


def test_the_picture_with_the_box_in_it(panel):
    panel.setFloating(True)
    panel.view_box.setCollapsed(False)
    panel.resize(330, 900)
    panel.show_seen(seen())
    QTest.qWait(50)
    picture = panel.view_box.picture
    assert picture.isVisible()
    shot = picture.grab().toImage()
    assert abs(shot.width() / shot.height() - 1.5) < 0.05
    edge, middle = shot.pixelColor(shot.width() // 4, shot.height() // 2), shot.pixelColor(shot.rect().center())
    assert edge.red() > 200
    assert edge.blue() < 90
    assert middle.red() == 90
    said = panel.view_box.caption.text()
    assert "120 × 80 px" in said
    assert "5 m per pixel" in said
    assert "4, 3, 2" in said
    assert "0 to 3000" in said
    assert "A guess." in panel.view_box.notes.text()
    panel.show_seen(None)
    assert picture.image is None
    assert not panel.view_box.caption.isVisible()


def test_how_the_picture_is_wanted(panel):
    view, own = panel.view_box, panel.view_box.own
    assert panel.view_choice() == ViewChoice()
    changes = heard(panel.lookChanged)
    view.setCollapsed(False)
    assert len(changes) == 1
    panel.offer_bands(["1: blue", "2: green", "3: red", "4: nir"], "4,3,2")
    view.recipe.setCurrentIndex(view.recipe.findData("styled"))
    assert panel.view_choice().recipe == "styled"
    assert not own.isVisible()
    view.recipe.setCurrentIndex(view.recipe.findData("own"))
    assert panel.view_choice() == ViewChoice("own", "4,3,2", "auto")
    own.stretch.setCurrentIndex(own.stretch.findData("percent"))
    assert panel.view_choice().stretch == "2-98%"
    own.stretch.setCurrentIndex(own.stretch.findData("values"))
    own.low_value.setValue(-12.5)
    assert panel.view_choice().stretch == "-12.5..3000"
    own.mode.setCurrentIndex(own.mode.findData("grey"))
    assert panel.view_choice().bands == "4"
    assert not own.red.isVisible()
    view.slider.setValue(25)
    assert panel.view_choice().context == 2.5
    view.context.setValue(40.0)
    assert view.slider.value() == view.slider.maximum()
    assert panel.view_choice().context == 40.0
    view.gsd.setValue(0.5)
    assert panel.view_choice().gsd == 0.0, "a file has a resolution of its own"
    panel.show_resolution("0.30 m per pixel")
    assert panel.view_choice().gsd == 0.5
    assert len(changes) >= 9


def test_bands_keep_their_numbers_where_one_between_is_not_offered(panel):
    panel.offer_bands(["1: grey", "3: near infrared"], "3")
    bands = panel.view_box.own
    assert bands.bands() == "3"
    bands.grey.setCurrentIndex(0)
    assert bands.bands() == "1"


def test_a_raster_of_one_band_is_grey(panel):
    panel.offer_bands(["1"], "")
    panel.view_box.recipe.setCurrentIndex(panel.view_box.recipe.findData("own"))
    assert panel.view_choice().bands == "1"
    panel.offer_bands(["1", "2", "3"], "no bands these")
    assert panel.view_choice().bands == "1,2,3"


# --- choices


def test_models_by_choice_or_by_name(panel):
    chosen = heard(panel.modelChosen)
    assert panel.chosen_model() == "lab"
    assert panel.model.currentText() == "Lab (llava)"
    panel.offer_models(["bundled", "http://127.0.0.1:9#any"], "gone")
    assert panel.chosen_model() == "bundled"
    assert chosen == []


@pytest.mark.parametrize(("tone", "curable", "signal"), [
    ("ready", False, ""), ("loading", False, ""), ("unknown", False, ""), ("setup", True, "setupPressed"),
    ("key", True, "settingsPressed")])
def test_the_state_of_the_model_leads_to_its_cure(panel, tone, curable, signal):
    panel.show_model_state("words", tone)
    state = panel.choices.model_state
    assert state.isVisible()
    assert state.cure.isVisible() is curable
    if signal:
        pressed = heard(getattr(panel, signal))
        QTest.mouseClick(state.cure, Qt.MouseButton.LeftButton)
        assert len(pressed) == 1


def test_languages_are_those_of_the_model(panel):
    language = panel.language
    assert language.count() > 20
    language.setCurrentIndex(language.findData("de"))
    language.activated.emit(language.currentIndex())
    assert panel.chosen_language() == "de"
    panel.offer_models(MODELS, "bundled")
    assert panel.chosen_language() == "en"
    assert language.count() == 1
    panel.offer_models(MODELS, "lab")
    assert panel.chosen_language() == "de", "the wish outlives a model that cannot fulfil it"
    language.setEditText("sw")
    assert panel.chosen_language() == "sw"


def test_a_language_chosen_among_few_stays(panel):
    both = ModelChoice("bundled", "Measured description", languages=("en", "de"))
    panel.offer_models((both, *MODELS[1:]), "bundled")
    language = panel.language
    language.setCurrentIndex(language.findData("de"))
    language.activated.emit(language.currentIndex())
    panel.offer_models((both, *MODELS[1:]), "bundled")
    assert panel.chosen_language() == "de"


def test_a_model_is_called_otherwise_and_stays_chosen(panel):
    panel.offer_models(MODELS, "lab")
    panel.retitle_models((ModelChoice("bundled", "Bundled model", languages=("en",)), *MODELS[1:]))
    assert panel.chosen_model() == "lab"
    assert panel.model.itemText(0) == "Bundled model"
    assert ("bundled", "Bundled model") in panel.choices.others()


def test_the_house_instruction_as_words_or_expression(panel, layer):
    panel.instruction.line.setText("Name the material.")
    assert panel.instruction_text() == "Name the material."
    panel.instruction.line.setText("= 'Name ' || 'it'")
    assert panel.instruction_text() == "Name it"
    box = QgsExpressionContextScope("box")
    box.addVariable(QgsExpressionContextScope.StaticVariable("box_length_m", 12.5, True, True))
    panel.instruction.line.setText("= 'It is ' || @box_length_m || ' m long'")
    assert panel.instruction_text(box) == "It is 12.5 m long"
    panel.choices.more.setCollapsed(False)
    panel.instruction.line.setText("= 'Name ' || ")
    assert panel.instruction.trouble.isVisible()
    with pytest.raises(BadOption):
        panel.instruction_text()
    panel.offer_models(MODELS, "bundled")
    assert panel.instruction_text() == ""
    QgsProject.instance().addMapLayer(layer(name="picture of today"))
    panel.offer_models(MODELS, "lab")
    panel.instruction.line.setText("= 'It is ' || @layer_name")
    assert panel.instruction_text() == "It is picture of today"


def test_where_results_go(panel):
    told, fields = heard(panel.targetChanged), heard(panel.mappingPressed)
    panel.choices.more.setCollapsed(False)
    assert panel.chosen_target() is None
    assert panel.place.isVisible()
    mine = QgsVectorLayer("Polygon?crs=EPSG:4326&field=note:string", "mine", "memory")
    lines = QgsVectorLayer("LineString?crs=EPSG:4326", "lines", "memory")
    QgsProject.instance().addMapLayers([mine, lines])
    assert panel.chosen_target() is None, "a new layer is not chosen by itself"
    assert [panel.target.layer(i) for i in range(panel.target.count())] == [None, mine]
    panel.target.setLayer(mine)
    assert panel.chosen_target() is mine
    assert not panel.place.isVisible()
    until(panel.choices.mapping.isVisible, "the button is in its place")
    QTest.qWait(20)
    QTest.mouseClick(panel.choices.mapping, Qt.MouseButton.LeftButton)
    assert len(fields) == 1
    QgsProject.instance().removeMapLayer(mine.id())
    assert panel.chosen_target() is None
    assert panel.place.isVisible()
    assert told[0] is mine


def test_the_welcome_page_leads_on(panel):
    panel.show_welcome(True)
    assert panel.welcome.isVisible()
    assert not panel.draw.isVisible()
    page = panel.welcome
    for signal, button in ((panel.samplePressed, page.sample), (panel.setupPressed, page.setup),
                           (panel.welcomeClosed, page.close_it)):
        pressed = heard(signal)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert len(pressed) == 1
    panel.show_welcome(False)
    assert panel.draw.isVisible()
    assert isinstance(panel.place, QgsFileWidget)
