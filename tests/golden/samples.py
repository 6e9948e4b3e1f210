"""What the bundled model says of the sample rasters: read by people, compared by a test, written by `dev.golden`.

The network runs with float32 numbers on the processor: these differ between machines in the last digit at most, which
the test allows for. The 8-bit form that processors use elsewhere gives other numbers on other processors (with and
without VNNI), by some per cent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from earthscribe.inference.analyst import LocalAnalyst
from earthscribe.inference.backends.bundled import Bundled
from earthscribe.inference.cli.demo import read_samples
from earthscribe.inference.config import RunConfig
from earthscribe.inference.detection import Network
from earthscribe.inference.detection.card import read_model
from earthscribe.inference.detection.session import Session
from earthscribe.inference.raster import open_raster
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.values import Description, Request, never
from earthscribe.tests.golden.pages import page

NAME = "samples.md"
BOXES = 2
"""How many boxes of each raster."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")


class InFloats(Bundled):
    """The bundled backend on float32 numbers, whatever this machine would choose."""

    def network(self) -> Network:
        """The network; loaded when it is first needed."""
        if self._network is None:
            self._network = in_floats()
        return self._network


def in_floats() -> Network:
    """The bundled network with float32 numbers on the processor."""
    file = read_model()
    return Network(file, Session(file.content, file.path.name, cuda=False))


def prepared(chip_pixels: int = 0, boxes: int = BOXES) -> Iterator[tuple[str, Request]]:
    """Raster and box in words, and the request as it reaches a backend."""
    analyst = LocalAnalyst(RunConfig())
    for sample in read_samples():
        config = replace(sample.config, chip_pixels=chip_pixels) if chip_pixels else sample.config
        with open_raster(str(sample.path)) as source:
            for words, box in sample.boxes[:boxes]:
                yield f"{sample.path.name}: {words}", analyst.prepare(make_request(source.info, box, config))
    analyst.close()


def said_of_samples() -> Mapping[str, str]:
    """What is said of each box."""
    backend, said = InFloats("bundled", RunConfig()), {}
    for words, request in prepared():
        (description,) = [each for each in backend.run(request, never) if isinstance(each, Description)]
        said[words] = description.text
    backend.close()
    return said


def samples_page() -> str:
    """The golden text."""
    return page(f"What the bundled model says of the samples (revision {read_model().card.revision})",
                "Headings are what people see there; the model is not told.", said_of_samples())


def differences(first: str, second: str) -> list[str]:
    """Lines that differ in more than the last digits of their numbers."""
    one, other = first.splitlines(), second.splitlines()
    if len(one) != len(other):
        return [f"{len(one)} lines against {len(other)}"]
    return [f"{a}\n{b}" for a, b in zip(one, other) if not alike(a, b)]


def alike(first: str, second: str) -> bool:
    """The same words, and numbers that differ by one in the last digit at most."""
    if NUMBER.sub("#", first) != NUMBER.sub("#", second):
        return False
    return all(abs(float(a) - float(b)) <= 1.01 * max(_last(a), _last(b))
               for a, b in zip(NUMBER.findall(first), NUMBER.findall(second)))


def _last(number: str) -> float:
    """What one in the last digit is; of long whole numbers three digits are told."""
    whole, _, part = number.partition(".")
    return float(10.0 ** -len(part) if part else 10 ** max(0, len(whole) - 3))
