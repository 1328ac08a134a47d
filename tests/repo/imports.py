"""Who imports whom, read from the code without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = {"gettask": ROOT / "src/gettask", "codegen": ROOT / "codegen", "release": ROOT / "release"} | {
    path.name: path for path in ROOT.glob("generated/gettask-*/gettask_*")
}


@cache
def modules() -> dict[str, Path]:
    """Return the file of each module of ours, by dotted name."""
    found = {}
    for package, folder in FOLDERS.items():
        for path in folder.rglob("*.py"):
            parts = path.relative_to(folder).with_suffix("").parts
            name = ".".join([package, *(part for part in parts if part != "__init__")])
            found[name] = path
    return found


@cache
def imports() -> dict[str, set[str]]:
    """Return the modules of ours that each module imports, at the top, in functions and for types alike."""
    return {name: {*_imported(name, path)} - {name} for name, path in modules().items()}


def _imported(name: str, path: Path) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _module(alias.name)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")
            base = ".".join(above[: len(above) - node.level + 1]) if node.level else ""
            source = ".".join(filter(None, [base, node.module]))
            for alias in node.names:
                yield from _module(f"{source}.{alias.name}")


def _module(name: str) -> Iterator[str]:
    """Yield the module of ours that a dotted name is, or is in."""
    while name:
        if name in modules():
            yield name
            return
        name = name.rpartition(".")[0]


def circle(package: str) -> list[str]:
    """Return the modules of a package that import each other in a circle, none if there is no circle."""
    inside = {
        name: {other for other in imported if _within(other, package)}
        for name, imported in imports().items()
        if _within(name, package)
    }
    try:
        TopologicalSorter(inside).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def between(source: str, target: str) -> set[tuple[str, str]]:
    """Return the imports from one package, or module, into another one."""
    return {
        (name, other)
        for name, imported in imports().items()
        for other in imported
        if _within(name, source) and _within(other, target)
    }


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")
