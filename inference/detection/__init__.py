"""Detection over any raster: tiles -> maps -> oriented boxes -> each object once.

For whoever needs boxes or a second look, and not a whole run:

    detector = bundled_detector()                         # ModelMissing, ModelCorrupt or PackageMissing in one sentence
    found = detect_array(pixels, detector, SeenAs("optical", gsd_m=0.3), least=0.01, classes=("car",))
    found.boxes, found.scores, found.labels               # Boxes: [n, 5], [n], [n]; labels index detector.card.names

    seen = look_closely(request, detector)                # a PREPARED request (chip and view set) -> Sighting
    seen.posterior                                        # (("car", 0.81), ("bus-truck", 0.07), ...), surest first
    seen.unknown                                          # 0.12: what is left for "none of the classes it knows"
    seen.match                                            # Detection of the box itself, None where none fits it
    seen.inside, seen.neighbours                          # Detections of the chip: centre in the box, or outside it
    seen.gsd_m, seen.gsd_from                             # what sizes rest on, see `values.Detected`

`pixels` is H x W x 3 uint8 as the sensor recipe renders it; boxes are in its pixels. `least` replaces the classes' own
thresholds, `classes` keeps only some. Without a ground sample distance (`SeenAs(sensor)`) several scales are searched.
Detections of a sighting are in pixels of the FILE, with metres where the scale is known.
"""

from __future__ import annotations

from .detector import Card, ClassCard, Detector, SeenAs
from .network import Network, bundled_detector
from .sighting import Sighting, look_closely
from .values import Boxes
from .whole import detect_array

__all__ = ["Boxes", "Card", "ClassCard", "Detector", "Network", "SeenAs", "Sighting", "bundled_detector",
           "detect_array", "look_closely"]
