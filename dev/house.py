"""The source of the checkout as the rules of the architecture see it: modules, and what each imports from where."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

PACKAGE = "earthscribe"
CODE = ("inference", "ui", "dev", "bench")
SHIPPED = ("inference", "ui")
CARRIED = ("light", "torch-cpu", "torch-cuda", "pip")
"""The lock files that the plugin carries: what its set-up installs from."""


@dataclass(frozen=True)
class Import:
    """One imported name, as an absolute dotted path."""

    name: str
    line: int
    at_top: bool
    relative: bool

    def within(self, *roots: str) -> bool:
        """Whether it is one of the roots or lies below one."""
        return any(self.name == root or self.name.startswith(f"{root}.") for root in roots)


@dataclass(frozen=True)
class Module:
    """One Python file; `path` is relative to the checkout, with slashes."""

    path: str
    text: str
    executable: bool = False

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text, self.path)

    @property
    def dotted(self) -> str:
        """Its own dotted name."""
        parts = PurePosixPath(self.path).with_suffix("").parts
        return ".".join((PACKAGE, *(parts[:-1] if parts[-1] == "__init__" else parts)))

    def imports(self) -> Iterator[Import]:
        """Everything it imports, also inside functions and for type checking only."""
        home = (PACKAGE, *PurePosixPath(self.path).parent.parts)
        for node, at_top in walk_with_depth(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(alias.name, node.lineno, at_top, relative=False)
            elif isinstance(node, ast.ImportFrom):
                base = home[: len(home) - node.level + 1] if node.level else ()
                for alias in node.names:
                    name = ".".join(part for part in (*base, node.module, alias.name) if part)
                    yield Import(name, node.lineno, at_top, relative=node.level > 0)


def walk_with_depth(tree: ast.Module) -> Iterator[tuple[ast.AST, bool]]:
    """All nodes, each with whether it runs when the module is imported."""
    waiting: list[tuple[ast.AST, bool]] = [(tree, True)]
    while waiting:
        node, at_top = waiting.pop()
        yield node, at_top
        inner = at_top and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            inner = False
        waiting += [(child, inner) for child in ast.iter_child_nodes(node)]


def read(root: Path) -> list[Module]:
    """Every module of the checkout that the rules speak about."""
    paths = [root / "__init__.py", root / "plugin.py", *(path for top in CODE for path in (root / top).rglob("*.py"))]
    return [
        Module(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"), os.access(path, os.X_OK))
        for path in sorted(paths)
        if path.exists() and "__pycache__" not in path.parts
    ]
