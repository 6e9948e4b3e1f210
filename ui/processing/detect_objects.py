"""The algorithm "Detect objects": a raster in, one polygon per object found out."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple, Union

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from ...inference.config import RunConfig
from ...inference.errors import BadArea, EarthscribeError, EmptyAnswer
from ...inference.geometry import corners_of
from ...inference.tasks.detect import LEAST_CONFIDENCE, Wanted
from ...inference.values import Detected, Found, Progress
from ..shared_analyst import SharedAnalyst

if TYPE_CHECKING:
    from ..host.layers import LayerFile, LayerPixels, ShownRaster

RASTER, EXTENT, MASK, CLASSES, OTHER_CLASSES = "RASTER", "EXTENT", "MASK", "CLASSES", "OTHER_CLASSES"
CONFIDENCE, GSD, MODEL, OUTPUT, COUNT = "MIN_CONFIDENCE", "GSD", "MODEL", "OUTPUT", "COUNT"
BUNDLED = "bundled"
WEB_GSD = 0.3
"""Metres per pixel at which a web layer is read where the user does not say."""
Extent = Tuple[QgsRectangle, QgsCoordinateReferenceSystem]


class Dresser(QgsProcessingLayerPostProcessorInterface):
    """Styles the layer of results when QGIS loads it; whoever makes it keeps it, QGIS does not."""

    def postProcessLayer(self, layer: Any, _context: QgsProcessingContext, _feedback: QgsProcessingFeedback) -> None:
        """Called by QGIS in the main thread."""
        from ..host.detection_layer import dress

        if isinstance(layer, QgsVectorLayer):
            dress(layer)


@dataclass(frozen=True)
class _Asked:
    """What the parameters say, taken in the thread of the layers."""

    file: Union[LayerFile, LayerPixels]
    config: RunConfig
    wanted: Wanted
    context: QgsCoordinateTransformContext
    extent: Optional[Extent] = None


class DetectObjects(QgsProcessingAlgorithm):
    """Works in the toolbox, in models and in qgis_process."""

    def __init__(self, analyst: SharedAnalyst, icon: str, dresser: Dresser) -> None:
        super().__init__()
        self._analyst = analyst
        self._icon = icon
        self._dresser = dresser
        self._asked: Optional[_Asked] = None

    def createInstance(self) -> DetectObjects:
        """A fresh one, as QGIS wants for every run."""
        return DetectObjects(self._analyst, self._icon, self._dresser)

    def tr(self, text: str) -> str:
        """The text in QGIS' language."""
        return QCoreApplication.translate("DetectObjects", text)

    def name(self) -> str:
        """The part after the colon."""
        return "detectobjects"

    def displayName(self) -> str:
        """As shown in the toolbox."""
        return self.tr("Detect objects")

    def tags(self) -> List[str]:
        """What it is found by."""
        return self.tr("detect,find,count,objects,cars,buildings,trees,ships,imagery,remote sensing,model,onnx,"
                       "deep learning").split(",")

    def icon(self) -> QIcon:
        """As shown in the toolbox."""
        return QIcon(self._icon)

    def shortHelpString(self) -> str:
        """The help beside the dialog."""
        return self.tr(
            "<p>Finds all objects of known classes on a raster of any size and writes one polygon for each: the box "
            "round it, turned as the object lies, with class, confidence, length, width and azimuth.</p>"
            "<p><b>Extent</b> and <b>mask</b> say where to look; without them all of the raster is searched. An object "
            "counts where its middle lies.</p>"
            "<p><b>Classes</b>: none ticked means all. Other classes are for models of your own.</p>"
            "<p><b>Minimum confidence</b>: 0 takes the threshold that suits each class; any other number from 0.01 to "
            "1 replaces it. Of a hundred objects with 0.7 about seventy are right.</p>"
            "<p><b>Ground resolution</b>: metres per pixel, for pictures that do not say it themselves; of web "
            "layers, the resolution at which they are read (0: 0.3 m). Where nobody says it the size of a pixel is "
            "looked for.</p>"
            "<p><b>Model</b>: empty for the bundled one; or an ONNX file of a detector of your own.</p>"
            "<p>Files are searched whatever their size. Web layers, and what else only QGIS can read, need an extent "
            "of at most 16 million pixels; save larger ones as a file first.</p>"
            "<p>The model runs in a process of its own. Cancelling keeps what was found until then.</p>")

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:  # noqa: ARG002
        """The parameters."""
        from ..host.detection_layer import bundled_classes

        number = QgsProcessingParameterNumber
        self.addParameter(QgsProcessingParameterRasterLayer(RASTER, self.tr("Raster")))
        self.addParameter(QgsProcessingParameterExtent(EXTENT, self.tr("Extent"), optional=True))
        self.addParameter(QgsProcessingParameterFeatureSource(
            MASK, self.tr("Mask: look inside these polygons only"), [QgsProcessing.TypeVectorPolygon], optional=True))
        self.addParameter(QgsProcessingParameterEnum(
            CLASSES, self.tr("Classes (none ticked: all)"), list(bundled_classes()), allowMultiple=True, optional=True,
            usesStaticStrings=True))
        self.addParameter(number(CONFIDENCE, self.tr("Minimum confidence (0: as suits each class)"),
                                 number.Type.Double, defaultValue=0.0, minValue=0.0, maxValue=1.0))
        self.addParameter(number(GSD, self.tr("Ground resolution (metres per pixel, 0: as the raster says)"),
                                 number.Type.Double, defaultValue=0.0, minValue=0.0, maxValue=100000.0))
        self.addParameter(QgsProcessingParameterFile(
            MODEL, self.tr("Model of your own (empty: the bundled one)"), optional=True,
            fileFilter=self.tr("Detectors (*.onnx);;All files (*)")))
        other = QgsProcessingParameterString(
            OTHER_CLASSES, self.tr("Other classes, by name, separated by commas"), optional=True)
        other.setFlags(other.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(other)
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, self.tr("Detections"),
                                                            QgsProcessing.TypeVectorPolygon))
        self.addOutput(QgsProcessingOutputNumber(COUNT, self.tr("Objects found")))

    def prepareAlgorithm(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                         feedback: QgsProcessingFeedback) -> bool:  # noqa: ARG002
        """Take from the layer what is needed, in the thread it lives in."""
        from ..host.recorded import sentence

        layer = self.parameterAsRasterLayer(parameters, RASTER, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, RASTER))
        try:
            self._asked = self._read(layer, parameters, context)
            if threading.current_thread() is threading.main_thread():  # models run their algorithms in others
                self._analyst.get_ready(self._asked.config.model)
        except EarthscribeError as error:
            raise QgsProcessingException(sentence(error)) from error
        return True

    def _read(self, layer: Any, parameters: Dict[str, Any], context: QgsProcessingContext) -> _Asked:
        from ..host.layers import layer_file, on_box
        from ..settings import Settings

        config = replace(Settings().run_config(), gsd=self.parameterAsDouble(parameters, GSD, context),
                         model=self.parameterAsFile(parameters, MODEL, context).strip() or BUNDLED)
        least = self.parameterAsDouble(parameters, CONFIDENCE, context)
        if 0.0 < least < LEAST_CONFIDENCE:
            raise QgsProcessingException(self.tr("The minimum confidence must be 0, or a number from 0.01 to 1."))
        transforms, extent, at = context.transformContext(), None, None
        if parameters.get(EXTENT):
            box = self.parameterAsExtent(parameters, EXTENT, context)
            extent = box, self.parameterAsExtentCrs(parameters, EXTENT, context)
            corners = corners_of((box.xMinimum(), box.yMaximum(), box.xMaximum(), box.yMinimum()))
            at = on_box(corners, extent[1], layer, transforms).at
        file = layer_file(layer, gsd=config.gsd or WEB_GSD, at=at)
        return _Asked(file, config, Wanted(self._classes(parameters, context), (), least), transforms, extent)

    def _classes(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[str, ...]:
        ticked = self.parameterAsEnumStrings(parameters, CLASSES, context)
        other = self.parameterAsString(parameters, OTHER_CLASSES, context).split(",")
        return tuple(dict.fromkeys(name.strip() for name in (*ticked, *other) if name.strip()))

    def processAlgorithm(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                         feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        """Search, and write each object as it is found; runs in a thread of QGIS'."""
        from ..host.layers import shown_raster
        from ..host.recorded import sentence
        from ..host.rows import detected_fields

        if self._asked is None:
            raise QgsProcessingException(self.tr("The algorithm was not prepared."))
        mask = self.parameterAsSource(parameters, MASK, context)
        try:
            raster = shown_raster(self._asked.file)
            area = self._area(raster, mask, self._asked)
        except EarthscribeError as error:
            raise QgsProcessingException(sentence(error)) from error
        sink, target = self.parameterAsSink(parameters, OUTPUT, context, detected_fields(), QgsWkbTypes.Polygon,
                                            raster.crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, OUTPUT))
        try:
            count = self._search(raster, replace(self._asked, wanted=replace(self._asked.wanted, area=area)), sink,
                                 feedback)
        except EarthscribeError as error:
            raise QgsProcessingException(sentence(error)) from error
        if context.willLoadLayerOnCompletion(target):
            context.layerToLoadOnCompletionDetails(target).setPostProcessor(self._dresser)
        return {OUTPUT: target, COUNT: count}

    def _area(self, raster: ShownRaster, mask: Optional[QgsProcessingFeatureSource], asked: _Asked) -> Any:
        """Where to look, as rings in pixels of the file; none mean everywhere."""
        from ..host.search_area import common, of_extent, on_raster
        from ..host.sight import Sight

        inside: Optional[QgsGeometry] = None
        within: Optional[QgsGeometry] = None
        if asked.extent is not None:
            box, crs = asked.extent
            inside = on_raster(Sight(raster, crs if crs.isValid() else raster.crs, asked.context), of_extent(box),
                               "The extent")
        if mask is not None:
            shapes = [each.geometry() for each in mask.getFeatures() if each.hasGeometry()]
            if not shapes:
                raise BadArea("The mask", "it holds no polygon", hint="Choose another mask, or none.")
            within = on_raster(Sight(raster, mask.sourceCrs(), asked.context), QgsGeometry.unaryUnion(shapes),
                               "The mask")
        return common(inside, within)

    def _search(self, raster: ShownRaster, asked: _Asked, sink: Any, feedback: QgsProcessingFeedback) -> int:
        """How many objects were found; each is in the sink already."""
        from ..host.detection_layer import tally
        from ..host.finding import find, request_for
        from ..host.rows import detected_feature
        from ..host.step_words import in_words

        if raster.resolution:
            feedback.pushInfo(self.tr("The layer is read at {resolution}.").format(resolution=raster.resolution))
        request = request_for(raster, asked.wanted, asked.config, asked.context, waiting=False)
        counts: Counter[str] = Counter()
        ended: Optional[Detected] = None
        for said in find(self._analyst, raster, request, feedback.isCanceled):
            if isinstance(said, Progress):
                feedback.setProgressText(in_words(said.step))
                if said.fraction is not None:
                    feedback.setProgress(100.0 * said.fraction)
            elif isinstance(said, Found):
                for each in said.detections:
                    if not sink.addFeature(detected_feature(each, said.search, raster.map_quad(each.quad))):
                        raise QgsProcessingException(
                            self.tr("The output did not take the feature. ") + sink.lastError())
                    counts[each.category] += 1
            else:
                ended = said
        if ended is None and not feedback.isCanceled():
            raise EmptyAnswer(asked.config.model, "it ended without a result")
        for note in ended.notes if ended is not None else ():
            feedback.pushWarning(note)
        number = sum(counts.values())
        said_of = f"{number} ({tally(counts.items())})" if number else "0"
        feedback.pushInfo(self.tr("Objects found: {count}").format(count=said_of))
        return number
