"""One onnxruntime session: threads that fit the machine, a provider that is checked, batches that fit into memory.

The provider is read from the finished session: what is offered may still not start. Falling back to the processor is
possible, but never silent: `device` and `notes` say it.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple, Union

import numpy as np
from numpy.typing import NDArray

from ..errors import BackendError, ModelCorrupt, OutOfMemory, PackageMissing
from ..memory import free_memory_mb
from ..privacy import silence
from .cores import usable_cores

CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"
MEMORY_WORDS = ("out of memory", "failed to allocate", "bad allocation", "bad_alloc", "cudaerrormemoryallocation",
                "available memory of")
"""How onnxruntime says, in lower case, that memory did not suffice."""
NO_CUDA = ("The graphics card was offered but did not start, so the processor was used; `earthscribe doctor` says what "
           "may be wrong.")
QUIET = 3
"""onnxruntime's level for errors only."""

Feeds = Mapping[str, NDArray[Any]]


class Session:
    """A model ready to run. `run` is for one thread at a time."""

    def __init__(self, model: Union[Path, bytes], name: str, *, cuda: bool = True, binding: bool = False) -> None:
        self.name = name
        self.notes: Tuple[str, ...] = ()
        ort = _onnxruntime()
        self._ort = ort
        self.threads = usable_cores()
        self._session = self._open(model, ort, cuda=cuda)
        self.providers: Tuple[str, ...] = tuple(self._session.get_providers())
        if cuda and CUDA in ort.get_available_providers() and CUDA not in self.providers:
            self.notes = (NO_CUDA,)
        self.on_gpu = CUDA in self.providers
        self._binding = binding or self.on_gpu
        self._outputs: List[str] = [each.name for each in self._session.get_outputs()]
        self._most = 0

    def _open(self, model: Union[Path, bytes], ort: Any, *, cuda: bool) -> Any:
        options = ort.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = self.threads, 1
        options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = QUIET
        offered = ort.get_available_providers()
        wanted = [each for each in (CUDA, CPU) if each in offered and (cuda or each != CUDA)]
        if CUDA in wanted and hasattr(ort, "preload_dlls"):
            ort.preload_dlls()
        try:
            return ort.InferenceSession(model if isinstance(model, bytes) else os.fspath(model), options,
                                        providers=wanted)
        except Exception as error:
            if _no_memory(error):
                raise OutOfMemory(self.name, 0.0, free_memory_mb() or 0.0, "memory") from error
            raise ModelCorrupt(self.name, "onnxruntime cannot load it", detail=str(error)) from error

    @property
    def device(self) -> str:
        """Where it runs, as the session itself says."""
        return "cuda" if self.on_gpu else f"cpu ({self.threads} {'thread' if self.threads == 1 else 'threads'})"

    @property
    def inputs(self) -> Tuple[Tuple[str, str, Tuple[Any, ...]], ...]:
        """Name, type ("tensor(float)") and shape (numbers, names or None) of each input."""
        return tuple((each.name, each.type, tuple(each.shape)) for each in self._session.get_inputs())

    @property
    def outputs(self) -> Tuple[Tuple[str, str, Tuple[Any, ...]], ...]:
        """Name, type and shape of each output."""
        return tuple((each.name, each.type, tuple(each.shape)) for each in self._session.get_outputs())

    @property
    def metadata(self) -> Dict[str, str]:
        """The model's own metadata."""
        return dict(self._session.get_modelmeta().custom_metadata_map)

    def run(self, feeds: Feeds) -> List[NDArray[Any]]:
        """All outputs for a batch (the first dimension of each input), in parts where memory does not suffice."""
        count = len(next(iter(feeds.values())))
        most = min(self._most or count, count)
        while True:
            try:
                parts = [self._once({name: each[start:start + most] for name, each in feeds.items()})
                         for start in range(0, count, most)]
            except Exception as error:
                if not _no_memory(error):
                    raise BackendError(f"{self.name} failed while it ran ({_first_line(error)}).",
                                       hint="Check that the model fits its description file.",
                                       detail=str(error)) from error
                if most == 1:
                    raise self._too_large(feeds) from error
                most = self._most = max(1, most // 2)
                gc.collect()
            else:
                return parts[0] if len(parts) == 1 else [np.concatenate(each) for each in zip(*parts)]

    def _once(self, feeds: Feeds) -> List[NDArray[Any]]:
        if not self._binding:
            found: List[NDArray[Any]] = self._session.run(self._outputs, dict(feeds))
            return found
        binding = self._session.io_binding()
        device = "cuda" if self.on_gpu else "cpu"
        for name, each in feeds.items():
            binding.bind_ortvalue_input(name, self._ort.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(each),
                                                                                     device, 0))
        for name in self._outputs:
            binding.bind_output(name, device)
        self._session.run_with_iobinding(binding)
        copied: List[NDArray[Any]] = binding.copy_outputs_to_cpu()
        return copied

    def _too_large(self, feeds: Feeds) -> OutOfMemory:
        needed = sum(each[:1].nbytes for each in feeds.values()) * 64 / 2**20
        return OutOfMemory(self.name, needed, free_memory_mb() or 0.0,
                           "memory of the graphics card" if self.on_gpu else "memory")

    def close(self) -> None:
        """Give the memory back; the session is not used again."""
        self._session = None
        gc.collect()


def cuda_offered() -> bool:
    """Whether onnxruntime is the build for NVIDIA cards; whether one starts is known from a session only."""
    return CUDA in _onnxruntime().get_available_providers()


def stacked(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Arrays of one shape as a batch; a single one is not copied."""
    return arrays[0][np.newaxis] if len(arrays) == 1 else np.stack(arrays)


def _onnxruntime() -> Any:
    """The package, imported after it was told to keep quiet."""
    silence(os.environ)
    try:
        import onnxruntime
    except ImportError as error:
        raise PackageMissing("onnxruntime", "finding objects", detail=str(error)) from error
    return onnxruntime


def _no_memory(error: Exception) -> bool:
    return isinstance(error, MemoryError) or any(word in str(error).lower() for word in MEMORY_WORDS)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
