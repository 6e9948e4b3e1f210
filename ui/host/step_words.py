"""What is being done before text or objects come, in the language of QGIS."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


def in_words(step: str) -> str:
    """The core's name of a step as a sentence; servers and new backends may have others, which stay as they are."""
    translate = QCoreApplication.translate
    return {
        "starting the model process": translate("Steps", "Starting the model process…"),
        "loading the model": translate("Steps", "Loading the model…"),
        "reading the raster": translate("Steps", "Reading the raster…"),
        "reading the layer": translate("Steps", "Reading the layer…"),
        "looking for the scale": translate("Steps", "Looking for the scale…"),
        "looking for objects": translate("Steps", "Looking for objects…"),
    }.get(step, step)
