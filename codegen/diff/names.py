"""How the public names of two versions of a package differ: classes, fields, functions, parameters.

A class that people read may gain fields, and its types may narrow. A class that people construct may gain
optional parameters, and its types may widen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import griffe

from codegen.diff.annotations import describe, fits
from codegen.diff.finding import Severity

_UNSET = ("UNSET", "None")
MemberT = TypeVar("MemberT")


@dataclass(frozen=True)
class NameChange:
    """A change to a name; `owner` and `member` are the class and its field, `function` is a dotted name."""

    severity: Severity
    what: str
    avoid: str = ""
    owner: str = ""
    member: str = ""
    function: str = ""


@dataclass(frozen=True)
class Surface:
    """The public names of a package.

    `functions` are named with their modules. Where they are `operations` of an API, each module has one, in
    several functions which change together.
    """

    classes: dict[str, griffe.Class]
    functions: dict[str, griffe.Function]
    operations: bool = False


class Use(Protocol):
    """How people use a class: whether they construct it, whether they read it; which unions may grow."""

    def sides(self, cls: str) -> tuple[bool, bool]: ...
    def grows(self, cls: str, field: str) -> bool: ...


def compare(old: Surface, new: Surface, use: Use) -> Iterator[NameChange]:
    """Yield how the names differ."""
    enums = {n for n, c in new.classes.items() if _is_enum(c)}
    for name, cls in old.classes.items():
        if name not in new.classes:
            come = [c for n, c in new.classes.items() if n not in old.classes]
            twins = [c.name for c in come if _shape(c) == _shape(cls) and len(_shape(c)) > 1]
            what = f"Class `{name}` is {f'called `{twins[0]}` now' if len(twins) == 1 else 'gone'}."
            yield NameChange(
                Severity.BREAKING, what, "Keep the name of the schema: it names the class.", name
            )
        elif _is_enum(cls):
            yield from _enum(name, _values(cls), _values(new.classes[name]))
        else:
            yield from _class(cls, new.classes[name], use, enums)
    for name in new.classes.keys() - old.classes.keys():
        yield NameChange(Severity.COMPATIBLE, f"Class `{name}` is new.", owner=name)
    yield from dict.fromkeys(_functions(old.functions, new.functions, enums, operations=old.operations))


def _functions(
    old: dict[str, griffe.Function], new: dict[str, griffe.Function], enums: set[str], *, operations: bool
) -> Iterator[NameChange]:
    for name in old.keys() | new.keys():
        module, _, function = name.rpartition(".")
        called, kind = (module, "Operation") if operations else (function, "Function")
        at = called if operations else name
        if name not in new:
            avoid = (
                "Keep operationId and tag: they name function and module." if operations else "Keep its name."
            )
            yield NameChange(Severity.BREAKING, f"{kind} `{called}` is gone.", avoid, function=at)
        elif name not in old:
            yield NameChange(Severity.COMPATIBLE, f"{kind} `{called}` is new.", function=at)
        else:
            for change in _function(f"`{called}`", old[name], new[name], enums):
                yield replace(change, function=at)


def _own(cls: griffe.Class, kind: type[MemberT]) -> dict[str, MemberT]:
    """Return the members that the class itself defines, those that it inherits left out."""
    return {name: member for name, member in cls.members.items() if isinstance(member, kind)}


def _is_enum(cls: griffe.Class) -> bool:
    return any(str(base) in ("StrEnum", "IntEnum", "Enum") for base in cls.bases)


def _values(cls: griffe.Class) -> dict[str, str]:
    return {n: str(a.value) for n, a in _own(cls, griffe.Attribute).items() if n[0] != "_"}


def _shape(cls: griffe.Class) -> dict[str, str]:
    return {
        n: f"{a.annotation}={a.value if _is_enum(cls) else ''}"
        for n, a in _own(cls, griffe.Attribute).items()
    }


def _enum(name: str, old: dict[str, str], new: dict[str, str]) -> Iterator[NameChange]:
    for member in old.keys() - new.keys():
        what = f"Enum `{name}` has no member `{member}` any more."
        yield NameChange(Severity.BREAKING, what, "Keep the value in the enum: names cost nothing.", name)
    for member in new.keys() - old.keys():
        yield NameChange(Severity.COMPATIBLE, f"Enum `{name}` has a new member `{member}`.", owner=name)
    for member in old.keys() & new.keys():
        if old[member] != new[member]:
            what = f"`{name}.{member}` is {new[member]} now, it was {old[member]}."
            yield NameChange(Severity.BREAKING, what, "Keep the value, add the other.", name)


def _class(old: griffe.Class, new: griffe.Class, use: Use, enums: set[str]) -> Iterator[NameChange]:
    cls = old.name
    constructed, read = use.sides(cls)
    before, after = _fields(old), _fields(new)
    come = [n for n in after if n not in before]
    renamed = set[str]()
    for name in before.keys() - after.keys():
        twins = [n for n in come if str(after[n].annotation) == str(before[name].annotation)]
        renamed |= {*twins} if len(twins) == 1 else set()
        what = f"`{cls}.{name}` is {f'called `{twins[0]}` now' if len(twins) == 1 else 'gone'}."
        yield NameChange(
            Severity.BREAKING, what, "Keep the property, optional, beside the new one.", cls, name
        )
    for name in come:
        needed = constructed and after[name].value is None
        if name in renamed and not needed:
            continue
        what = f"`{cls}.{name}` is new{', and must be given' if needed else ''}."
        severity = Severity.BREAKING if needed else Severity.COMPATIBLE
        yield NameChange(severity, what, "Leave it optional.", cls, name)
    for name in before.keys() & after.keys():
        one, other = before[name], after[name]
        was, now = str(one.annotation), str(other.annotation)
        if was != now:
            narrower, wider = fits(now, was, enums), fits(was, now, enums)
            hit = (read and not narrower and not (wider and use.grows(cls, name))) or (
                constructed and not wider
            )
            severity = Severity.BREAKING if hit else Severity.COMPATIBLE
            what = describe(was, now)
            avoid = "Keep the type; what else comes is a field, or a variant, of its own."
            if was == f"{now} | Unset":
                what, avoid = (
                    "must be given now" if constructed else "is always there now",
                    "Leave it optional.",
                )
            elif now == f"{was} | Unset":
                what, avoid = "may be unset now", "Leave it required unless a response without it was seen."
            yield NameChange(severity, f"`{cls}.{name}` {what}.", avoid, cls, name)
        elif constructed and one.value is not None and str(one.value) != str(other.value):
            yield _default(f"`{cls}.{name}`", str(one.value), str(other.value), cls, name)
    yield from _methods(cls, _own(old, griffe.Function), _own(new, griffe.Function), enums)


def _methods(
    cls: str, old: dict[str, griffe.Function], new: dict[str, griffe.Function], enums: set[str]
) -> Iterator[NameChange]:
    for name in old.keys() & new.keys():
        if name[0] != "_" or name == "__init__":
            for change in _function(f"`{cls}.{name}`", old[name], new[name], enums):
                yield replace(change, owner=cls, member=name)
    for name in (n for n in old.keys() - new.keys() if n[0] != "_"):
        yield NameChange(Severity.BREAKING, f"Method `{cls}.{name}` is gone.", owner=cls, member=name)
    for name in (n for n in new.keys() - old.keys() if n[0] != "_"):
        yield NameChange(Severity.COMPATIBLE, f"Method `{cls}.{name}` is new.", owner=cls, member=name)


def _default(what: str, was: str, now: str, owner: str = "", member: str = "") -> NameChange:
    # Where one of the two leaves the choice to the vendor, the vendor's choice is the other one.
    severity = Severity.COMPATIBLE if {was, now} & {*_UNSET} else Severity.BREAKING
    return NameChange(severity, f"The default of {what} is `{now}`, it was `{was}`.", "", owner, member)


def _fields(cls: griffe.Class) -> dict[str, griffe.Attribute]:
    return {
        n: a
        for n, a in _own(cls, griffe.Attribute).items()
        if n[0] != "_" and a.annotation is not None and "init=False" not in str(a.value)
    }


def _function(
    called: str, old: griffe.Function, new: griffe.Function, enums: set[str]
) -> Iterator[NameChange]:
    before, after = ({p.name: p for p in f.parameters} for f in (old, new))
    come = [p for p in new.parameters if p.name not in before]
    renamed = set[str]()
    for name in (n for n in before if n not in after):
        twins = [p.name for p in come if str(p.annotation) == str(before[name].annotation)]
        renamed |= {*twins[:1]}
        what = f"Parameter `{name}` of {called} is {f'called `{twins[0]}` now' if twins else 'gone'}."
        avoid = "Keep its name: in a path it is a placeholder, which the vendor never sees."
        yield NameChange(Severity.BREAKING, what, avoid if twins else "Keep it, optional.")
    for parameter in (p for p in come if p.name not in renamed):
        must = ", and must be given" if parameter.required else ""
        severity = Severity.BREAKING if must else Severity.COMPATIBLE
        what = f"Parameter `{parameter.name}` of {called} is new{must}."
        yield NameChange(severity, what, "Leave it optional.")
    for name in (n for n in before if n in after):
        one, other = before[name], after[name]
        what = f"parameter `{name}` of {called}"
        was, now = str(one.annotation), str(other.annotation)
        if was != now:
            severity = Severity.COMPATIBLE if fits(was, now, enums) else Severity.BREAKING
            yield NameChange(severity, f"The type of {what} {describe(was, now)}.")
        if other.required and not one.required:
            yield NameChange(Severity.BREAKING, f"The {what} must be given now.", "Leave it optional.")
        elif not one.required and str(one.default) != str(other.default):
            yield _default(what, str(one.default), str(other.default))
    was, now = str(old.returns), str(new.returns)
    if was != now:
        # A result may be narrower, or have one more kind of reply that was not documented before.
        close = fits(now, was, enums) or fits(was, now, enums)
        severity = Severity.COMPATIBLE if close else Severity.BREAKING
        yield NameChange(severity, f"What {called} returns {describe(was, now)}.")
