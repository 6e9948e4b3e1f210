"""The paragraphs of the model card that do not depend on its numbers."""

from __future__ import annotations

MADE = "<!-- Made by `earthscribe evaluate model` from model-card.json beside it; a test compares. Do not edit. -->"
AIM_NOTE = """AP50 is the area under the curve of precision and recall at an overlap of one half, on pictures that were
held out of training, with oriented boxes where the labels have an axis."""
HOW_MEASURED = """Held-out pictures (`val`) of every set, detections of every confidence counted, with the metres per
pixel told (derived from car lengths where a set has none). Overlap is that of the exact oriented polygons where the
label has an axis, of the upright bounds where it has none (trees, tanks and airplanes do not reach into the corners of
a turned box: of those the bounds of the ellipse, or of the middles of the sides, are taken). The area under the curve
is taken at every recall. Places marked as doubtful and classes that a set does not mark are neither right nor wrong.
Precision and recall are those at the class's threshold. Which state of the weights is kept, which classes, and at
which metres per pixel they are looked for is decided by pictures of these sets, too. That, few pictures and look-alikes
from one flight make these figures optimistic: what a new place and another camera give will be lower."""
SCALE_NOTE = """*Scale withheld*: the same pictures without metres per pixel, as with a plain photograph. The model then
searches the scale itself."""
RENDERED_NOTE = """Airplanes, storage tanks, large ships and sports courts are learnt mostly from drawn pictures on real
backgrounds. Thresholds for them are chosen on drawn pictures with other seeds, never on the pictures for evaluation
only. How well drawn objects are found says little about real ones."""
CONFUSION_NOTE = """Real held-out pictures at the default thresholds. Rows are what is there, columns what was said; the
last column counts what nobody found, the last row what was said where nothing is marked (only classes that the set
marks completely)."""
LIMITS = """- Short training: two processor cores for a few hours. Figures were still rising when it ended; the same
  command goes on from the weights that are kept (see [training](training.md)).
- Little data: some 1,600 real pictures to learn from, many of them neighbouring frames of a few flights.
- Thermal pictures come from one camera over one campus; cars from the air from five flights; buildings from four towns
  of the tropics and from California.
- Ships, airplanes, tanks and courts have few real training examples; radar has thirty chips.
- Small objects: what is shorter than about six pixels is not found. Objects much larger than in training (at very fine
  resolution) are found only if the scale is known or the search finds it.
- Crowded parking, shade, snow, night (but in thermal pictures), oblique views and clouds are hardly in the data.
- L-shaped buildings get one loose rectangle; round tanks and trees have an axis without meaning."""
NOT_FOR = """- Decisions about people, their safety or their rights; surveillance; targeting of any kind.
- Counts that must be complete (cadastre, census, taxation, insurance) without somebody checking them.
- Telling that something is *not* there: a missed object leaves no trace.
- Pictures unlike those below: street views, medical or microscopic pictures, drawings, maps.
- Identification of types or of individuals (a ship's name, a car's make): it knows classes only."""
AGAIN = """The sets are not part of the repository. With them in one folder, one folder per set, this page is made by

```text
earthscribe evaluate model --data FOLDER --calibrate --with-evaluation-only
```

Without `--calibrate` the model's card stays as it is and only the page is made."""
