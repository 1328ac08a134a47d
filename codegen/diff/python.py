"""The generated package of an API: what a change of its public names means for whom.

griffe reads both packages without importing them, only the modules whose bytes differ. Its own list of
breaking changes knows nothing of types, and takes a model that is only ever read for one that people
construct, so what it reads is compared in names.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import griffe

from codegen.diff import messages
from codegen.diff.finding import Finding, Severity
from codegen.diff.names import NameChange, Surface, compare
from codegen.diff.snapshot import Snapshot
from codegen.document.walk import Node, follow, operations


def judge(old: Snapshot, new: Snapshot) -> list[Finding]:
    """Return the findings on the public names of one API's package."""
    before, after = _modules(old), _modules(new)
    differ = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    one, other = (surface({n: c for n, c in m.items() if n in differ}) for m in (before, after))
    return [_finding(change, old, new) for change in compare(one, other, _Use(old, new))]


def surface(modules: dict[str, str]) -> Surface:
    """Return the names without an underscore in some modules, given by dotted name with their code."""
    visited = [griffe.visit(name, filepath=Path(f"{name}.py"), code=code) for name, code in modules.items()]
    return Surface(
        {n: c for module in visited for n, c in module.classes.items() if n[0] != "_"},
        {f"{m.name}.{n}": f for m in visited for n, f in m.functions.items() if n[0] != "_"},
        operations=True,
    )


@dataclass(frozen=True)
class _Use:
    """What the specs say of the models, by the names of their classes."""

    old: Snapshot
    new: Snapshot

    def sides(self, cls: str) -> tuple[bool, bool]:
        """Return whether people construct the class, and whether they read it; if unknown, both."""
        here = self.new if self.new.owner(cls) else self.old
        return messages.sides(here.owner(cls), here) if here.owner(cls) else (True, True)

    def grows(self, cls: str, field: str) -> bool:
        """Return whether the field is a union with a fallback, whose readers expect new members."""
        if not (owner := self.new.owner(cls)):
            return False
        pointer = self.new.member(owner, field)
        node = follow(self.new.document, Node(pointer, "schema", self.new.raw(pointer)))
        return "x-dispatch" in node.value


def _modules(snapshot: Snapshot) -> dict[str, str]:
    """Return the code of the modules that people import from, by dotted name."""
    found = {}
    for path in sorted(snapshot.package.rglob("*.py")):
        name = path.relative_to(snapshot.package).with_suffix("").as_posix().replace("/", ".")
        if name.rpartition(".")[2][0] != "_":
            found[name] = path.read_text("utf-8")
    return found


def _finding(change: NameChange, old: Snapshot, new: Snapshot) -> Finding:
    here = new if new.owner(change.owner) else old
    pointer = here.owner(change.owner)
    if change.function:
        here = new if _operation(change.function, new) else old
        pointer = _operation(change.function, here)
    for side in (new, old):
        where = side.member(pointer, change.member) if change.member and side.has(pointer) else pointer
        if where != pointer:
            here, pointer = side, where
            break
    return Finding(
        api=old.api,
        surface="python",
        severity=change.severity,
        what=change.what,
        hits=re.sub(
            "^(everybody )?who ",
            "code that ",
            messages.hits(pointer, here) if pointer else messages.everybody(here),
        ),
        avoid=(change.avoid or messages.ELSE) if change.severity is Severity.BREAKING else "",
        pointer=pointer,
        side="head" if here is new else "base",
    )


def _operation(function: str, here: Snapshot) -> str:
    """Return the pointer of the operation that a function of a client calls, "" if it is not there."""
    name = function.rpartition(".")[2].replace("_", "")
    found = (o.pointer for o in operations(here.document) if o.value.get("operationId", "").lower() == name)
    return next(found, "")
