"""The algorithm "Describe box": one box of a raster in, one feature with its description out."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple, Union

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsRasterLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from ...inference.config import RunConfig
from ...inference.errors import BoxMalformed, EarthscribeError, EmptyAnswer
from ...inference.geometry import Corners, PixelQuad, corners_of
from ...inference.values import Delta, Description, Progress
from ..shared_analyst import SharedAnalyst

if TYPE_CHECKING:
    from ..host.layers import LayerFile, LayerPixels
    from ..host.sight import Sight

RASTER, EXTENT, BOX, BOX_CRS, PIXELS = "RASTER", "EXTENT", "BOX", "BOX_CRS", "PIXELS"
MODEL, LANGUAGE, OUTPUT, DESCRIPTION = "MODEL", "LANGUAGE", "OUTPUT", "DESCRIPTION"
GSD, MAY_SEND = "GSD", "MAY_SEND"


@dataclass(frozen=True)
class _Asked:
    """What the parameters say, taken in the thread of the layers."""

    file: Union[LayerFile, LayerPixels]
    config: RunConfig
    corners: Corners
    crs: Optional[QgsCoordinateReferenceSystem]
    """Of the corners; the invalid one stands for the raster's own, None for pixels of the file."""
    context: QgsCoordinateTransformContext
    host: str = ""
    """The address that the picture may be sent to in this run, "" for none but those with leave."""

    def seen(self) -> Tuple[Sight, PixelQuad]:
        """The raster, opened, and the box in its pixels."""
        from ..host.layers import shown_raster
        from ..host.sight import Sight

        raster = shown_raster(self.file)
        if self.crs is None and raster.resolution and not self.config.gsd:
            raise BoxMalformed("the layer has no pixels of its own, so pixels of it say nothing",
                               hint="Give the box in coordinates, or the ground resolution as well.")
        given = self.crs if self.crs is not None and self.crs.isValid() else raster.crs
        sight = Sight(raster, given, self.context)
        return sight, PixelQuad(self.corners) if self.crs is None else sight.quad(self.corners)


class DescribeBox(QgsProcessingAlgorithm):
    """Works in the toolbox, in models and in qgis_process."""

    def __init__(self, analyst: SharedAnalyst, icon: str) -> None:
        super().__init__()
        self._analyst = analyst
        self._icon = icon
        self._asked: Optional[_Asked] = None

    def createInstance(self) -> DescribeBox:
        """A fresh one, as QGIS wants for every run."""
        return DescribeBox(self._analyst, self._icon)

    def tr(self, text: str) -> str:
        """The text in QGIS' language."""
        return QCoreApplication.translate("DescribeBox", text)

    def name(self) -> str:
        """The part after the colon."""
        return "describebox"

    def displayName(self) -> str:
        """As shown in the toolbox."""
        return self.tr("Describe box")

    def tags(self) -> List[str]:
        """What it is found by."""
        return self.tr("describe,caption,object,imagery,remote sensing,vision,language,model,report").split(",")

    def icon(self) -> QIcon:
        """As shown in the toolbox."""
        return QIcon(self._icon)

    def shortHelpString(self) -> str:
        """The help beside the dialog."""
        return self.tr(
            "<p>Describes the object inside a box on a raster and writes one polygon with the description, the "
            "evidence for each sentence, the measured size and direction, and how the answer came about.</p>"
            "<p><b>Box</b>: either an extent, or numbers. Four numbers are two opposite corners (x1 y1 x2 y2), eight "
            "are four corners in order round the box; x or longitude comes first. Numbers are in the CRS of the box, "
            "in the raster's own CRS when none is given, or in pixels of the file when that is ticked: (0, 0) is the "
            "outer top-left corner of the first pixel.</p>"
            "<p><b>Model</b>: <i>bundled</i> describes from measurements alone and needs no set-up. A configured "
            "server's name, or URL#NAME of an OpenAI-compatible server, sends it the picture of the object; one on "
            "another machine must have been granted that in the dock, or is granted it for one run.</p>"
            "<p><b>Raster</b>: files, and all else that QGIS shows as a raster. Web layers have no pixels of their "
            "own: they are read at a ground resolution that suits the box, or at the one that is given.</p>"
            "<p>The model runs in a process of its own; cancelling keeps nothing.</p>")

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:  # noqa: ARG002
        """The parameters."""
        self.addParameter(QgsProcessingParameterRasterLayer(RASTER, self.tr("Raster")))
        self.addParameter(QgsProcessingParameterExtent(EXTENT, self.tr("Box as an extent"), optional=True))
        self.addParameter(QgsProcessingParameterString(BOX, self.tr("Box as 4 or 8 numbers"), optional=True))
        self.addParameter(QgsProcessingParameterCrs(BOX_CRS, self.tr("CRS of the numbers"), optional=True))
        self.addParameter(QgsProcessingParameterBoolean(PIXELS, self.tr("The numbers are pixels of the file"),
                                                        defaultValue=False))
        self.addParameter(QgsProcessingParameterString(MODEL, self.tr("Model"), defaultValue="bundled"))
        self.addParameter(QgsProcessingParameterString(LANGUAGE, self.tr("Language"), defaultValue="en"))
        self._add_advanced(QgsProcessingParameterNumber(
            GSD, self.tr("Ground resolution for web layers (metres per pixel, 0 chooses)"),
            QgsProcessingParameterNumber.Type.Double, defaultValue=0.0, minValue=0.0, maxValue=100000.0))
        self._add_advanced(QgsProcessingParameterBoolean(
            MAY_SEND, self.tr("The picture may be sent to the model's server in this run"), defaultValue=False))
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, self.tr("Descriptions"),
                                                            QgsProcessing.TypeVectorPolygon))
        self.addOutput(QgsProcessingOutputString(DESCRIPTION, self.tr("Description")))

    def _add_advanced(self, parameter: QgsProcessingParameterDefinition) -> None:
        parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def prepareAlgorithm(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                         feedback: QgsProcessingFeedback) -> bool:  # noqa: ARG002
        """Take from the layer what is needed, in the thread it lives in."""
        from ..host.recorded import sentence

        layer = self.parameterAsRasterLayer(parameters, RASTER, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, RASTER))
        try:
            host = self._host(parameters, context)
            self._asked = replace(self._read(layer, self._config(parameters, context), parameters, context), host=host)
            if threading.current_thread() is threading.main_thread():  # models run their algorithms in others
                self._analyst.get_ready(self._asked.config.model)
        except EarthscribeError as error:
            raise QgsProcessingException(sentence(error)) from error
        return True

    def _host(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        """The address that pictures may be sent to in this run only; refused where they may not be sent."""
        from ..host.consents import needed

        model = self.parameterAsString(parameters, MODEL, context)
        host = needed(model)
        if host and not self.parameterAsBool(parameters, MAY_SEND, context):
            raise QgsProcessingException(
                self.tr('{model} is on another machine, and pictures may not be sent to {host} yet. Tick "The picture '
                        'may be sent" for this run, or grant it in the dock.').format(model=model, host=host))
        return host

    def _config(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> RunConfig:
        """The options as set, with what the parameters say."""
        from ..settings import Settings

        return replace(Settings().run_config(), model=self.parameterAsString(parameters, MODEL, context),
                       language=self.parameterAsString(parameters, LANGUAGE, context),
                       gsd=self.parameterAsDouble(parameters, GSD, context))

    def _read(self, layer: QgsRasterLayer, config: RunConfig, parameters: Dict[str, Any],
              context: QgsProcessingContext) -> _Asked:
        from ..host.layers import layer_file, on_box

        corners, crs = self._box(parameters, context)
        transforms = context.transformContext()
        if crs is None:
            return _Asked(layer_file(layer, gsd=config.gsd), config, corners, crs, transforms)
        seen = on_box(corners, crs if crs.isValid() else layer.crs(), layer, transforms)
        file = layer_file(layer, gsd=config.gsd, canvas_gsd=seen.gsd, at=seen.at)
        return _Asked(file, config, corners, crs, transforms)

    def _box(self, parameters: Dict[str, Any],
             context: QgsProcessingContext) -> Tuple[Corners, Optional[QgsCoordinateReferenceSystem]]:
        text = self.parameterAsString(parameters, BOX, context).strip()
        has_extent = bool(parameters.get(EXTENT))
        if bool(text) == has_extent:
            raise BoxMalformed("both an extent and numbers are given" if text else "no extent and no numbers are given")
        if has_extent:
            extent = self.parameterAsExtent(parameters, EXTENT, context)
            crs = self.parameterAsExtentCrs(parameters, EXTENT, context)
            return corners_of((extent.xMinimum(), extent.yMaximum(), extent.xMaximum(), extent.yMinimum())), crs
        in_pixels = self.parameterAsBool(parameters, PIXELS, context)
        return corners_of(_numbers(text)), None if in_pixels else self.parameterAsCrs(parameters, BOX_CRS, context)

    def processAlgorithm(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                         feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        """Ask, and write the answer; runs in a thread of QGIS'."""
        from ..host.recorded import sentence
        from ..host.rows import feature, fields

        if self._asked is None:
            raise QgsProcessingException(self.tr("The algorithm was not prepared."))
        try:
            sight, quad = self._asked.seen()
            description = self._ask(sight, quad, self._asked, feedback)
        except EarthscribeError as error:
            raise QgsProcessingException(sentence(error)) from error
        if description is None:
            return {}
        sink, target = self.parameterAsSink(parameters, OUTPUT, context, fields(), QgsWkbTypes.Polygon,
                                            sight.raster.crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, OUTPUT))
        if not sink.addFeature(feature(description, sight.raster.map_quad(quad))):
            raise QgsProcessingException(self.tr("The output did not take the feature. ") + sink.lastError())
        return {OUTPUT: target, DESCRIPTION: description.text}

    def _ask(self, sight: Sight, quad: PixelQuad, asked: _Asked,
             feedback: QgsProcessingFeedback) -> Optional[Description]:
        """The description, None when cancelled."""
        from ..host.asking import answers, request_for
        from ..host.step_words import in_words

        if sight.raster.resolution:
            feedback.pushInfo(self.tr("The layer is read at {resolution}.").format(resolution=sight.raster.resolution))
        found: Optional[Description] = None
        said = ""
        request = request_for(sight, quad, asked.config)
        for item in answers(self._analyst.sending_to(asked.host), sight.raster, request, feedback.isCanceled):
            if isinstance(item, Delta):
                said += item.text
            elif isinstance(item, Progress):
                feedback.setProgressText(in_words(item.step))
                if item.fraction is not None:
                    feedback.setProgress(100.0 * item.fraction)
            elif isinstance(item, Description):
                found = item
        if feedback.isCanceled():
            return None
        if found is None:
            raise EmptyAnswer(asked.config.model)
        feedback.pushInfo(found.text or said)
        return sight.raster.placed(found)


def _numbers(text: str) -> Tuple[float, ...]:
    """Numbers separated by spaces, commas or semicolons."""
    try:
        return tuple(float(word) for word in text.replace(",", " ").replace(";", " ").split())
    except ValueError as error:
        raise BoxMalformed(f"{text!r} is not made of numbers") from error
