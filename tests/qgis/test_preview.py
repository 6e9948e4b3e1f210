""""What the model sees" follows the box, the bands, the contrast and the surroundings while it is open."""

from __future__ import annotations

import pytest
from earthscribe.inference.errors import NoImageThere
from earthscribe.ui.describing.session import State
from qgis.core import QgsApplication, QgsMultiBandColorRenderer
from qgis.PyQt.QtTest import QTest

from .conftest import until
from .scripted import Scripted
from .test_queue import SECOND, THIRD
from .test_story import CLICKS, described, ready


@pytest.fixture
def opened(load, window, layer, out, scripted):
    """The plugin with an answer and the view box open."""
    plugin = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    plugin.desk.panel.view_box.setCollapsed(False)
    pictured(plugin)
    return plugin


def pictured(plugin, looks=1):
    """Wait for the picture."""
    analyst = plugin.analyst._analyst
    until(lambda: len(analyst.looked) >= looks, "somebody looked")
    until(lambda: plugin.desk.panel.view_box.picture.image is not None and plugin.desk.preview._task is None,
          "the picture is shown")
    return analyst.looked[-1]


def test_closed_nobody_looks(load, window, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    QTest.qWait(300)
    assert scripted.looked == []


def test_open_it_shows_the_current_box(opened, scripted):
    assert scripted.looked[0].quad == opened.desk.session.current.quad
    assert scripted.looked[0].framing == scripted.asked[0].framing


def test_more_surroundings_make_another_picture(opened):
    opened.desk.panel.view_box.context.setValue(4.0)
    wide = pictured(opened, 2)
    assert wide.framing.window.width > opened.analyst._analyst.looked[0].framing.window.width


def test_own_bands_and_contrast_are_looked_at_and_then_asked_with(opened, scripted):
    box = opened.desk.panel.view_box
    box.recipe.setCurrentIndex(box.recipe.findData("own"))
    pictured(opened, 2)
    QTest.qWait(300)
    seen = scripted.looked[-1].look
    opened.desk.asking.again()
    described(opened)
    assert scripted.asked[-1].look == seen


def test_as_styled_in_qgis(opened, window, scripted):
    """The bands of the layer's renderer, in its order."""
    layer = window.active
    layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), 3, 1, 2))
    box = opened.desk.panel.view_box
    box.recipe.setCurrentIndex(box.recipe.findData("styled"))
    assert pictured(opened, 2).look.bands == ("3", "1", "2")
    opened.desk.asking.again()
    described(opened)
    assert scripted.asked[-1].look.bands == ("3", "1", "2")


def test_another_style_of_the_layer_is_followed(opened, window):
    layer, box = window.active, opened.desk.panel.view_box
    box.recipe.setCurrentIndex(box.recipe.findData("styled"))
    pictured(opened, 2)
    layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), 2, 3, 1))
    assert pictured(opened, 3).look.bands == ("2", "3", "1")


def test_own_bands_hold_for_the_boxes_that_follow(opened, window, scripted):
    box = opened.desk.panel.view_box
    box.recipe.setCurrentIndex(box.recipe.findData("own"))
    box.own.red.setCurrentIndex(2)
    box.own.blue.setCurrentIndex(0)
    for number, clicks in enumerate((SECOND, THIRD), 2):
        window.draw(*clicks)
        until(lambda number=number: len(scripted.asked) == number, "it is asked about")
        assert described(opened) is State.DONE
    assert [request.look.bands for request in scripted.asked[1:]] == [("3", "2", "1")] * 2


def test_many_changes_are_one_look(opened, scripted):
    for value in range(1, 8):
        opened.desk.panel.view_box.context.setValue(value / 2)
    pictured(opened, 2)
    QTest.qWait(300)
    assert len(scripted.looked) == 2


def test_trouble_stands_where_the_picture_would_be(load, window, layer, out):
    class Blind(Scripted):
        def look(self, request, stop):
            self.looked.append(request)
            raise NoImageThere("the box", "of the test")
            yield

    analyst = Blind()
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    described(plugin)
    picture = plugin.desk.panel.view_box.picture
    plugin.desk.panel.view_box.setCollapsed(False)
    until(lambda: "of the test" in picture._words, "it is said")
    assert picture.image is None
    assert window.messages() == []


def test_without_a_box_there_is_nothing_to_see(load, window, layer, scripted):
    window.show(layer())
    plugin = load(scripted)
    plugin.desk.panel.view_box.setCollapsed(False)
    QTest.qWait(300)
    assert scripted.looked == []
    assert plugin.desk.panel.view_box.picture.image is None


def test_a_new_box_with_handles_is_shown_before_it_is_asked_about(load, window, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    plugin.desk.panel.view_box.setCollapsed(False)
    plugin.desk.panel.draw_bar.adjust.setChecked(True)
    window.settle()
    window.draw(*CLICKS)
    assert plugin.desk.tool.editing is not None
    pictured(plugin)
    assert scripted.looked[-1].quad == plugin.desk.tool.editing
    assert scripted.asked == []


def test_unloaded_while_somebody_looks(opened):
    opened.desk.panel.view_box.context.setValue(4.0)
    opened.unload()
    assert opened.desk is None
    until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, "nobody looks any more")


def instruct(plugin, text):
    plugin.desk.panel.offer_models(["http://127.0.0.1:9/v1#eye"], "http://127.0.0.1:9/v1#eye")
    plugin.desk.panel.instruction.line.setText(text)
    plugin.desk.asking.again()


def test_the_house_instruction_may_speak_of_the_box(opened, scripted):
    instruct(opened, "= 'It is ' || round(@box_length_m) || ' m long, on ' || @layer_name")
    described(opened)
    words = scripted.asked[-1].option("instruction", "")
    assert words.endswith(" m long, on picture")
    assert 10 < int(words.split()[2]) < 100


def test_an_expression_that_cannot_be_worked_out_is_said_in_words(opened, scripted, window):
    instruct(opened, "= round(")
    assert len(scripted.asked) == 1
    (said,) = window.messages()
    assert "expression" in said
    assert opened.desk.session.state is State.DONE
