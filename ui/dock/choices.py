"""Choices: what is asked of whom about which raster, and where the results go."""

from __future__ import annotations

from typing import Any, List, Optional, Sequence, Tuple, Union

from qgis.core import Qgis, QgsMapLayer, QgsMapLayerProxyModel, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..models import BUNDLED, BUNDLED_SPEAKS, ModelChoice, bundled_title
from .forms import SlimForm, fill
from .icons import icon
from .instruction import InstructionEdit
from .language_box import LanguageBox
from .model_state import CURABLE, SIGNS, ModelState
from .naming import named, plain_tip, shrinking

DESCRIBE = "describe"


class Choices(QWidget):
    """Raster, model and task; more below on request."""

    modelChosen = pyqtSignal(str)
    rasterChanged = pyqtSignal(object)
    targetChanged = pyqtSignal(object)
    mappingPressed = pyqtSignal()
    settingsPressed = pyqtSignal()
    setupPressed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._offered: Tuple[ModelChoice, ...] = ()
        self._make_first()
        self._make_more()
        self._lay_out()
        self._connect()

    # --- parts

    def _make_first(self) -> None:
        self.raster = named(QgsMapLayerComboBox(self), "rasterBox", self.tr("Raster"),
                            self.tr("The raster to draw on; follows the active layer"))
        self.raster.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.model = named(QComboBox(self), "modelBox", self.tr("Model"), self.tr(
            "Who describes: the bundled model, or a server from the settings; before the set-up the bundled one only "
            "measures"))
        self.settings = named(QToolButton(self), "settingsButton", self.tr("Settings"),
                              self.tr("Models, servers and everything else that can be set"))
        self.settings.setIcon(icon("settings"))
        self.settings.setAutoRaise(True)
        self.settings.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.model_state = ModelState(self)
        self.task = named(QComboBox(self), "taskBox", self.tr("Task"), self.tr("What is asked about the object"))
        self.task.addItem(self.tr("Describe"), DESCRIBE)
        for each in (self.raster, self.model, self.task):
            shrinking(each)

    def _make_more(self) -> None:
        self.more = named(QgsCollapsibleGroupBox(self.tr("More"), self), "moreBox", self.tr("More choices"),
                          self.tr("Language, house instruction, and where the results go"))
        self.more.setCollapsed(True)
        self.language = LanguageBox(self.more)
        self.instruction = InstructionEdit(self.more)
        self.target = named(QgsMapLayerComboBox(self.more), "targetBox", self.tr("Results go to"), self.tr(
            "Where accepted descriptions are kept: a GeoPackage of their own, or a polygon layer of this project"))
        self.target.setFilters(_editable_polygons())
        self.target.setAllowEmptyLayer(True, self.tr("Descriptions (GeoPackage)"))
        self.target.setLayer(None)
        self.mapping = named(QToolButton(self.more), "mappingButton", self.tr("Fields"),
                             self.tr("Which fact goes to which field of the chosen layer"))
        self.mapping.setText(self.tr("Fields…"))
        self.mapping.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place = named(QgsFileWidget(self.more), "placeBox", self.tr("Keep in"), self.tr(
            "GeoPackage for accepted descriptions; descriptions.gpkg beside the project when empty"))
        self.place.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.place.setFilter("GeoPackage (*.gpkg)")
        self.place.setConfirmOverwrite(False)
        self.place.setDialogTitle(self.tr("Keep descriptions in"))
        self.place.lineEdit().setPlaceholderText(self.tr("beside the project"))
        named(self.place.lineEdit(), "placeEdit", self.tr("Keep in"), self.place.toolTip())
        for button in self._place_buttons():
            name = "placeLink" if button.isHidden() else "placeButton"
            named(button, name, self.tr("Choose the file"), self.tr("Choose the GeoPackage in a dialog"))
        shrinking(self.target)

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(self.model, 1)
        beside.addWidget(self.settings)
        first = QGridLayout()
        first.setHorizontalSpacing(8)
        first.setVerticalSpacing(5)
        first.setColumnStretch(1, 1)
        for row, words, field in ((0, self.tr("Raster"), self.raster), (1, self.tr("Model"), self.model),
                                  (3, self.tr("Task"), self.task)):
            label = QLabel(words, self)
            label.setBuddy(field)
            first.addWidget(label, row, 0)
        first.addWidget(self.raster, 0, 1)
        first.addLayout(beside, 1, 1)
        first.addWidget(self.model_state, 2, 1)
        first.addWidget(self.task, 3, 1)
        target = QHBoxLayout()
        target.setSpacing(4)
        target.addWidget(self.target, 1)
        target.addWidget(self.mapping)
        body = SlimForm(self.more)
        fill(self.more, body)
        more = body.rows
        more.addRow(self.tr("Language"), self.language)
        more.addRow(self.tr("Instruction"), self.instruction)
        more.addRow(self.tr("Results to"), target)
        more.addRow(self.tr("Keep in"), self.place)
        self._more_form = more
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.more)

    def _connect(self) -> None:
        self.raster.layerChanged.connect(self.instruction.set_layer)
        self.raster.layerChanged.connect(self.rasterChanged.emit)
        self.model.activated.connect(lambda _: self.modelChosen.emit(self.chosen_model()))
        self.model.currentIndexChanged.connect(lambda _: self._model_changed())
        self.target.layerChanged.connect(self._target_changed)
        self.mapping.clicked.connect(self.mappingPressed)
        self.settings.clicked.connect(self.settingsPressed)
        self.model_state.settingsPressed.connect(self.settingsPressed)
        self.model_state.setupPressed.connect(self.setupPressed)
        self.instruction.set_layer(self.raster.currentLayer())
        self._show_target(self.target.currentLayer())

    def tab_order(self) -> List[QWidget]:
        """From top to bottom."""
        return [self.raster, self.model, self.settings, self.model_state.cure, self.task, self.more, self.language,
                self.instruction.line, self.instruction.button, self.target, self.mapping, self.place.lineEdit(),
                *self._place_buttons()]

    def _place_buttons(self) -> List[QToolButton]:
        return list(self.place.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly))

    # --- what it is told

    def offer_models(self, choices: Sequence[Union[ModelChoice, str]], chosen: str) -> None:
        """Fill the list of models, given as ModelChoice or as bare names; one that is gone gives way to the first."""
        self._offered = tuple(map(_choice, choices))
        self.model.blockSignals(True)
        self.model.clear()
        for each in self._offered:
            self.model.addItem(self.title_of(each.name), each.name)
            if each.state in CURABLE:
                self.model.setItemIcon(self.model.count() - 1, icon(SIGNS[each.state]))
            self.model.setItemData(self.model.count() - 1, plain_tip(each.reason), Qt.ItemDataRole.ToolTipRole)
        self.model.setCurrentIndex(max(0, self.model.findData(chosen)))
        self.model.blockSignals(False)
        self._model_changed()

    def retitle_models(self, choices: Sequence[ModelChoice]) -> None:
        """The same models are called otherwise; what is chosen stays."""
        known = {each.name: each for each in choices}
        self._offered = tuple(known.get(each.name, each) for each in self._offered)
        for row in range(self.model.count()):
            self.model.setItemText(row, self.title_of(str(self.model.itemData(row))))

    def title_of(self, name: str) -> str:
        """What people call a model."""
        title = next((each.title for each in self._offered if each.name == name), "")
        return title or (bundled_title() if name == BUNDLED else name)

    def others(self) -> List[Tuple[str, str]]:
        """Name and title of the models that are not the chosen one."""
        return [(each.name, self.title_of(each.name)) for each in self._offered if each.name != self.chosen_model()]

    # --- what it says

    def chosen_model(self) -> str:
        """The model's name."""
        return str(self.model.currentData() or BUNDLED)

    def chosen_place(self) -> str:
        """What the user wrote as the GeoPackage, "" for the one beside the project."""
        return str(self.place.filePath()).strip()

    def chosen_target(self) -> Optional[QgsVectorLayer]:
        """The polygon layer that takes the results, None for the GeoPackage of their own."""
        layer = self.target.currentLayer()
        return layer if isinstance(layer, QgsVectorLayer) else None

    # ---

    def _model_changed(self) -> None:
        index = self.model.currentIndex()
        self.language.offer(self._offered[index].languages if 0 <= index < len(self._offered) else ())
        bundled = self.chosen_model() == BUNDLED
        self.instruction.setEnabled(not bundled)
        self.instruction.line.setPlaceholderText(
            self.tr("Not for this model") if bundled else self.tr("Words, or = expression"))

    def _target_changed(self, layer: Optional[QgsMapLayer]) -> None:
        self._show_target(layer)
        self.targetChanged.emit(layer)

    def _show_target(self, layer: Optional[QgsMapLayer]) -> None:
        self.mapping.setVisible(layer is not None)
        self.place.setVisible(layer is None)
        self._more_form.labelForField(self.place).setVisible(layer is None)


def _editable_polygons() -> Any:
    """A filter of layers; newer versions of QGIS want two filters together to be of a type of their own."""
    both = QgsMapLayerProxyModel.Filter.PolygonLayer | QgsMapLayerProxyModel.Filter.WritableLayer
    return Qgis.LayerFilters(both) if isinstance(both, int) and hasattr(Qgis, "LayerFilters") else both


def _choice(given: Union[ModelChoice, str]) -> ModelChoice:
    """A bare name speaks any language; the bundled model does not."""
    if not isinstance(given, str):
        return given
    return ModelChoice(given, "", languages=BUNDLED_SPEAKS if given == BUNDLED else ())
