"""The rules of docs/ARCHITECTURE.md that a machine can hold: `python -m dev.architecture` lists what breaks them.

Every rule takes all modules and yields findings, `file:line: rule N: what is wrong and where it belongs`.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from .house import PACKAGE, SHIPPED, Import, Module, read

ROOT = Path(__file__).resolve().parent.parent
Rule = Callable[[list[Module]], Iterator[str]]

# rule 5: a module imports from its own group or groups to its left; docs/ARCHITECTURE.md says the same (tested)
LAYERS = (
    ("errors",), ("geometry", "hull"), ("geodesy",), ("georef",), ("values",),
    ("codec", "config", "home", "memory", "privacy", "whole_file", "file_lock", "settings"),
    ("raster", "sensors", "framing", "picture"),
    ("measure", "detection", "wording"),
    ("servers", "tasks", "dialects"),
    ("backends",), ("keepsakes", "preparation"), ("analyst",), ("setup", "worker"),
    ("exchange", "report", "evaluation"),
    ("training",),
    ("doctor",),
    ("cli", "__main__"),
)
QT = ("qgis", "PyQt5", "PyQt6", "PySide2", "PySide6", "sip")
# of QtGui a provider needs QIcon, reading tiles QImage and palettes QColor; like QtNetwork they work without a display
HEADLESS = (
    "qgis.core", "qgis.PyQt.QtCore", "qgis.PyQt.QtNetwork", "qgis.PyQt.QtGui.QColor", "qgis.PyQt.QtGui.QIcon",
    "qgis.PyQt.QtGui.QImage",
)
# rooms of `inference` where something runs and keeps its state
RUNNING = ("inference/servers", "inference/engine", "inference/worker", "inference/cli")
LINES, FUNCTION_LINES, PARAMETERS = 400, 60, 5
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager"}
BOOTSTRAP = "inference/worker/__main__.py"
PIXEL_ARITHMETIC = {
    "Affine", "AffineTransformer", "ApplyGeoTransform", "GCPTransformer", "InvGeoTransform", "RPCTransformer", "rowcol",
}
CRS_CHANGE = {
    "CoordinateTransformation", "QgsCoordinateTransform", "Transformer", "TransformerGroup", "transform_bounds",
    "transform_geom",
}
THREADS = {"QThread", "QThreadPool", "QRunnable", "QgsTask", "Thread", "ThreadPoolExecutor", "ProcessPoolExecutor"}
UNSAFE_MODULES = ("pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal")


def inside(module: Module, *folders: str) -> bool:
    """Whether a module stands in one of the folders."""
    return any(module.path.startswith(f"{folder}/") for folder in folders)


def finding(module: Module, line: int, rule: str, words: str) -> str:
    """One line of the report."""
    return f"{module.path}:{line}: {rule}: {words}"


def core_is_pure(modules: list[Module]) -> Iterator[str]:
    """1: `inference` imports no qgis, no Qt, nothing from `ui`."""
    for module in modules:
        if inside(module, "inference"):
            for found in module.imports():
                if found.within(*QT, f"{PACKAGE}.ui", f"{PACKAGE}.plugin"):
                    yield finding(module, found.line, "rule 1", f"the core must not import {found.name}")


def heavy_stays_inside(modules: list[Module]) -> Iterator[str]:
    """2: modules that define torch networks are named *_torch and are imported inside functions only."""
    for module in modules:
        is_torch = module.path.endswith("_torch.py")
        for found in module.imports():
            if not found.at_top or not inside(module, *SHIPPED):
                continue
            if any(part.endswith("_torch") for part in found.name.split(".")) and not is_torch:
                yield finding(module, found.line, "rule 2", f"{found.name} must be imported inside a function")
            if found.within("torch") and not is_torch:
                yield finding(module, found.line, "rule 2", "only a module named *_torch.py imports torch at its top")


def models_live_in_the_child(modules: list[Module]) -> Iterator[str]:
    """3: `ui` never imports backends or `worker.serve`."""
    forbidden = tuple(f"{PACKAGE}.inference.{name}" for name in ("backends", "worker.serve", "engine", "dialects"))
    for module in modules:
        if inside(module, "ui") or module.path == "plugin.py":
            for found in module.imports():
                if found.within(*forbidden):
                    yield finding(module, found.line, "rule 3", f"{found.name} belongs to the child process")


def headless_parts(modules: list[Module]) -> Iterator[str]:
    """4: `ui/host`, `ui/processing` and what they import use qgis.core and QtCore (and QIcon); never `iface`."""
    by_name = {module.dotted: module for module in modules if inside(module, "ui")}
    waiting = [module for module in by_name.values() if inside(module, "ui/host", "ui/processing")]
    seen: set[str] = set()
    while waiting:
        module = waiting.pop()
        if module.path in seen:
            continue
        seen.add(module.path)
        for found in module.imports():
            if found.within(*QT, "processing") and not found.within(*HEADLESS):
                yield finding(module, found.line, "rule 4", f"{found.name} is not there in qgis_process")
            waiting += [by_name[name] for name in (found.name, found.name.rpartition(".")[0]) if name in by_name]
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Name) and node.id == "iface":
                yield finding(module, node.lineno, "rule 4", "iface is None in qgis_process")


def only_to_the_left(modules: list[Module]) -> Iterator[str]:
    """5: the layers of `inference`."""
    rank = {name: number for number, group in enumerate(LAYERS) for name in group}
    for module in modules:
        if not inside(module, "inference") or module.path == "inference/__init__.py":
            continue
        own = PurePosixPath(module.path).with_suffix("").parts[1]
        if own not in rank:
            yield finding(module, 1, "rule 5", f"{own} has no place yet in LAYERS of dev/architecture.py")
        for found in module.imports():
            other = layer(found)
            if own in rank and other in rank and rank[other] > rank[own]:
                yield finding(module, found.line, "rule 5", f"{own} stands left of {other} and must not import it")
            if other == "training" and own not in {"training", "cli"}:
                yield finding(module, found.line, "rule 5", "only cli imports training")


def layers_in_words() -> str:
    """The layers as the table of rules in docs/ARCHITECTURE.md writes them."""
    return "; ".join(", ".join(name for name in group if name != "__main__") for group in LAYERS)


def layer(found: Import) -> str:
    """The layer of `inference` that an import reaches, or nothing."""
    parts = found.name.split(".")
    return parts[2] if parts[:2] == [PACKAGE, "inference"] and len(parts) > 2 else ""


def names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every identifier used or imported, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((alias.name.rpartition(".")[2], node.lineno) for alias in node.names)


def one_place_for_arithmetic(modules: list[Module]) -> Iterator[str]:
    """6: pixel <-> map only in georef.py; change of CRS only in ui/host/crs.py and inference/raster/crs.py."""
    for module in modules:
        if not inside(module, *SHIPPED):
            continue
        if module.path != "inference/georef.py":
            allowed = PIXEL_ARITHMETIC if inside(module, "inference/raster") else set()
            for name, line in names(module.tree):
                if name in PIXEL_ARITHMETIC - allowed:
                    yield finding(module, line, "rule 6", f"{name}: pixel and map meet in inference/georef.py only")
            for line in affine_products(module.tree):
                yield finding(module, line, "rule 6", "multiplying by an affine: ask PixelGrid in inference/georef.py")
        if module.path not in {"ui/host/crs.py", "inference/raster/crs.py"}:
            for name, line in (*names(module.tree), *((each.name, each.line) for each in module.imports())):
                if name in CRS_CHANGE or name.startswith(("rasterio.warp.", "pyproj.transformer.")):
                    words = f"{name}: only ui/host/crs.py and inference/raster/crs.py change a CRS"
                    yield finding(module, line, "rule 6", words)


def affine_products(tree: ast.AST) -> Iterator[int]:
    """Lines that multiply by, or index into, something called affine or geotransform."""
    called = {"affine", "geotransform", "geo_transform"}
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.MatMult)):
            sides: tuple[ast.expr, ...] = (node.left, node.right)
        elif isinstance(node, ast.Subscript):
            sides = (node.value,)
        else:
            continue
        for side in sides:
            name = side.attr if isinstance(side, ast.Attribute) else side.id if isinstance(side, ast.Name) else ""
            if name in called and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
                yield node.lineno


def values_are_frozen(modules: list[Module]) -> Iterator[str]:
    """7: every dataclass of `inference` is frozen, but for private ones and the state of what runs."""
    for module in modules:
        if not inside(module, "inference") or inside(module, *RUNNING):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                for decorator in map(ast.unparse, node.decorator_list):
                    if decorator.startswith(("dataclass", "dataclasses.dataclass")) and "frozen=True" not in decorator:
                        yield finding(module, node.lineno, "rule 7", f"{node.name} must be @dataclass(frozen=True)")


def one_package_name(modules: list[Module]) -> Iterator[str]:
    """8: relative imports inside the package; sys.path is edited in the worker's bootstrap only."""
    for module in modules:
        if not inside(module, *SHIPPED) and module.path not in {"plugin.py", "__init__.py"}:
            continue
        if module.path == BOOTSTRAP:
            continue
        for found in module.imports():
            if not found.relative and found.within(PACKAGE, *SHIPPED):
                yield finding(module, found.line, "rule 8", f"{found.name}: imports inside the package are relative")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.path":
                yield finding(module, node.lineno, "rule 8", "sys.path belongs to the worker's bootstrap")


def only_data_crosses(modules: list[Module]) -> Iterator[str]:
    """9: no pickle, no exec; weights from safetensors, ONNX or torch.load(weights_only=True)."""
    for module in modules:
        if not inside(module, *SHIPPED):
            continue
        for found in module.imports():
            if found.within(*UNSAFE_MODULES):
                yield finding(module, found.line, "rule 9", f"{found.name} runs what it reads")
            if inside(module, "ui") and found.within("multiprocessing", "concurrent.futures.process"):
                yield finding(module, found.line, "rule 9", "multiprocessing would start QGIS again")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                yield from unsafe_call(module, node)


def unsafe_call(module: Module, node: ast.Call) -> Iterator[str]:
    """What a call runs or unpickles."""
    called = ast.unparse(node.func)
    arguments = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
    if called in {"exec", "eval"}:
        yield finding(module, node.lineno, "rule 9", f"{called} runs data as code")
    if called == "torch.load" and arguments.get("weights_only") != "True":
        yield finding(module, node.lineno, "rule 9", "torch.load wants weights_only=True")
    if called in {"np.load", "numpy.load"} and arguments.get("allow_pickle", "False") != "False":
        yield finding(module, node.lineno, "rule 9", "numpy.load must not unpickle")


def one_starter_of_threads(modules: list[Module]) -> Iterator[str]:
    """10: in QGIS only ui/tasks.py starts threads."""
    for module in modules:
        if inside(module, "ui") and module.path != "ui/tasks.py":
            for name, line in names(module.tree):
                if name in THREADS:
                    yield finding(module, line, "rule 10", f"{name}: threads are started in ui/tasks.py only")


def readable(modules: list[Module]) -> Iterator[str]:
    """House style: a first sentence, small modules and functions, few parameters, honest names."""
    for module in modules:
        lines = module.text.count("\n")
        if lines > LINES:
            yield finding(module, LINES, "size", f"{lines} lines; past {LINES} a module holds two ideas")
        if EMPTY_NAMES.intersection(PurePosixPath(module.path).with_suffix("").parts):
            yield finding(module, 1, "name", "say what is inside")
        if module.executable:
            yield finding(module, 1, "mode", "a .py file must not be executable")
        if not module.text.startswith('"""') or len((ast.get_docstring(module.tree) or "").splitlines()[0].split()) < 3:
            yield finding(module, 1, "docstring", "the first line says in one sentence what the module is for")
        for found in module.imports():
            if found.within("PyQt5", "PyQt6"):
                yield finding(module, found.line, "qt", "Qt only through qgis.PyQt")
        for node in ast.walk(module.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield from function_findings(module, node)


def function_findings(module: Module, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """Length and parameters of one function."""
    length = (node.end_lineno or node.lineno) - node.lineno
    if length > FUNCTION_LINES:
        yield finding(module, node.lineno, "size", f"{node.name} has {length} lines; {FUNCTION_LINES} is the limit")
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    count = sum(argument.arg not in {"self", "cls"} for argument in arguments)
    if count > PARAMETERS and inside(module, *SHIPPED):
        words = f"{node.name} has {count} parameters; after {PARAMETERS} take a value"
        yield finding(module, node.lineno, "size", words)


RULES: tuple[Rule, ...] = (
    core_is_pure, heavy_stays_inside, models_live_in_the_child, headless_parts, only_to_the_left,
    one_place_for_arithmetic, values_are_frozen, one_package_name, only_data_crosses, one_starter_of_threads, readable,
)

IMPORT_ALL = """
import importlib, importlib.util, json, sys
root, names = sys.argv[1], sys.argv[2:]
spec = importlib.util.spec_from_file_location("earthscribe", f"{root}/__init__.py", submodule_search_locations=[root])
sys.modules["earthscribe"] = importlib.util.module_from_spec(spec)
before = set(sys.modules)
for name in names:
    importlib.import_module(name)
tops = {name.partition(".")[0] for name in set(sys.modules) - before}
print(json.dumps(sorted(tops - set(sys.stdlib_module_names) - {"earthscribe", "numpy"})))
"""


def loaded_beside_numpy(root: Path) -> str:
    """2: what importing all of `inference` loads beside the standard library and numpy, as a JSON list."""
    wanted = [
        module.dotted
        for module in read(root)
        if inside(module, "inference") and not module.path.endswith(("_torch.py", "__main__.py"))
    ]
    command = [sys.executable, "-I", "-c", IMPORT_ALL, str(root), *wanted]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip()


def broken(modules: list[Module]) -> list[str]:
    """All findings of all rules."""
    return list(dict.fromkeys(found for rule in RULES for found in rule(modules)))


def main() -> int:
    """List what breaks the rules."""
    findings = broken(read(ROOT))
    loaded = loaded_beside_numpy(ROOT)
    if loaded != "[]":
        findings.append(f"inference: rule 2: importing it loads more than numpy: {loaded}")
    for found in sorted(findings):
        print(found)
    print(f"architecture: {'kept' if not findings else f'{len(findings)} findings'}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
