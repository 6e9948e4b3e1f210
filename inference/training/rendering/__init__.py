"""Training images, drawn, for classes without enough clean labels: airplanes, storage tanks, ships, sports courts.

`render(rng, backgrounds, size)` draws one picture; the same generator state and backgrounds give the same bytes.
What a training loop must know of the result, a `Rendered`:

- `pixels` (size, size, 3) uint8; `sensor` is `optical` (colour, or panchromatic with three like channels) or
  `multispectral` (infrared false colour); `gsd_m`, true for the picture as it is.
- `objects`: (category, quad, oriented). A quad holds four corners (4, 2) in pixels, x right, y down, from the outer
  top-left corner. Category `ignore` (upright, not oriented) is neither background nor object: what the border cuts,
  what is smaller than `SMALLEST` pixels, silos, and things labelled in the real ground.
- `labelled`: the classes of which the picture shows nothing without a box. Any other class may be visible: it is
  no background.
- An airplane's box is the tight one along its fuselage, without shadow and propeller discs. `length` is a box's
  longer side whatever that is: where the span exceeds the fuselage it is the span, and the angle that of the wings.
- A storage tank is round: its box is upright (angle 0), wall and roof as seen. A ship's box is its hull without the
  wake, a court's the playing surface inside its outer lines.
- Headings are uniform already: to turn these pictures freely is needless, and would tilt the boxes of tanks.

`validation(seed, count)` gives pictures for choosing thresholds; `contact_sheet(seed, path)` shows what is drawn;
`from_corpus(folder)` reads the real grounds. Pillow is imported when it is needed.
"""

from __future__ import annotations

from .backgrounds import DRAWN, Background, Backgrounds, from_corpus
from .contact import contact_sheet
from .pictures import SMALLEST, Rendered, render, validation

__all__ = [
    "DRAWN",
    "SMALLEST",
    "Background",
    "Backgrounds",
    "Rendered",
    "contact_sheet",
    "from_corpus",
    "render",
    "validation",
]
