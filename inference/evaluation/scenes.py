"""Whether a scene label could be claimed: only one that is told apart from another in pictures of a source left out.

A label that occurs in one source only says which source a picture is from. Leaving a source out tests a label only
where at least two labels occur in at least two sources each: otherwise there is nothing to tell it from.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, Mapping


def scene_table(folder: Path) -> Dict[str, Dict[str, int]]:
    """How many pictures of each scene label each source has; sets for evaluation only lie deeper and do not count."""
    table: Dict[str, Dict[str, int]] = {}
    for file in sorted(folder.glob("*/annotations.jsonl")):
        source = file.parent.name
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                scene = json.loads(line).get("scene") if line.strip() else None
                if scene:
                    counts = table.setdefault(str(scene), {})
                    counts[source] = counts.get(source, 0) + 1
    return table


def tellable(table: Mapping[str, Mapping[str, int]]) -> List[str]:
    """Labels that leaving a source out can test."""
    several = sorted(scene for scene, sources in table.items() if len(sources) > 1)
    return several if len(several) > 1 else []


def scene_results(folder: Path) -> Dict[str, Any]:
    """The table and what follows from it, as JSON."""
    table = scene_table(folder)
    return {"pictures": table, "in_several_sources": sorted(s for s, each in table.items() if len(each) > 1),
            "testable": tellable(table)}
