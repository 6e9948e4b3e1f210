"""Stand-ins for qgis.core and qgis.gui of QGIS 4.2, made from its type stubs: classes to be built, shown and asked.

A stand-in is derived from the real Qt class its QGIS class is derived from, has its enums, signals and methods and no
others, remembers what it is told by `setX` and says it again by `x`, and answers everything else with an empty value of
the type the stubs name. What QGIS does is not imitated: these are for showing windows on PyQt6, not for describing.
"""

from __future__ import annotations

import ast
import enum
import re
import sys
from pathlib import Path
from types import ModuleType

from PyQt6 import QtCore, QtGui, QtWidgets

QT = {"QtCore": QtCore, "QtGui": QtGui, "QtWidgets": QtWidgets}
PLAIN = {"bool": bool, "int": int, "float": float, "str": str, "bytes": bytes, "dict": dict, "list": list, "set": set,
         "tuple": tuple, "Any": lambda: None, "object": lambda: None}
ALIAS = re.compile(r"^(Qg\w+(?:\.\w+)*) = (Qg\w+(?:\.\w+)+)$", re.MULTILINE)


class StandIn:
    """What every stand-in can: remember and answer."""

    def __init__(self, *args, **kwargs):
        build(self, args, kwargs)

    def kept(self):
        """What it was told."""
        return self.__dict__.setdefault("_kept", {})


def build(made, args, kwargs):
    """Call the Qt class below with as much of the arguments as it takes."""
    qt = next((base for base in type(made).__mro__ if base.__module__.startswith("PyQt6")), None)
    if qt is None or qt.__name__ in {"wrapper", "simplewrapper"}:
        return
    parents = [each for each in args if isinstance(each, QtCore.QObject)]
    for attempt in (args, parents[-1:], ()):
        try:
            qt.__init__(made, *attempt)
        except TypeError:
            continue
        return


class Library:
    """The classes of one stub file, made when they are first asked for."""

    def __init__(self, name, stub, additions, others=()):
        self.nodes = {node.name: node for node in ast.parse(stub.read_text(encoding="utf-8")).body
                      if isinstance(node, ast.ClassDef)}
        self.made = {}
        self.others = others
        self.aliases = ALIAS.findall(additions.read_text(encoding="utf-8"))
        self.module = ModuleType(name)
        self.module.__getattr__ = self.find
        self.module.NULL = None

    def find(self, name):
        """The class of that name, as `from qgis.core import name` wants it."""
        for library in (self, *self.others):
            if name in library.nodes:
                return library.made.get(name) or library.make(name)
        raise AttributeError(f"QGIS 4.2 has no {name}")

    def make(self, name):
        """Build a class from its stub."""
        node = self.nodes[name]
        bases = tuple(self._base(base) for base in node.bases) or ()
        inherited = [base for base in bases if base is not None]
        if not any(issubclass(base, StandIn) for base in inherited):
            inherited.insert(0, StandIn)
        space = {"__init__": StandIn.__init__}
        for each in node.body:
            self._add(space, inherited, each)
        made = self.made[name] = type(name, tuple(inherited), space)
        for target, source in self.aliases:
            if target.split(".")[0] == name:
                self._alias(made, target.split(".")[1:], source.split("."))
        return made

    def _alias(self, made, target, source):
        """What QGIS adds to its classes when they are imported."""
        found = made if source[0] == made.__name__ else self.find(source[0])
        for part in source[1:]:
            found = getattr(found, part, None)
        owner = made
        for part in target[:-1]:
            owner = getattr(owner, part, None)
        if found is not None and owner is not None and not hasattr(owner, target[-1]):
            setattr(owner, target[-1], found)

    def _base(self, node):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in QT:
            return getattr(QT[node.value.id], node.attr)
        if isinstance(node, ast.Name) and node.id.startswith("Qg"):
            return self.find(node.id)
        return None

    def _add(self, space, bases, node):
        if isinstance(node, ast.ClassDef):
            if any("enum" in ast.unparse(base).lower() or "Flag" in ast.unparse(base) for base in node.bases):
                space[node.name] = _enumeration(node)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, kind = node.target.id, ast.unparse(node.annotation)
            if "pyqtSignal" in kind:
                if any(issubclass(base, QtCore.QObject) for base in bases) and not _of_qt(bases, name):
                    space[name] = QtCore.pyqtSignal(object)
            else:
                _add_member(space, name, kind.strip("'").rpartition(".")[2])
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("__"):
            if node.name in {"__getitem__", "__iter__", "__len__"}:  # nothing is in it, and it is there
                space.update(__iter__=lambda _: iter(()), __len__=lambda _: 0, __bool__=lambda _: True)
        elif isinstance(node, ast.FunctionDef) and not _of_qt(bases, node.name):
            self._add_method(space, node)

    def _add_method(self, space, node):
        if node.name in space:  # another signature of the same
            return
        static = any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in node.decorator_list)
        answer = self._answering(node.name, node.returns)

        def method(self, *args, **_kwargs):
            return answer(self, args)

        if static:
            shared = StandIn.__new__(StandIn)
            space[node.name] = staticmethod(lambda *args, **_: answer(shared, args))
        else:
            space[node.name] = method

    def _answering(self, name, returns):
        setter = re.fullmatch(r"set([A-Z]\w*)", name)
        told = setter[1][0].lower() + setter[1][1:] if setter else ""

        def answer(owner, args):
            kept = StandIn.kept(owner)
            if told:
                kept[told] = args[0] if args else None
                return None
            if name not in kept:  # the stubs call what toList gives Any
                kept[name] = [] if name == "toList" else self._empty(returns, owner)
            return kept[name]

        return answer

    def _empty(self, returns, owner):
        """An empty value of the type a stub names."""
        text = "None" if returns is None else ast.unparse(returns).strip("'")
        text = re.sub(r"^(?:typing\.)?Optional\[(.*)\]$", r"\1", text).strip("'")
        bare = re.split(r"[\[|]", text)[0].strip().rpartition("typing.")[2]
        if bare in PLAIN:
            return PLAIN[bare]()
        first, *rest = bare.split(".")
        try:
            kind = QT[first] if first in QT else self.find(first)
            for part in rest:
                kind = getattr(kind, part)
        except AttributeError:
            return None
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            return next(iter(kind), kind(0)) if not issubclass(kind, enum.Flag) else kind(0)
        widget = isinstance(kind, type) and issubclass(kind, QtWidgets.QWidget) and isinstance(owner, QtWidgets.QWidget)
        try:
            return kind(owner) if widget else kind()
        except TypeError:
            return None


def _enumeration(node):
    """An enum of the stubs, its members numbered from the top."""
    flags = any("Flag" in ast.unparse(base) for base in node.bases)
    names = [each.targets[0].id for each in node.body if isinstance(each, ast.Assign)]
    names = [name for name in names if name != "None"]
    kind = enum.IntFlag if flags else enum.IntEnum
    return kind(node.name, {name: (1 << number if flags else number) for number, name in enumerate(names)})


def _add_member(space, name, kind):
    """An unscoped name of an enum's member."""
    scope = space.get(kind)
    if isinstance(scope, type) and issubclass(scope, enum.Enum) and name in scope.__members__:
        space[name] = scope[name]


def _of_qt(bases, name):
    """Whether Qt itself has it."""
    return any(name in base.__dict__ for each in bases for base in each.__mro__
               if base.__module__.startswith(("PyQt6", "sip")))


def install(stubs: Path, additions: Path) -> None:
    """Put qgis.core and qgis.gui into this process."""
    import qgis

    core = Library("qgis.core", stubs / "_core.pyi", additions / "core.additions")
    gui = Library("qgis.gui", stubs / "_gui.pyi", additions / "gui.additions", (core,))
    for name, library in (("core", core), ("gui", gui)):
        sys.modules[f"qgis.{name}"] = library.module
        setattr(qgis, name, library.module)
    settings = core.find("QgsSettings")
    settings.value = lambda self, key, default=None, *_: _SETTINGS.get(key, default)
    settings.setValue = lambda self, key, value, *_: _SETTINGS.__setitem__(key, value)
    settings.contains = lambda self, key, *_: key in _SETTINGS
    settings.remove = lambda self, key, *_: _SETTINGS.pop(key, None)
    application = core.find("QgsApplication")
    application.instance = staticmethod(QtWidgets.QApplication.instance)
    application.locale = staticmethod(lambda: "en")
    core.module.Qgis = core.find("Qgis")
    core.module.Qgis.QGIS_VERSION_INT, core.module.Qgis.QGIS_VERSION = 40200, "4.2.0"


_SETTINGS: dict = {}
