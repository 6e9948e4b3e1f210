"""What the options are called on the page, in the user's language: label, help and unit of every row of the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict

from qgis.PyQt.QtCore import QCoreApplication

HIDDEN = ("model",)
"""Chosen in the dock and remembered there."""
SEVERAL_LINES = ("prompt", "instruction")
FILES = ("ca_file",)


@dataclass(frozen=True)
class Words:
    """How a row speaks."""

    label: str
    help: str
    unit: str = ""
    zero: str = ""
    """What stands for 0 or nothing where that means "choose for me"."""


class OptionWords:
    """Speaks QGIS' language."""

    def tr(self, text: str) -> str:
        """The text in QGIS' language."""
        return QCoreApplication.translate("OptionWords", text)

    def options(self) -> Dict[str, Words]:
        """By the option's name."""
        return {**self._model(), **self._picture(), **self._server(), **self._process()}

    def groups(self) -> Dict[str, str]:
        """Titles of the groups of the table."""
        return {"Model": self.tr("Question and answer"), "Picture": self.tr("Picture"), "Server": self.tr("Servers"),
                "Process": self.tr("Model process")}

    def choices(self) -> Dict[str, Dict[str, str]]:
        """What the words of a list of choices mean, by the option's name."""
        return {
            "sensor": {
                "auto": self.tr("As the raster says"),
                "optical": self.tr("Optical"),
                "infrared": self.tr("Infrared"),
                "thermal": self.tr("Thermal"),
                "sar": self.tr("Radar (SAR)"),
                "multispectral": self.tr("Multispectral"),
            },
            "units": {
                "metric": self.tr("Metric"),
                "imperial": self.tr("Imperial"),
            },
            "pictures": {
                "view": self.tr("The view, with the box drawn in"),
                "crop": self.tr("The object, cut out"),
                "both": self.tr("Both"),
            },
        }

    def _model(self) -> Dict[str, Words]:
        return {
            "language": Words(
                self.tr("Language"),
                self.tr("The language of new answers. The bundled model speaks English and German; models on servers "
                        "speak what they learned.")),
            "units": Words(
                self.tr("Units"),
                self.tr("The units in new answers of the bundled model.")),
            "prompt": Words(
                self.tr("Own question"),
                self.tr("What models on servers are asked instead of the built-in question. Leave it empty to ask for "
                        "a description."),
                "",
                self.tr("Describe the object.")),
            "instruction": Words(
                self.tr("House instruction"),
                self.tr("A standing instruction that follows every question to models on servers, such as the terms "
                        "to use.")),
            "max_tokens": Words(
                self.tr("Longest answer"),
                self.tr("Models on servers stop writing there. A token is about three quarters of a word."),
                self.tr(" tokens")),
        }

    def _picture(self) -> Dict[str, Words]:
        return {
            "bands": Words(
                self.tr("Bands"),
                self.tr("Bands to show as red,green,blue, or one as grey: numbers, names or wavelengths such as "
                        "665nm. Leave it empty to let the raster decide."),
                "",
                self.tr("As the raster says")),
            "sensor": Words(
                self.tr("Sensor"),
                self.tr("What took the pictures, where rasters do not say it themselves.")),
            "stretch": Words(
                self.tr("Contrast"),
                self.tr("auto, none, percentiles such as 2-98%, or values such as 0..3000; one pair per band is "
                        "written 0..3000;10..2500;5..1800. Radar values are decibels; linear 0..0.3 takes them as "
                        "they are stored.")),
            "context": Words(
                self.tr("Surroundings"),
                self.tr("How much is shown on each side of the box, in sizes of the box."),
                self.tr(" × the box"),
                self.tr("Chosen by the object's size")),
            "gsd": Words(
                self.tr("Resolution of web maps"),
                self.tr("Metres on the ground per pixel of layers without pixels of their own, such as web maps."),
                self.tr(" m per pixel"),
                self.tr("Chosen by the object's size")),
            "chip_pixels": Words(
                self.tr("Largest picture"),
                self.tr("The longest side of the picture a model sees."),
                self.tr(" pixels")),
            "pictures": Words(
                self.tr("Pictures for servers"),
                self.tr("What a server is sent. Some models take one picture only.")),
        }

    def _server(self) -> Dict[str, Words]:
        return {
            "tries": Words(
                self.tr("Tries"),
                self.tr("How often a server is asked that is busy or out of reach.")),
            "deadline": Words(
                self.tr("Deadline"),
                self.tr("After this time an answer is given up."),
                self.tr(" seconds")),
            "ca_file": Words(
                self.tr("Authorities to trust"),
                self.tr("A PEM file with the certificate authorities of your organisation. Those that are in QGIS are "
                        "trusted anyway.")),
        }

    def _process(self) -> Dict[str, Words]:
        return {
            "start_timeout": Words(
                self.tr("Time to start"),
                self.tr("How long the model process may take to start."),
                self.tr(" seconds")),
            "silence_timeout": Words(
                self.tr("Longest silence"),
                self.tr("Without a sign of life for this long the model process is started again."),
                self.tr(" seconds")),
            "idle_unload": Words(
                self.tr("Rest before unloading"),
                self.tr("After this rest a model gives its memory back."),
                self.tr(" seconds")),
            "keep_mb": Words(
                self.tr("Room for kept pictures"),
                self.tr("Pictures and raw answers are kept up to this size, so that every answer can be checked; the "
                        "oldest go first."),
                self.tr(" MB")),
        }
