"""The training run: seeded, resumable at any moment, and finished by a short decay whenever one likes.

The learning rate rises, stays, and falls only at the end, so that a run may be stopped at any step and finished from
there. Crops depend on their number alone; a run that was broken off continues with the numbers of an unbroken one.
"""

from __future__ import annotations

import json
import math
import os
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np
import torch
from torch import Tensor

from .augment import Crop, Sampler
from .backbone_torch import load_published
from .classes import CLASSES, SENSORS, TAUGHT
from .loss_torch import Maps, Shares, detection_loss
from .network_torch import Detector, settle
from .targets import make_targets

STATE, WEIGHTS, LOG = "state.pt", "ema.safetensors", "log.jsonl"
SETTLED_ON = 24
"""Crops on which the new layers are brought into a good range."""
Stop = Callable[[], bool]
USUAL = Shares()


@dataclass(frozen=True)
class Watch:
    """Who is told how it goes, who may end it, and after how many seconds it ends by itself."""

    tell: Callable[[str], None]
    stop: Stop
    seconds: float = math.inf


@dataclass(frozen=True)
class Schedule:
    """How long and how fast; `decay` are the last steps, in which the rate falls to nothing."""

    steps: int = 6000
    batch: int = 8
    seed: int = 0
    rate: float = 2e-3
    backbone_share: float = 0.25
    warm_up: int = 100
    decay: int = 800
    weight_decay: float = 0.02
    ema_steps: float = 400.0
    save_every: int = 50
    fixed_blocks: int = 2
    parts: int = 2

    def factor(self, step: int) -> float:
        """What of the full rate is used in a step."""
        rise = min(1.0, (step + 1) / self.warm_up)
        left = (self.steps - step) / max(1, self.decay)
        return rise * min(1.0, max(0.0, left))


class Run:
    """A network in training with its averaged copy and the optimiser's memory."""

    def __init__(self, network: Detector, averaged: Detector, schedule: Schedule) -> None:
        self.network = network
        self.averaged = averaged
        self.schedule = schedule
        self.optimiser = torch.optim.AdamW(_groups(network, schedule), lr=schedule.rate)
        self.step = 0

    @property
    def device(self) -> torch.device:
        """Where it is trained."""
        return next(self.network.parameters()).device


def choose_device(name: str) -> torch.device:
    """The device of that name; `auto` is a CUDA GPU where one is, else the CPU."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def new_network() -> Detector:
    """The network for our classes, silent about those that no sensor of a kind has shown it."""
    untaught = torch.tensor([[float(name not in TAUGHT[sensor]) for name in CLASSES] for sensor in SENSORS])
    return Detector(len(CLASSES), untaught)


def start(schedule: Schedule, backbone: Optional[Path], sampler: Sampler, device: torch.device) -> Run:
    """A new run, from the published backbone where its file is given."""
    torch.manual_seed(schedule.seed)
    network = new_network()
    if backbone is not None:
        load_published(network.backbone, backbone)
    first = batch_of([sampler.crop(number) for number in range(SETTLED_ON)])
    settle(network, first.image.float(), first.context)
    return _run(network.to(device), schedule)


def _run(network: Detector, schedule: Schedule) -> Run:
    averaged = new_network().to(next(network.parameters()).device)
    averaged.load_state_dict(network.state_dict())
    averaged.requires_grad_(requires_grad=False)
    network.to(memory_format=torch.channels_last)
    network.backbone.fix(schedule.fixed_blocks)
    return Run(network, averaged, schedule)


def _groups(network: Detector, schedule: Schedule) -> List[Dict[str, Any]]:
    """The pretrained part learns more slowly; single numbers per channel do not decay."""
    groups: Dict[Tuple[bool, bool], List[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        groups.setdefault((name.startswith("backbone."), parameter.ndim > 1), []).append(parameter)
    return [
        {"params": parameters, "share": schedule.backbone_share if pretrained else 1.0,
         "weight_decay": schedule.weight_decay if decays else 0.0}
        for (pretrained, decays), parameters in groups.items()
    ]


def save(run: Run, folder: Path) -> None:
    """Write the averaged weights (float16) and everything a run needs to go on, each whole or not at all."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    half = {name: value.detach().half().contiguous() if value.is_floating_point() else value
            for name, value in run.averaged.state_dict().items()}
    partial = folder / (WEIGHTS + ".partial")
    save_file(half, partial, {"step": str(run.step), "classes": ",".join(CLASSES)})
    partial.replace(folder / WEIGHTS)
    state = {
        "network": run.network.state_dict(), "averaged": run.averaged.state_dict(), "step": run.step,
        "optimiser": run.optimiser.state_dict(), "schedule": asdict(run.schedule),
    }
    partial = folder / (STATE + ".partial")
    torch.save(state, partial)
    partial.replace(folder / STATE)


def resume(folder: Path, device: torch.device, schedule: Optional[Schedule] = None) -> Run:
    """The run of a folder as it was saved, with another schedule where one is given."""
    state = torch.load(folder / STATE, map_location=device, weights_only=True)
    network = new_network().to(device)
    network.load_state_dict(state["network"])
    run = _run(network, schedule or Schedule(**state["schedule"]))
    run.averaged.load_state_dict(state["averaged"])
    run.optimiser.load_state_dict(state["optimiser"])
    run.step = state["step"]
    return run


def load_weights(path: Path) -> Detector:
    """A network with the averaged weights of a file, ready to be asked."""
    from safetensors.torch import load_file

    network = new_network()
    state = {name: value.float() if value.is_floating_point() else value for name, value in load_file(path).items()}
    network.load_state_dict(state)
    network.eval().requires_grad_(requires_grad=False)
    return network


def step_of(path: Path) -> int:
    """After how many steps the averaged weights of a file were written."""
    from safetensors import safe_open

    with safe_open(path, "pt") as file:
        return int(file.metadata()["step"])


def from_weights(path: Path, schedule: Schedule, device: torch.device) -> Run:
    """A new run that begins with the weights of an earlier one."""
    network = load_weights(path).train().requires_grad_(requires_grad=True)
    return _run(network.to(device), schedule)


@dataclass(frozen=True)
class Batch:
    """Crops as the network takes them, with what it should say."""

    image: Tensor
    context: Tensor
    maps: Maps

    def to(self, device: torch.device) -> Batch:
        """The same on a device."""
        maps = Maps(*(each.to(device, non_blocking=True) for each in self.maps))
        image = self.image.to(device, non_blocking=True).float()
        return Batch(image.contiguous(memory_format=torch.channels_last), self.context.to(device), maps)

    def parts(self, count: int) -> List[Batch]:
        """The same in so many parts, worked on side by side: two cores wait less for each other than in one pass."""
        size = -(-len(self.image) // max(1, count))
        cuts = [slice(first, first + size) for first in range(0, len(self.image), size)]
        return [Batch(self.image[cut], self.context[cut], Maps(*(each[cut] for each in self.maps))) for cut in cuts]


def batch_of(crops: Sequence[Crop]) -> Batch:
    """Crops put together."""
    size = crops[0].pixels.shape[1], crops[0].pixels.shape[0]
    targets = [make_targets(crop.truth, crop.counted, size, crop.incomplete) for crop in crops]
    stacked = (np.stack([getattr(each, name) for each in targets]) for name in Maps._fields)
    image = np.stack([crop.pixels for crop in crops]).transpose(0, 3, 1, 2)
    return Batch(
        torch.from_numpy(np.ascontiguousarray(image)), torch.from_numpy(np.stack([crop.context for crop in crops])),
        Maps(*(torch.from_numpy(each) for each in stacked)),
    )


def batches(sampler: Sampler, schedule: Schedule, first: int, stop: Stop) -> Iterator[Batch]:
    """The batches from a step on, made ahead by other threads and handed on in order."""
    workers = max(1, (os.cpu_count() or 1) // 2)
    ahead: List[queue.Queue[Any]] = [queue.Queue(3) for _ in range(workers)]
    done = threading.Event()

    def make(worker: int) -> None:
        try:
            for step in range(first + worker, schedule.steps, workers):
                numbers = range(step * schedule.batch, (step + 1) * schedule.batch)
                _hand_on(ahead[worker], batch_of([sampler.crop(number) for number in numbers]), done)
                if done.is_set():
                    return
        except Exception as problem:  # noqa: BLE001 - raised again where the batch is awaited
            _hand_on(ahead[worker], problem, done)

    for worker in range(workers):
        threading.Thread(target=make, args=(worker,), daemon=True).start()
    try:
        for step in range(first, schedule.steps):
            if stop():
                return
            made = ahead[(step - first) % workers].get()
            if isinstance(made, Exception):
                raise made
            yield made
    finally:
        done.set()


def _hand_on(place: queue.Queue[Any], made: Any, done: threading.Event) -> None:
    """Wait for room, unless nobody wants it any more."""
    while not done.is_set():
        with suppress(queue.Full):  # full means: look again whether it is still wanted
            place.put(made, timeout=0.5)
            return


def advance(run: Run, batch: Batch, shares: Shares = USUAL) -> Dict[str, float]:
    """One step; the parts of its loss."""
    factor = run.schedule.factor(run.step)
    for group in run.optimiser.param_groups:
        group["lr"] = run.schedule.rate * group["share"] * factor
    run.network.train()
    parts = [part.to(run.device) for part in batch.parts(run.schedule.parts)]
    if len(parts) > 1:
        with ThreadPoolExecutor(len(parts)) as threads:
            found = list(threads.map(lambda part: gradients(run.network, part, shares), parts))
    else:
        found = [gradients(run.network, parts[0], shares)]
    learning = [parameter for parameter in run.network.parameters() if parameter.requires_grad]
    for number, parameter in enumerate(learning):
        parameter.grad = torch.stack([each[0][number] for each in found]).mean(0)
    norm = torch.nn.utils.clip_grad_norm_(learning, 10.0)
    if bool(torch.isfinite(norm)):
        run.optimiser.step()
    run.step += 1
    _average(run)
    told = {key: float(np.mean([each[1][key] for each in found])) for key in found[0][1]}
    return {**told, "norm": float(norm)}


def gradients(network: Detector, batch: Batch, shares: Shares) -> Tuple[Sequence[Tensor], Dict[str, float]]:
    """The gradients of a part of a batch, and the parts of its loss."""
    with torch.autocast(batch.image.device.type, torch.bfloat16):
        heat, box = network(batch.image, batch.context)
    loss, told = detection_loss(heat, box, batch.maps, shares)
    learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
    return torch.autograd.grad(loss, learning), told


@torch.no_grad()  # type: ignore[untyped-decorator]
def _average(run: Run) -> None:
    """Let the averaged copy follow; at first quickly."""
    keep = min(1 - 1 / run.schedule.ema_steps, (1 + run.step) / (10 + run.step))
    pairs = list(zip(run.averaged.parameters(), run.network.parameters()))
    torch._foreach_lerp_([mine for mine, _ in pairs], [other.detach() for _, other in pairs], 1 - keep)


def train(run: Run, sampler: Sampler, folder: Path, watch: Watch) -> Run:
    """Train to the end of the schedule, until told to stop, or for so long; what was learnt is always saved."""
    begun, seen = time.monotonic(), 0
    folder.mkdir(parents=True, exist_ok=True)
    recent: List[Dict[str, float]] = []
    try:
        for batch in batches(sampler, run.schedule, run.step, watch.stop):
            recent.append(advance(run, batch))
            seen += run.schedule.batch
            if run.step % run.schedule.save_every == 0:
                row = {key: round(float(np.mean([each[key] for each in recent])), 4) for key in recent[0]}
                row = {"step": run.step, **row, "per_second": round(seen / (time.monotonic() - begun), 2)}
                recent.clear()
                with (folder / LOG).open("a", encoding="utf-8") as log:
                    log.write(json.dumps(row) + "\n")
                watch.tell(", ".join(f"{key} {value}" for key, value in row.items()))
                save(run, folder)
            if time.monotonic() - begun > watch.seconds:
                break
    finally:
        save(run, folder)
    return run
