"""A model process whose analyst does what the request's text says: `script.py CHECKOUT [flag=value ...]`.

Everything but the analyst is the real child. Words of a request's text:
    say N            N words, looking at stop() before each; `pause` option = seconds between them
    print            foreign output on sys.stdout and file descriptor 1, then two words
    refuse | crash   an error of ours | an exception of somebody else
    exit             a library that calls sys.exit
    nothing          end without a result
    die              SIGKILL itself; `die PATH` only until PATH exists
    deaf             never look at stop()
    frozen           hold the interpreter lock, so that nothing beats
    chip             the digest of the chip's pixels
    note PATH NAME   append NAME to a file
Flags: slow=S sleeps before serving; unloads=PATH notes every unload; marker=PATH notes every start;
breaks=1 lets every unload end the thread that does it.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import os
import signal
import sys
import time
from pathlib import Path


def register(root: str) -> None:
    spec = importlib.util.spec_from_file_location("start", Path(root, "inference", "worker", "__main__.py"))
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    start.register_checkout(Path(root))


def note(path: str, what: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(what + "\n")


class ScriptedAnalyst:
    def __init__(self, config, servers, flags):
        self.config, self.servers, self.flags = config, servers, flags

    def run(self, request, stop):
        values = importlib.import_module("earthscribe.inference.values")
        verb, *rest = request.text.split(" ")
        yield values.Progress("thinking", 0.5)
        words = getattr(self, verb)(request, *rest)
        said = []
        for word in words:
            if stop() and verb != "deaf":
                break
            said.append(word)
            yield values.Delta(word + " ")
            time.sleep(request.option("pause", 0.0))
        if said:
            yield self.result(values, request, " ".join(said), "stopped" if stop() else "complete")

    def look(self, request, stop):
        """The picture is as wide as the request's text says."""
        values = importlib.import_module("earthscribe.inference.values")
        yield values.Progress("looking", 0.25)
        if request.text == "refuse":
            self.refuse(request)
        if not stop():
            yield self.seen(values, request, int(request.text))

    def seen(self, values, request, width):
        numpy = importlib.import_module("numpy")
        grid = importlib.import_module("earthscribe.inference.georef").PixelGrid.from_affine
        window = importlib.import_module("earthscribe.inference.geometry").PixelWindow(0, 0, width, 3)
        recipe = values.Recipe("optical", "rgb", (1, 2, 3), low=(0.5, 1.0, 2.0), high=(9.0, 8.0, 7.0))
        pixels = numpy.arange(9 * width, dtype=numpy.uint8).reshape(3, width, 3)
        chip = values.Chip(pixels, grid((0.5, 0.0, 7.0, 0.0, -0.5, 9.0), width, 3, "EPSG:32633"), recipe)
        view = values.View("a.tif", request.quad, values.Framing(window, width, 3), recipe, notes=("seen",))
        return values.Seen(chip, view, (values.Fact("gsd_m", 0.25, "m"), values.Fact("value_range", [1.0, 2.0])))

    def result(self, values, request, text, finish):
        window = importlib.import_module("earthscribe.inference.geometry").PixelWindow(0, 0, 8, 8)
        framing, recipe = values.Framing(window, 8, 8), values.Recipe("optical", "rgb", (1, 2, 3))
        view = values.View("a.tif", request.quad, framing, recipe)
        raw = ",".join(f"{each.name}={each.key}" for each in self.servers)
        made = values.Provenance(request.model, "1", "none", "none", "scripted", "cpu", raw, 0.1, finish=finish)
        return values.Description(text, view, made, uid="u", facts=(values.Fact("gsd_m", 0.25, "m"),))

    def say(self, request, count):
        for number in range(int(count)):
            yield f"w{number}"

    def print(self, request):
        print("foreign words on stdout")
        sys.stdout.flush()
        os.write(1, b"\x00\x01 foreign bytes on fd 1\n")
        os.system("echo a grandchild speaks")
        yield from ("still", "here")

    def refuse(self, request):
        errors = importlib.import_module("earthscribe.inference.errors")
        raise errors.OutOfMemory("scripted", 4000, 100, "GPU memory")

    def crash(self, request):
        raise RuntimeError("CUDA error: device-side assert triggered")

    def exit(self, request):
        sys.exit(3)

    def nothing(self, request):
        return iter(())

    def die(self, request, path=None):
        yield "last"
        if path is None or not os.path.exists(path):
            if path is not None:
                note(path, "died")
            sys.stderr.write("about to die\n")
            sys.stderr.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        yield "survived"

    def deaf(self, request):
        while True:
            time.sleep(0.05)
            yield "la"

    def frozen(self, request):
        yield "cold"
        ctypes.PyDLL(None).sleep(600)

    def chip(self, request):
        pixels = request.chip.pixels
        yield hashlib.sha256(pixels.tobytes()).hexdigest()
        yield str(pixels.shape)
        yield str(request.chip.grid.width)

    def note(self, request, path, name):
        note(path, name)
        yield name

    def unload(self):
        if "breaks" in self.flags:
            sys.exit("unloading breaks")
        if "unloads" in self.flags:
            note(self.flags["unloads"], "unloaded")

    def close(self):
        pass


def main() -> None:
    flags = dict(each.split("=", 1) for each in sys.argv[2:])
    if "marker" in flags:
        note(flags["marker"], str(os.getpid()))
    time.sleep(float(flags.get("slow", 0)))
    register(sys.argv[1])
    if "protocol" in flags:
        importlib.import_module("earthscribe.inference.worker.serve").PROTOCOL = int(flags["protocol"])
    serve = importlib.import_module("earthscribe.inference.worker.serve")
    serve.main(lambda config, servers: ScriptedAnalyst(config, servers, flags))


if __name__ == "__main__":
    main()
