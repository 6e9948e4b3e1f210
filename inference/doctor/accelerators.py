"""Graphics processors: which there are, and whether onnxruntime and torch really use them; if not, why."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess  # nosec B404 (the driver's own program is asked what it sees)
from dataclasses import dataclass
from typing import Iterator, Optional, Tuple

from .finding import NOTE, OK, PROBLEM, Finding

PATIENCE = 10.0
CPU_ONLY = ("CPUExecutionProvider", "AzureExecutionProvider")
GPU_BUILD = "Install the `gpu` extra instead of `cpu` (onnxruntime-gpu; both at once overwrite one another)."
CUDA_BUILD = "Install the lock file of torch that carries CUDA: requirements/torch-cuda.lock."
DRIVER = "Update the graphics driver, or install the build that fits it."


@dataclass(frozen=True)
class Use:
    """What a library makes of the graphics processor."""

    library: str
    device: str = ""
    """How it calls the processor it uses, "" where it uses none."""
    why_not: str = ""
    cure: str = ""
    broken: bool = False
    """Whether it was built to use one and cannot."""


def gpu() -> Iterator[Finding]:
    """What there is, then what each library makes of it."""
    found, trouble = nvidia()
    yield seen(found, trouble)
    for use in (onnxruntime_use(), torch_use()):
        if use is not None:
            yield judged(found, use)


def nvidia() -> Tuple[Tuple[str, ...], str]:
    """The NVIDIA processors the driver sees, and what is wrong with the driver if it cannot say."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return (), ""
    command = [program, "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE,  # nosec B603
                              check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return (), f"nvidia-smi does not answer ({error})"
    lines = tuple(line.strip() for line in said.stdout.splitlines() if line.strip())
    return (lines, "") if said.returncode == 0 else ((), " ".join((said.stdout + said.stderr).split())[:300])


def seen(found: Tuple[str, ...], trouble: str) -> Finding:
    """Which processors there are."""
    if trouble:
        return Finding("GPU", NOTE, f"a driver is installed but sees no processor: {trouble}", DRIVER)
    if not found:
        return Finding("GPU", OK, "no NVIDIA processor was found; models run on the main processor")
    return Finding("GPU", OK, "; ".join(found))


def judged(found: Tuple[str, ...], use: Use) -> Finding:
    """Whether a library uses what there is; never silent about a processor left idle."""
    name = f"GPU in {use.library}"
    if use.device:
        return Finding(name, OK, f"used: {use.device}")
    if found:
        says = f"GPU found but not used, because {use.why_not}"
        return Finding(name, PROBLEM if use.broken else NOTE, says, use.cure)
    return Finding(name, OK, f"not used: {use.why_not}" if use.broken else "none to use")


def onnxruntime_use() -> Optional[Use]:
    """What onnxruntime really loads for a tiny model, None where it is not installed."""
    if importlib.util.find_spec("onnxruntime") is None:
        return None
    from .onnx_probe import providers

    try:
        return onnxruntime_judged(*providers())
    except Exception as error:  # noqa: BLE001 (broken libraries raise anything)
        return Use("onnxruntime", "", f"it does not run a model ({type(error).__name__}: {error})", GPU_BUILD,
                   broken=True)


def onnxruntime_judged(built_in: Tuple[str, ...], loaded: Tuple[str, ...]) -> Use:
    """Its use by the providers it was built with and those a session got."""
    wanted = [each for each in built_in if each not in CPU_ONLY]
    used = [each for each in loaded if each not in CPU_ONLY]
    if used:
        return Use("onnxruntime", ", ".join(used))
    if wanted:
        return Use("onnxruntime", "", f"{', '.join(wanted)} could not be loaded: its libraries (CUDA, cuDNN) are "
                                      "missing or of another version", DRIVER, broken=True)
    return Use("onnxruntime", "", "the onnxruntime installed is the build for the main processor", GPU_BUILD)


def torch_use() -> Optional[Use]:
    """Whether torch computes on a processor, None where it is not installed."""
    if importlib.util.find_spec("torch") is None:
        return None
    try:
        import torch

        if torch.cuda.is_available():
            total = float((torch.ones(8, device="cuda") * 2).sum().item())
            wrong = "" if total == 16.0 else f"a sum on it was {total:g} instead of 16"
            return Use("torch", torch.cuda.get_device_name(0) if not wrong else "", wrong, DRIVER, broken=bool(wrong))
        if torch.backends.mps.is_available():
            return Use("torch", "Metal")
        built = torch.version.cuda
    except Exception as error:  # noqa: BLE001 (broken libraries raise anything)
        return Use("torch", "", f"it fails there ({type(error).__name__}: {error})", DRIVER, broken=True)
    if built is None:
        return Use("torch", "", "the torch installed is the build for the main processor", CUDA_BUILD)
    return Use("torch", "", f"torch was built for CUDA {built} and finds no processor it can use", DRIVER, broken=True)
