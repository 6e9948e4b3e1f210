"""All facts of a scene in a fixed order: what its corners say, then what its valid pixels say."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator, List, Tuple

from ..errors import NoImageThere
from ..values import Fact
from .appearance import appearance_facts
from .masks import Masks
from .scene import Scene
from .signals import index_facts, radar_facts, thermal_facts
from .size import position, shape_facts, size_facts


def measure(scene: Scene) -> Tuple[Fact, ...]:
    """All facts of a scene; NoImageThere for a box in which the raster holds nothing."""
    scene = scene.unenlarged()
    found = scene.masks()
    valid = scene.raw.valid[found.rows, found.columns]
    usable = replace(found, inside=found.inside & valid, core=found.core & valid, ring=found.ring & valid)
    if not usable.inside.any():
        x, y = scene.quad.centre
        raise NoImageThere(f"pixel ({x:.0f}, {y:.0f}) of {scene.info.source.path}", "every pixel of the box is empty")
    facts: List[Fact] = [*size_facts(scene), *shape_facts(scene), position(scene)]
    share = float(usable.inside.sum()) / float(found.inside.sum())
    if share < 1.0:
        facts.append(Fact("valid_share", share))
    facts.extend(appearance_facts(scene, usable))
    facts.extend(_signal_facts(scene, usable))
    return tuple(facts)


def _signal_facts(scene: Scene, found: Masks) -> Iterator[Fact]:
    part, preset = scene.part(found), scene.recipe.preset
    if scene.recipe.sensor == "sar":
        yield from radar_facts(scene.info, scene.recipe, part, found)
    elif scene.recipe.sensor == "infrared":
        yield from thermal_facts(scene.info, scene.recipe, part, found)
    elif preset != "palette":
        yield from index_facts(scene.info, scene.recipe, part, found)
