"""Wheels are fetched a few at a time: what has come stays, and a download that was cut off goes on where it was.

pip puts its files in place at the end of a call only, so one call fetches one large package or several small ones.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Generator, Iterator, List, Optional, Sequence, Tuple, Union

from ..values import Progress
from . import pip, planning, store
from .making import Workshop
from .pip import Outcome
from .planning import Part, sizes
from .process import Line, Tick
from .refusals import DiskFull, FolderUnwritable
from .target import Target
from .trouble import understood

AT_ONCE, MANY = 16_000_000, 8
"""Bytes and packages of one call."""
LEAST_FREE = 50_000_000
BEGIN, END = 0.05, 0.75
"""Which stretch of the whole the download is."""

Fetching = Generator[Union[Line, Tick, Progress], None, bool]


def batches(parts: Sequence[Part], machine: Optional[Target] = None) -> Iterator[Tuple[Part, ...]]:
    """The packages still to be fetched, in portions; for another machine those of one platform each."""
    wanted = [each for each in parts if each.wheel is not None and not each.there]
    if machine is not None:
        wanted.sort(key=_platform)
    portion: List[Part] = []
    size = 0
    for part in wanted:
        more = part.wheel.size if part.wheel is not None else 0
        full = size + more > AT_ONCE or len(portion) >= MANY
        if portion and (full or (machine is not None and _platform(part) != _platform(portion[0]))):
            yield tuple(portion)
            portion, size = [], 0
        portion.append(part)
        size += more
    if portion:
        yield tuple(portion)


def _platform(part: Part) -> str:
    """The platforms in the name of a wheel: "win_amd64", "any"."""
    return part.wheel.name[:-len(".whl")].rpartition("-")[2] if part.wheel is not None else ""


def _kind(portion: Sequence[Part], machine: Optional[Target]) -> Tuple[str, ...]:
    """What tells pip that the packages are for another machine."""
    if machine is None:
        return ()
    tags = [each for each in _platform(portion[0]).split(".") if each != "any"]
    version = ".".join(map(str, machine.minor))
    return ("--python-version", version, "--implementation", "cp",
            *(word for tag in tags for word in ("--platform", tag)))


def _lines(portion: Sequence[Part], machine: Optional[Target]) -> str:
    """The requirements of a portion; markers speak of the machine that pip runs on, so another one's go."""
    pins = [each.pin if machine is None else replace(each.pin, marker="") for each in portion]
    return "".join(f"{each.line()}\n" for each in pins)


def fetch(python: str, parts: Sequence[Part], into: Path, shop: Workshop) -> Fetching:
    """Fetch what is not there yet into a folder; False where it was stopped."""
    total = sum(each.wheel.size for each in parts if each.wheel is not None and not each.there)
    done = 0
    _ready(into)
    for portion in batches(parts, shop.machine):
        names = ", ".join(each.pin.name for each in portion)
        shop.record.write(f"fetching {names}")
        if not (yield from _portion(python, portion, into, _Count(shop, names, done, total))):
            return False
        done += sum(each.wheel.size for each in portion if each.wheel is not None)
    shutil.rmtree(shop.temporary, ignore_errors=True)
    return True


class _Count:
    """How far a download is, from the size of the files that grow."""

    def __init__(self, shop: Workshop, names: str, before: int, total: int) -> None:
        self.shop, self._names, self._before, self._total = shop, names, before, total

    def progress(self) -> Progress:
        """Now."""
        come = self._before + store.size_of(self.shop.temporary)
        share = min(1.0, come / self._total) if self._total else 0.0
        told = f": {sizes(min(come, self._total))} / {sizes(self._total)}" if self._total else ""
        return Progress(f"downloading {self._names}{told}", BEGIN + (END - BEGIN) * share)


def _portion(python: str, portion: Sequence[Part], into: Path, count: _Count) -> Fetching:
    shop = count.shop
    shutil.rmtree(shop.temporary, ignore_errors=True)
    env = shop.env()
    wanted = shop.temporary / "wanted.txt"
    wanted.write_text(_lines(portion, shop.machine), encoding="utf-8")
    for each in portion:
        if each.wheel is not None:  # a damaged one of this name would be taken for it
            (into / each.wheel.name).unlink(missing_ok=True)
    yield count.progress()
    words = pip.download(str(wanted), _kind(portion, shop.machine))
    run = pip.told(pip.job(python, into, env, words), shop.record, shop.stop)
    outcome: Outcome
    with contextlib.closing(run):
        while True:
            try:
                event = next(run)
            except StopIteration as end:
                outcome = end.value
                break
            if isinstance(event, Tick):
                if shutil.disk_usage(into).free < LEAST_FREE:
                    raise DiskFull(str(into))
                yield count.progress()
            else:
                yield event
    if outcome.stopped:
        return False
    if outcome.status:
        raise understood(outcome.lines, into)
    return True


def _ready(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnwritable(str(folder), detail=str(error)) from error


def least(plan_space: int, place: Path) -> None:
    """Refuse where less is free than is needed."""
    free = planning.free_bytes()
    if free < plan_space:
        raise DiskFull(f"{place}: {sizes(plan_space)} are needed and {sizes(free)} are free")
