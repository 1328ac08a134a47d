"""The public names of a generated package: classes, fields, enum members, functions, parameters.

griffe reads both packages without importing them, only the modules whose bytes differ. Its own
list of breaking changes knows nothing of types, and takes a model that is only ever read for one
that people construct, so what it reads is compared here.

A model of replies is read: it may gain fields, and types may narrow. A model of requests is
constructed: it may gain optional parameters, and types may widen.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Protocol

import griffe

from codegen.diff import words
from codegen.diff.finding import Finding, Line, Severity, Side
from codegen.diff.tree import Snapshot
from codegen.document.walk import Node, follow, operations

_LONG = 120
_UNSET = ("UNSET", "None")
# What docs/consumers.md says to be public of gettask: what packages export, and modules as a whole.
_PACKAGES = {"gettask": ".", "gettask.mock": "mock"}
_MODULES = ("events", "testing", "webhooks")


@dataclass(frozen=True)
class Change:
    """A change to a name; `owner` and `member` are the class and its field, `function` is a dotted name."""

    severity: Severity
    what: str
    avoid: str = ""
    owner: str = ""
    member: str = ""
    function: str = ""


@dataclass(frozen=True)
class Surface:
    """The public names in some modules of a package.

    `modules` holds their code by dotted name; `only` names, with their modules, those that count: by
    default all without an underscore.
    """

    modules: dict[str, str]
    only: frozenset[str] | None = None

    def _public(self, module: str, name: str) -> bool:
        return name[0] != "_" if self.only is None else f"{module}.{name}" in self.only

    @cached_property
    def _visited(self) -> list[griffe.Module]:
        return [
            griffe.visit(name, filepath=Path(f"{name}.py"), code=code) for name, code in self.modules.items()
        ]

    @cached_property
    def classes(self) -> dict[str, griffe.Class]:
        """The public classes, by name: packages export models by name."""
        return {
            n: c
            for module in self._visited
            for n, c in module.classes.items()
            if self._public(module.name, n)
        }

    def line(self, change: Change, part: str, side: Side) -> Line | None:
        """Return where the change stands, None if it is not here; `part` is a folder in src/gettask."""
        found: griffe.Object | griffe.Alias | None = self.functions.get(change.function)
        if cls := self.classes.get(change.owner):
            found = cls.members.get(change.member) if change.member else cls
        if found is None or found.lineno is None:
            return None
        file = PurePosixPath("src/gettask", part, f"{found.module.name}.py")
        return Line(file.as_posix(), found.lineno, 1, side)

    @cached_property
    def functions(self) -> dict[str, griffe.Function]:
        """The public functions, by dotted name."""
        return {
            f"{module.name}.{n}": f
            for module in self._visited
            for n, f in module.functions.items()
            if self._public(module.name, n)
        }


def judge(old: Snapshot, new: Snapshot) -> list[Finding]:
    """Return the findings on the public names of one API's package."""
    before, after = _modules(old), _modules(new)
    differ = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    one, other = (Surface({n: c for n, c in m.items() if n in differ}) for m in (before, after))
    return [_finding(change, old, new) for change in compare(one, other, _Use(old, new))]


class Use(Protocol):
    """How people use a class: whether they construct it, whether they read it; which unions may grow."""

    def sides(self, cls: str) -> tuple[bool, bool]: ...
    def grows(self, cls: str, field: str) -> bool: ...


@dataclass(frozen=True)
class _Use:
    """What the specs say of the models, by the names of their classes."""

    old: Snapshot
    new: Snapshot

    def sides(self, cls: str) -> tuple[bool, bool]:
        """Return whether people construct the class, and whether they read it; if unknown, both."""
        here = self.new if self.new.owner(cls) else self.old
        return words.sides(here.owner(cls), here) if here.owner(cls) else (True, True)

    def grows(self, cls: str, field: str) -> bool:
        """Return whether the field is a union with a fallback, whose readers expect new members."""
        if not (owner := self.new.owner(cls)):
            return False
        pointer = self.new.member(owner, field)
        node = follow(self.new.document, Node(pointer, "schema", self.new.raw(pointer)))
        return "x-dispatch" in node.value


def judge_runtime(old: Path, new: Path) -> list[Finding]:
    """Return the findings on what gettask and its public modules offer, between two folders `src/gettask`."""
    return [
        Finding(
            api="gettask",
            surface="python",
            severity=change.severity,
            what=change.what,
            hits=f"code that imports {package}",
            avoid=(change.avoid or words.ELSE) if change.severity is Severity.BREAKING else "",
            line=after.line(change, part, "head") or before.line(change, part, "base"),
        )
        for package, part, before, after in [
            *((p, f"{f}/", _exported(p, old / f), _exported(p, new / f)) for p, f in _PACKAGES.items()),
            *((f"gettask.{m}", "", _module(old, m), _module(new, m)) for m in _MODULES),
        ]
        for change in compare(before, after, _Read())
    ]


class _Read:
    """Nothing that gettask exports is a model that people construct."""

    def sides(self, cls: str) -> tuple[bool, bool]:
        del cls
        return False, True

    def grows(self, cls: str, field: str) -> bool:
        del cls, field
        return False


def _module(folder: Path, name: str) -> Surface:
    """Return the names in the `__all__` of a module, else all without an underscore."""
    path = folder / f"{name}.py"
    code = path.read_text("utf-8") if path.is_file() else ""
    read = griffe.visit(name, filepath=path, code=code)
    public = read.members if read.exports is None else map(str, read.exports)
    return Surface({name: code}, frozenset(f"{name}.{member}" for member in public if member[0] != "_"))


def _exported(package: str, folder: Path) -> Surface:
    """Return the names that a package imports to pass them on, and the classes that these inherit."""
    code = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.py"))}
    read = griffe.visit(package, filepath=folder / "__init__.py", code=code.pop("__init__", ""))
    targets = [m.target_path for m in read.members.values() if isinstance(m, griffe.Alias)]
    names = {path.removeprefix(f"{package}.") for path in targets if path.startswith(f"{package}.")}
    whole = Surface(code)
    todo = [*names]
    while todo:
        cls = whole.classes.get(todo.pop().rpartition(".")[2])
        bases = {f"{cls.parent.name}.{base}" for base in cls.bases} - names if cls and cls.parent else set()
        todo += bases
        names |= bases
    return Surface(code, frozenset(names))


def _modules(snapshot: Snapshot) -> dict[str, str]:
    """Return the code of the modules that people import from, by dotted name."""
    found = {}
    for path in sorted(snapshot.package.rglob("*.py")):
        name = path.relative_to(snapshot.package).with_suffix("").as_posix().replace("/", ".")
        if name.rpartition(".")[2] != "__init__" and name != "decoding":
            found[name] = path.read_text("utf-8")
    return found


def _finding(change: Change, old: Snapshot, new: Snapshot) -> Finding:
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
            words.hits(pointer, here) if pointer else words.everybody(here),
        ),
        avoid=(change.avoid or words.ELSE) if change.severity is Severity.BREAKING else "",
        pointer=pointer,
        side="head" if here is new else "base",
    )


def _operation(function: str, here: Snapshot) -> str:
    """Return the pointer of the operation that a function of a client calls, "" if it is not there."""
    name = function.rpartition(".")[2].replace("_", "")
    found = (o.pointer for o in operations(here.document) if o.value.get("operationId", "").lower() == name)
    return next(found, "")


def compare(old: Surface, new: Surface, use: Use) -> Iterator[Change]:
    """Yield how the names differ."""
    enums = {n for n, c in new.classes.items() if _is_enum(c)}
    for name, cls in old.classes.items():
        if name not in new.classes:
            come = [c for n, c in new.classes.items() if n not in old.classes]
            twins = [c.name for c in come if _shape(c) == _shape(cls) and len(_shape(c)) > 1]
            what = f"Class `{name}` is {f'called `{twins[0]}` now' if len(twins) == 1 else 'gone'}."
            yield Change(Severity.BREAKING, what, "Keep the name of the schema: it names the class.", name)
        elif _is_enum(cls):
            yield from _enum(name, _values(cls), _values(new.classes[name]))
        else:
            yield from _class(cls, new.classes[name], use, enums)
    for name in new.classes.keys() - old.classes.keys():
        yield Change(Severity.COMPATIBLE, f"Class `{name}` is new.", owner=name)
    # Of a client, an operation is four functions of one module, which change together.
    yield from dict.fromkeys(_functions(old.functions, new.functions, enums, client=old.only is None))


def _functions(
    old: dict[str, griffe.Function], new: dict[str, griffe.Function], enums: set[str], *, client: bool
) -> Iterator[Change]:
    for name in old.keys() | new.keys():
        module, _, function = name.rpartition(".")
        called, kind = (module, "Operation") if client else (function, "Function")
        at = called if client else name
        if name not in new:
            avoid = "Keep operationId and tag: they name function and module." if client else "Keep its name."
            yield Change(Severity.BREAKING, f"{kind} `{called}` is gone.", avoid, function=at)
        elif name not in old:
            yield Change(Severity.COMPATIBLE, f"{kind} `{called}` is new.", function=at)
        else:
            for change in _function(f"`{called}`", old[name], new[name], enums):
                yield replace(change, function=at)


def _is_enum(cls: griffe.Class) -> bool:
    return any(str(base) in ("StrEnum", "IntEnum", "Enum") for base in cls.bases)


def _values(cls: griffe.Class) -> dict[str, str]:
    return {n: str(a.value) for n, a in cls.attributes.items() if n[0] != "_"}


def _shape(cls: griffe.Class) -> dict[str, str]:
    return {n: f"{a.annotation}={a.value if _is_enum(cls) else ''}" for n, a in cls.attributes.items()}


def _enum(name: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    for member in old.keys() - new.keys():
        what = f"Enum `{name}` has no member `{member}` any more."
        yield Change(Severity.BREAKING, what, "Keep the value in the enum: names cost nothing.", name)
    for member in new.keys() - old.keys():
        yield Change(Severity.COMPATIBLE, f"Enum `{name}` has a new member `{member}`.", owner=name)
    for member in old.keys() & new.keys():
        if old[member] != new[member]:
            what = f"`{name}.{member}` is {new[member]} now, it was {old[member]}."
            yield Change(Severity.BREAKING, what, "Keep the value, add the other.", name)


def _class(old: griffe.Class, new: griffe.Class, use: Use, enums: set[str]) -> Iterator[Change]:
    cls = old.name
    asked, replied = use.sides(cls)
    before, after = _fields(old), _fields(new)
    come = [n for n in after if n not in before]
    for name in before.keys() - after.keys():
        twins = [n for n in come if str(after[n].annotation) == str(before[name].annotation)]
        what = f"`{cls}.{name}` is {f'called `{twins[0]}` now' if len(twins) == 1 else 'gone'}."
        yield Change(Severity.BREAKING, what, "Keep the property, optional, beside the new one.", cls, name)
    for name in come:
        needed = asked and after[name].value is None
        what = f"`{cls}.{name}` is new{', and must be given' if needed else ''}."
        severity = Severity.BREAKING if needed else Severity.COMPATIBLE
        yield Change(severity, what, "Leave it optional.", cls, name)
    for name in before.keys() & after.keys():
        one, other = before[name], after[name]
        was, now = str(one.annotation), str(other.annotation)
        if was != now:
            narrower, wider = fits(now, was, enums), fits(was, now, enums)
            hit = (replied and not narrower and not (wider and use.grows(cls, name))) or (asked and not wider)
            severity = Severity.BREAKING if hit else Severity.COMPATIBLE
            what = _moved(was, now)
            avoid = "Keep the type; what else comes is a field, or a variant, of its own."
            if was == f"{now} | Unset":
                what, avoid = "must be given now" if asked else "is always there now", "Leave it optional."
            elif now == f"{was} | Unset":
                what, avoid = "may be unset now", "Leave it required unless a reply without it was seen."
            yield Change(severity, f"`{cls}.{name}` {what}.", avoid, cls, name)
        elif asked and one.value is not None and str(one.value) != str(other.value):
            yield _default(f"`{cls}.{name}`", str(one.value), str(other.value), cls, name)
    for name in old.functions.keys() & new.functions.keys():
        if name[0] != "_" or name == "__init__":
            for change in _function(f"`{cls}.{name}`", old.functions[name], new.functions[name], enums):
                yield replace(change, owner=cls, member=name)
    for name in (n for n in old.functions.keys() - new.functions.keys() if n[0] != "_"):
        yield Change(Severity.BREAKING, f"Method `{cls}.{name}` is gone.", owner=cls, member=name)
    for name in (n for n in new.functions.keys() - old.functions.keys() if n[0] != "_"):
        yield Change(Severity.COMPATIBLE, f"Method `{cls}.{name}` is new.", owner=cls, member=name)


def _default(what: str, was: str, now: str, owner: str = "", member: str = "") -> Change:
    # Where one of the two leaves the choice to the vendor, the vendor's choice is the other one.
    severity = Severity.COMPATIBLE if {was, now} & {*_UNSET} else Severity.BREAKING
    return Change(severity, f"The default of {what} is `{now}`, it was `{was}`.", "", owner, member)


def _fields(cls: griffe.Class) -> dict[str, griffe.Attribute]:
    return {
        n: a
        for n, a in cls.attributes.items()
        if n[0] != "_" and a.annotation is not None and "init=False" not in str(a.value)
    }


def _function(called: str, old: griffe.Function, new: griffe.Function, enums: set[str]) -> Iterator[Change]:
    before, after = ({p.name: p for p in f.parameters} for f in (old, new))
    come = [p for p in new.parameters if p.name not in before]
    renamed = set[str]()
    for name in (n for n in before if n not in after):
        twins = [p.name for p in come if str(p.annotation) == str(before[name].annotation)]
        renamed |= {*twins[:1]}
        what = f"Parameter `{name}` of {called} is {f'called `{twins[0]}` now' if twins else 'gone'}."
        avoid = "Keep its name: in a path it is a placeholder, which the vendor never sees."
        yield Change(Severity.BREAKING, what, avoid if twins else "Keep it, optional.")
    for parameter in (p for p in come if p.name not in renamed):
        must = ", and must be given" if parameter.required else ""
        severity = Severity.BREAKING if must else Severity.COMPATIBLE
        what = f"Parameter `{parameter.name}` of {called} is new{must}."
        yield Change(severity, what, "Leave it optional.")
    for name in (n for n in before if n in after):
        one, other = before[name], after[name]
        what = f"parameter `{name}` of {called}"
        was, now = str(one.annotation), str(other.annotation)
        if was != now:
            severity = Severity.COMPATIBLE if fits(was, now, enums) else Severity.BREAKING
            yield Change(severity, f"The type of {what} {_moved(was, now)}.")
        if other.required and not one.required:
            yield Change(Severity.BREAKING, f"The {what} must be given now.", "Leave it optional.")
        elif not one.required and str(one.default) != str(other.default):
            yield _default(what, str(one.default), str(other.default))
    was, now = str(old.returns), str(new.returns)
    if was != now:
        # A result may be narrower, or have one more kind of reply that was not documented before.
        close = fits(now, was, enums) or fits(was, now, enums)
        severity = Severity.COMPATIBLE if close else Severity.BREAKING
        yield Change(severity, f"What {called} returns {_moved(was, now)}.")


def _moved(was: str, now: str) -> str:
    """Say how a type changed; of a long union, which members came and went."""
    if len(was) + len(now) <= _LONG:
        return f"is `{now}`, it was `{was}`"
    before, after = ([ast.unparse(n) for n in _union(ast.parse(t, mode="eval").body)] for t in (was, now))
    gone, come = ([n for n in one if n not in other] for one, other in ((before, after), (after, before)))
    told = [
        f"{verb} `{_cut(' | '.join(names))}`" for verb, names in (("loses", gone), ("gains", come)) if names
    ]
    return " and ".join(told) or "has its members in another order"


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


# Types


def fits(narrow: str, wide: str, enums: Collection[str] = ()) -> bool:
    """Return whether every value of the type `narrow` is one of `wide`; both as annotations.

    `enums` are the names of classes that are strings as well.
    """
    one, other = (ast.parse(text, mode="eval").body for text in (narrow, wide))
    return all(any(_fits(x, y, enums) for y in _union(other)) for x in _union(one))


def _fits(narrow: ast.expr, wide: ast.expr, enums: Collection[str]) -> bool:
    one, other = ast.unparse(narrow), ast.unparse(wide)
    if other in (one, "Any") or (one, other) == ("int", "float"):
        return True
    if one in enums and other == "str":
        return True
    if values := _literals(narrow):
        kinds = {type(value).__name__ for value in values}
        return {*values} <= {*_literals(wide)} if _literals(wide) else kinds == {other}
    if not isinstance(narrow, ast.Subscript) or not isinstance(wide, ast.Subscript):
        return False
    if ast.unparse(narrow.value) != ast.unparse(wide.value):
        return False
    parts = [n.elts if isinstance(n, ast.Tuple) else [n] for n in (narrow.slice, wide.slice)]
    pairs = zip(*([ast.unparse(p) for p in side] for side in parts), strict=False)
    return len(parts[0]) == len(parts[1]) and all(fits(x, y, enums) for x, y in pairs)


def _union(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_union(node.left), *_union(node.right)]
    return [node]


def _literals(node: ast.expr) -> list[object]:
    """Return the values of a `Literal[...]`, none of another type."""
    if not isinstance(node, ast.Subscript) or ast.unparse(node.value) != "Literal":
        return []
    values = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return [value.value for value in values if isinstance(value, ast.Constant)]
