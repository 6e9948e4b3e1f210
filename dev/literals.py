"""What the user interface says: every literal that passes through `tr` or `translate`, and every one that should.

Qt looks a sentence up under its context. In PyQt that is the class of the object itself, so a sentence said by a base
class is looked up under the names of the classes derived from it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SHOWN_BY = {
    "setText", "setToolTip", "setWindowTitle", "setTitle", "setPlaceholderText", "setStatusTip", "setWhatsThis",
    "setAccessibleName", "setAccessibleDescription", "setDialogTitle", "setInformativeText", "setLabelText",
    "setHeaderLabels", "setHorizontalHeaderLabels", "setSuffix", "setPrefix", "setSpecialValueText", "QLabel",
    "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QgsCollapsibleGroupBox",
    "addTab", "addRow", "addMenu", "pushMessage", "pushWarning", "information", "warning", "question", "critical",
}
"""What puts a text before the user's eyes."""
WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}|^[^\W\d_]{3,}\W?$")
NAMES = {"Earthscribe", "GeoPackage", "PlainText"}


@dataclass(frozen=True)
class Literal:
    """One sentence in the code."""

    context: str
    source: str
    comment: str
    plural: bool
    file: str
    line: int


@dataclass
class _Class:
    bases: tuple[str, ...]
    own_context: str = ""
    """Where the class has a `tr` of its own: the context it names."""
    said: list[Literal] = field(default_factory=list)


class NotLiteral(ValueError):
    """A sentence that no tool can find."""


def sources(root: Path) -> list[Path]:
    """The files that may speak to the user."""
    return [root / "plugin.py", *sorted((root / "ui").rglob("*.py"))]


def literals(root: Path) -> list[Literal]:
    """Every translatable sentence with the contexts it is looked up under, in the order of the files."""
    classes: dict[str, _Class] = {}
    free: list[Literal] = []
    for path in sources(root):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        _Reader(path.relative_to(root).as_posix(), classes, free).visit(tree)
    found = list(free)
    for name, each in classes.items():
        for ancestor in dict.fromkeys([name, *_ancestors(name, classes)]):
            if ancestor == name or not classes[ancestor].own_context:
                context = each.own_context or name
                found += [Literal(context, said.source, said.comment, said.plural, said.file, said.line)
                          for said in classes[ancestor].said]
            else:
                found += classes[ancestor].said
    return sorted(set(found), key=lambda each: (each.context, each.file, each.line, each.source))


def _ancestors(name: str, classes: dict[str, _Class]) -> Iterator[str]:
    for base in classes[name].bases:
        if base in classes:
            yield base
            yield from _ancestors(base, classes)


class _Reader(ast.NodeVisitor):
    """Collects from one file."""

    def __init__(self, file: str, classes: dict[str, _Class], free: list[Literal]) -> None:
        self.file, self.classes, self.free = file, classes, free
        self.inside: list[_Class] = []
        self.own_tr = False

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A context."""
        bases = tuple(base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in node.bases)
        made = self.classes.setdefault(node.name, _Class(bases))
        self.inside.append(made)
        self.generic_visit(node)
        self.inside.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A `tr` of a class's own says which context it means."""
        if node.name == "tr":
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _called(call) == "translate" and self.inside:
                    self.inside[-1].own_context = _text(call.args[0]) or ""
            return
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """A sentence, perhaps."""
        name = _called(node)
        if name == "tr" and node.args:
            self._say(node, node.args, "")
        elif name == "translate" and len(node.args) > 1 and _text(node.args[0]) is not None:
            self._say(node, node.args[1:], _text(node.args[0]) or "")
        self.generic_visit(node)

    def _say(self, node: ast.Call, given: list[ast.expr], context: str) -> None:
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        source = _text(given[0])
        comment = given[1] if len(given) > 1 else named.get("disambiguation")
        if source is None:
            raise NotLiteral(f"{self.file}:{node.lineno}: only literals can be translated")
        said = Literal(context, source, (comment is not None and _text(comment)) or "",
                       len(given) > 2 or "n" in named, self.file, node.lineno)
        if context:
            self.free.append(said)
        elif self.inside:
            self.inside[-1].said.append(said)
        else:
            raise NotLiteral(f"{self.file}:{node.lineno}: tr() outside a class has no context")


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def untranslatable(root: Path) -> list[str]:
    """English words that are put before the user's eyes without passing through `tr`, with their places."""
    found = []
    for path in sources(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in SHOWN_BY:
                for given in node.args:
                    words = _words(given)
                    if words:
                        found.append(f"{path.relative_to(root).as_posix()}:{node.lineno}: {words!r}")
    return found


def _words(node: ast.expr) -> str:
    """The English in an argument: a literal, a list of them, an f-string or one that is filled in."""
    if isinstance(node, (ast.List, ast.Tuple)):
        return next(filter(None, map(_words, node.elts)), "")
    if isinstance(node, ast.JoinedStr):
        return next(filter(None, map(_words, node.values)), "")
    if isinstance(node, ast.Call) and _called(node) == "format" and isinstance(node.func, ast.Attribute):
        return _words(node.func.value)
    text = _text(node)
    return text if text and text not in NAMES and WORDS.search(text) else ""
