"""gettask itself: what a change of its public names means for whoever imports it.

griffe reads `src/gettask` of both trees without importing it.
"""

from __future__ import annotations

from pathlib import Path

import griffe

from codegen.diff import messages
from codegen.diff.finding import Finding, Line, Severity, Side
from codegen.diff.names import NameChange, Surface, compare

# What docs/consumers.md calls public: what these export.
_PUBLIC = (
    "gettask",
    "gettask.events",
    "gettask.mock",
    "gettask.polling",
    "gettask.testing",
    "gettask.webhooks",
)


def judge_runtime(old: Path, new: Path) -> list[Finding]:
    """Return the findings on what gettask and its public modules offer, between two folders `src/gettask`."""
    before, after = _load(old), _load(new)
    found: dict[NameChange, Finding] = {}  # a name that two modules export changes once
    for module in _PUBLIC:
        was, now = _surface(before, module), _surface(after, module)
        for change in compare(was, now, _Read()):
            found.setdefault(
                change,
                Finding(
                    api="gettask",
                    surface="python",
                    severity=change.severity,
                    what=change.what,
                    hits=f"code that imports {module}",
                    avoid=(change.avoid or messages.ELSE) if change.severity is Severity.BREAKING else "",
                    line=_line(now, change, new, "head") or _line(was, change, old, "base"),
                ),
            )
    return list(found.values())


class _Read:
    """Nothing that gettask exports is a model that people construct."""

    def sides(self, cls: str) -> tuple[bool, bool]:
        del cls
        return False, True

    def grows(self, cls: str, field: str) -> bool:
        del cls, field
        return False


def _load(folder: Path) -> griffe.Module | None:
    if not (folder / "__init__.py").is_file():
        return None
    loader = griffe.GriffeLoader(
        search_paths=[folder.parent],
        allow_inspection=False,
        # None for dataclasses: what one constructs is its fields, which are compared.
        extensions=griffe.Extensions(_LoadedOnFirstUse()),
    )
    package = loader.load(folder.name)
    loader.resolve_aliases()
    assert isinstance(package, griffe.Module)
    return package


class _LoadedOnFirstUse(griffe.Extension):
    """Lets `import *` bring names that a module imports for type checkers alone, and else on first use."""

    def on_alias_instance(self, *, alias: griffe.Alias, **_: object) -> None:
        alias.runtime = True


def _surface(package: griffe.Module | None, name: str) -> Surface:
    """Return what a module exports: the names in its `__all__`, else those without an underscore."""
    classes: dict[str, griffe.Class] = {}
    functions: dict[str, griffe.Function] = {}
    module = package
    for part in name.split(".")[1:]:
        module = module.modules.get(part) if module else None
    if module is None or package is None:
        return Surface(classes, functions)
    exported = [str(n) for n in module.exports or ()] or [n for n in module.members if n[0] != "_"]
    for member in (n for n in exported if n in module.members):
        found = _target(module.members[member])
        if isinstance(found, griffe.Function) and _inside(found, package):
            functions[f"{name}.{member}"] = found
        elif isinstance(found, griffe.Class) and _inside(found, package):
            inherited = [c for c in found.mro() if _inside(c, package)]
            classes |= {cls.name: cls for cls in [found, *inherited]}
    return Surface(classes, functions)


def _target(member: griffe.Object | griffe.Alias) -> griffe.Object | griffe.Alias | None:
    """Return what an import stands for, None for what is of another package."""
    try:
        return member.final_target if isinstance(member, griffe.Alias) else member
    except (griffe.AliasResolutionError, griffe.CyclicAliasError):
        return None


def _inside(found: griffe.Object, package: griffe.Module) -> bool:
    return found.path.startswith(f"{package.name}.")


def _find(surface: Surface, change: NameChange) -> griffe.Object | griffe.Alias | None:
    if cls := surface.classes.get(change.owner):
        return cls.members.get(change.member) if change.member else cls
    return surface.functions.get(change.function)


def _line(surface: Surface, change: NameChange, folder: Path, side: Side) -> Line | None:
    found = _find(surface, change)
    if found is None or found.lineno is None:
        return None
    file = Path(str(found.filepath)).relative_to(folder.resolve()).as_posix()
    return Line(f"src/gettask/{file}", found.lineno, 1, side)
