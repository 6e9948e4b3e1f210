"""One finding of the doctor: what was looked at, how it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict

OK, NOTE, PROBLEM = "ok", "note", "problem"
STATUSES = (OK, NOTE, PROBLEM)
"""ok: as it should be; note: worth knowing, nothing is in the way; problem: something will not work."""


@dataclass(frozen=True)
class Finding:
    """What was found in one place."""

    name: str
    status: str
    says: str
    cure: str = ""

    def to_json(self) -> Dict[str, str]:
        """The finding as one JSON object."""
        return {"name": self.name, "status": self.status, "says": self.says, "cure": self.cure}
