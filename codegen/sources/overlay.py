"""OpenAPI Overlay 1.0 and 1.1, applied to plain data.

Stricter than the Overlay specification where its leniency would hide a slip: a target
that matches nothing is an error, and so is an action with nothing to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jsonpath import JSONPath, JSONPathEnvironment, JSONPathError, Lexer

from codegen.sources.loader import Document
from codegen.sources.pointers import Place, clone, join, tokens
from codegen.sources.violations import SpecError


@dataclass(frozen=True)
class AppliedAction:
    """An action, and what it did.

    `touched` are JSON Pointers: of the nodes that it set, in the document after it, or of those
    that it removed, in the document before it. `taken` maps the pointer of each list that it
    removed items from to their indices, ascending.
    """

    place: Place
    id: str | None
    target: str
    touched: tuple[str, ...]
    taken: Mapping[str, Sequence[int]]

    def before(self, pointer: str) -> str:
        """Return where the node at `pointer`, which the action did not set, stood before it."""
        was = ""
        for token in tokens(pointer):
            index = token
            for taken in self.taken.get(was, ()):
                if int(index) >= taken:
                    index = str(int(index) + 1)
            was = join(was, index)
        return was


@dataclass(frozen=True)
class Overlaid:
    """A document after an overlay, and the actions that made it, in order."""

    data: Any
    actions: tuple[AppliedAction, ...]

    @property
    def ids(self) -> list[str]:
        """The `x-id`s of the actions, each once: the differences that the overlay makes."""
        return list(dict.fromkeys(action.id for action in self.actions if action.id))

    def last_action(self, pointer: str) -> AppliedAction | None:
        """Return the last action that set the node at `pointer`, a node around it or a member of it."""
        for action in reversed(self.actions):
            at = tokens(pointer)
            touched = [tokens(t) for t in action.touched]
            if any(at[: len(t)] == t or at == t[:-1] for t in touched):
                return action
            pointer = action.before(pointer)
        return None


def apply(data: Any, overlay: Document) -> Overlaid:
    """Return `data` with the actions of `overlay` applied in order.

    Neither is changed, and the result shares no mapping or list with them. Raises SpecError,
    at the action and naming its x-id, if the overlay is not valid or does not fit `data`.
    """
    actions = _read(overlay)
    box = [clone(data)]  # so that the root, like every other node, stands in something
    return Overlaid(box[0], tuple(action.apply(box) for action in actions))


# Reading the overlay

_OVERLAY = {"overlay": str, "info": dict, "extends": str, "actions": list}
_INFO = {"1.0": {"title": str, "version": str}}
_INFO["1.1"] = {**_INFO["1.0"], "description": str}
_ACTION = {"1.0": {"target": str, "description": str, "update": object, "remove": bool}}
_ACTION["1.1"] = {**_ACTION["1.0"], "copy": str}
_TYPES = {str: "a string", bool: "true or false", dict: "a mapping", list: "a list"}


def _read(overlay: Document) -> list[_Action]:
    root = overlay.data
    _check(overlay, "", root, _OVERLAY, ("overlay", "info", "actions"))
    version = re.fullmatch(r"(1\.[01])\.\d+", root["overlay"])
    if not version:
        problem = f"Overlay version {root['overlay']!r} is not known here"
        raise overlay.error("/overlay", problem, "write 1.0.0 or 1.1.0")
    _check(overlay, "/info", root["info"], _INFO[version[1]], ("title", "version"))
    if not root["actions"]:
        raise overlay.error("/actions", "there is no action", "an overlay has at least one")
    for i, action in enumerate(root["actions"]):
        _check(overlay, f"/actions/{i}", action, _ACTION[version[1]], ("target",))
    return [_Action(overlay, version[1], i) for i in range(len(root["actions"]))]


def _check(
    overlay: Document,
    pointer: str,
    node: Any,
    fields: Mapping[str, type],
    required: Sequence[str],
) -> None:
    if not isinstance(node, dict):
        raise overlay.error(pointer, "this must be a mapping")
    for name in required:
        if name not in node:
            raise overlay.error(pointer, f"the field {name!r} is missing")
    for name, value in node.items():
        at = join(pointer, name)
        if name not in fields and not name.startswith("x-"):
            problem = f"{name!r} is not a field of this Overlay version"
            raise overlay.error(at, problem, f"it knows {', '.join(fields)} and x-…")
        kind = str if name == "x-id" else fields.get(name, object)
        if not isinstance(value, kind):
            raise overlay.error(at, f"{name!r} must be {_TYPES[kind]}")


# Applying it


class _Lexer(Lexer):
    # Strict mode lets a hyphen into $.a-b, which RFC 9535 writes as $['a-b'].
    key_pattern = r"[a-zA-Z_\u0080-\U0010FFFF][a-zA-Z0-9_\u0080-\U0010FFFF]*"


class _Environment(JSONPathEnvironment):
    lexer_class = _Lexer


_JSONPATH = _Environment(strict=True)
_Location = tuple[str | int, ...]  # of a node in the box: 0, then names and indices


class _MisfitError(Exception):
    def __init__(self, location: _Location, problem: str) -> None:
        super().__init__(problem)
        self.location = location


class _Action:
    def __init__(self, overlay: Document, version: str, index: int) -> None:
        self.overlay = overlay
        self.version = version
        self.pointer = f"/actions/{index}"
        self.fields: Mapping[str, Any] = overlay.data["actions"][index]
        self.target = self.path("target")
        self.copy = self.path("copy") if "copy" in self.fields else None
        self.remove: bool = self.fields.get("remove", False)
        if not self.remove and "update" in self.fields and self.copy:
            raise self.error("", "it has both update and copy", "make it two actions")
        if not (self.remove or "update" in self.fields or self.copy):
            raise self.error("", "it has nothing to do", "give it update, copy or remove: true")

    def error(self, field: str, problem: str, hint: str = "") -> SpecError:
        label = self.fields.get("x-id", "this action")
        return self.overlay.error(self.pointer + field, f"{label}: {problem}", hint)

    def path(self, field: str) -> JSONPath:
        """Return the JSONPath in `field`; SpecError if it is not one."""
        try:
            path = _JSONPATH.compile(self.fields[field])
        except JSONPathError as e:
            problem = f"{self.fields[field]!r} is not a JSONPath (RFC 9535): {e.args[0]}"
            hint = "a name that has other than letters, digits and _ is written ['so']"
            raise self.error(f"/{field}", problem, hint) from None
        assert isinstance(path, JSONPath)
        return path

    def apply(self, box: list[Any]) -> AppliedAction:
        """Change the document in `box`."""
        targets = _select(self.target, box)
        kinds = {_kind(_get(box, target)) for target in targets}
        if not targets:
            problem = f"{self.fields['target']} matches nothing"
            raise self.error("/target", problem, self.nearest(box))
        if missing := self.unmatched(box):
            problem = f"{self.fields['target']}: {', '.join(missing)} matches nothing"
            raise self.error("/target", problem, "every name that a target lists must match")
        if self.version == "1.0" and "primitive" in kinds:
            problem = f"{self.fields['target']} matches a primitive value, out of reach of Overlay 1.0"
            raise self.error("/target", problem, "write overlay: 1.1.0")
        if self.remove:
            touched, taken = self.take(box, targets)
        elif len(kinds) > 1:
            problem = f"{self.fields['target']} matches nodes of several kinds: {', '.join(sorted(kinds))}"
            raise self.error("/target", problem, "make it one action for each kind")
        else:
            touched, taken = self.merge(box, targets), {}
        pointers = tuple(map(_pointer, touched))
        place = Place(self.overlay.path, self.pointer)
        return AppliedAction(place, self.fields.get("x-id"), self.fields["target"], pointers, taken)

    def unmatched(self, box: list[Any]) -> list[str]:
        """Return those of several names in one segment of the target that match nothing."""
        found = []
        for n, segment in enumerate(self.target.segments):
            for selector in segment.selectors if len(segment.selectors) > 1 else ():
                only = type(segment)(env=_JSONPATH, token=segment.token, selectors=(selector,))
                segments = (*self.target.segments[:n], only, *self.target.segments[n + 1 :])
                if not _select(JSONPath(env=_JSONPATH, segments=segments), box):
                    found.append(str(selector))
        return found

    def nearest(self, box: list[Any]) -> str:
        """Return how much of the target does match."""
        segments = self.target.segments
        for n in range(len(segments) - 1, 0, -1):
            path = JSONPath(env=_JSONPATH, segments=segments[:n])
            if _select(path, box):
                return f"{path} is there, {segments[n]} in it is not"
        return f"the document has no {segments[0]}"

    def take(self, box: list[Any], targets: list[_Location]) -> tuple[list[_Location], dict[str, list[int]]]:
        """Remove the targets; return them, and the indices of those that were items of a list."""
        if (0,) in targets:
            raise self.error("/target", "the root of the document cannot be removed")
        taken: dict[str, list[int]] = {}
        # Resolved before anything goes, and the last item first: so every location holds.
        holders = [(_get(box, target[:-1]), target) for target in targets]
        for holder, target in sorted(holders, key=lambda h: _index(h[1]), reverse=True):
            del holder[target[-1]]
            if isinstance(holder, list):
                taken.setdefault(_pointer(target[:-1]), []).insert(0, _index(target))
        return targets, taken

    def merge(self, box: list[Any], targets: list[_Location]) -> list[_Location]:
        """Merge the update, or the node to copy, into each target; return what was set."""
        if self.copy:
            field, sources = "/copy", _select(self.copy, box)
            if len(sources) != 1:
                problem = f"{self.fields['copy']} matches {len(sources) or 'nothing'}"
                raise self.error(field, f"{problem}, a copy has exactly one source")
            # Its own copy: a node may be merged into itself or into one that it lies in.
            value = clone(_get(box, sources[0]))
        else:
            field, value = "/update", self.fields["update"]
        touched: list[_Location] = []
        for target in targets:
            wrap = isinstance(_get(box, target), list) and not isinstance(value, list)
            try:
                touched += _merge(_get(box, target[:-1]), target, [value] if wrap else value)
            except _MisfitError as e:
                inside = e.location[len(target) :] if field == "/update" else ()
                hint = "remove it in an action of its own before this one"
                raise self.error(join(field, *inside), str(e), hint) from None
        return touched


def _merge(holder: Any, at: _Location, value: Any) -> Iterator[_Location]:
    """Merge `value` into the node at `at`, which stands in `holder`; yield what was set."""
    node = holder[at[-1]]
    if isinstance(node, dict) and isinstance(value, dict):
        for name, member in value.items():
            if name in node:
                yield from _merge(node, (*at, name), member)
            else:
                node[name] = clone(member)
                yield (*at, name)
    elif isinstance(node, list) and isinstance(value, list):
        for item in value:
            node.append(clone(item))
            yield (*at, len(node) - 1)
    elif _kind(node) == _kind(value) == "primitive":
        holder[at[-1]] = value
        yield at
    else:
        raise _MisfitError(at, f"{_kind(value)} cannot be merged into {_kind(node)} at #{_pointer(at)}")


# Nodes and locations


def _select(path: JSONPath, box: list[Any]) -> list[_Location]:
    # In document order; a node that a path selects twice is one target.
    return list(dict.fromkeys((0, *match.parts) for match in path.finditer(box[0])))


def _get(box: list[Any], location: _Location) -> Any:
    node: Any = box
    for part in location:
        node = node[part]
    return node


def _index(location: _Location) -> int:
    return location[-1] if isinstance(location[-1], int) else -1


def _pointer(location: _Location) -> str:
    return join("", *location[1:])


def _kind(node: Any) -> str:
    return "object" if isinstance(node, dict) else "array" if isinstance(node, list) else "primitive"
