"""What changed, whom it hits and how to avoid it, as messages; from the documents, not from the tools."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from codegen.diff.received import webhook
from codegen.diff.snapshot import Snapshot, listed
from codegen.sources.pointers import join, tokens

_PARTS = ("content", "application/json", "headers")
_DESCRIPTIVE = {"description", "summary", "title", "example", "examples"}


def called(pointer: str) -> str:
    """Return what people call a node: `SongTask.usage`, `GET /tasks/{id}`, `GET /tasks/{id} 404`."""
    path = tokens(pointer)
    if path[:1] == ["components"] and len(path) > 2:
        named = ".".join(p for p in path[2:] if p not in ("properties", "schema"))
        return f"`{named.replace('.items', '[]').replace('.additionalProperties', '.*')}`"
    if name := webhook(pointer):
        return f"`webhook {' '.join([name, *(p for p in path[5:] if p not in _PARTS)])}`"
    if path[:1] == ["paths"] and len(path) > 1:
        rest = [p for p in path[4:] if p not in _PARTS]
        return f"`{' '.join([*(p.upper() for p in path[2:3]), path[1], *rest])}`"
    return f"`{'.'.join(path)}`"


def change(pointer: str, old: Snapshot, new: Snapshot) -> str:
    """Return in a sentence how the node differs, "" if it is the same in both documents."""
    before, after = old.raw(pointer), new.raw(pointer)
    name = _named(pointer, before if after is None else after)
    if before is None and after is None:
        return ""
    if after is None:
        return f"{name} is gone{_renamed(pointer, old, new)}."
    if before is None:
        return f"{name} is new{', and required' if _required(pointer, new) else ''}."
    parts = list(_differences(before, after))
    if _required(pointer, old) != _required(pointer, new):
        parts.insert(0, "is required now" if _required(pointer, new) else "is no longer required")
    colon = "" if parts[:1] and parts[0].startswith("is ") else ":"
    return f"{name}{colon} {'; '.join(parts)}." if parts else ""


def _named(pointer: str, node: Any) -> str:
    if re.search(r"/parameters/\d+$", pointer) and isinstance(node, dict):
        return f"{called(pointer.rpartition('/parameters/')[0])}, parameter `{node.get('name')}`"
    return called(pointer)


def _differences(before: Any, after: Any) -> Iterator[str]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        if before != after:
            yield f"{_shown(before)} → {_shown(after)}"
        return
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one == other or key.startswith("x-") or key in ("required", "properties", "$defs"):
            if key == "required" and isinstance(one, bool | None) and one != other:
                yield "is required now" if other else "is no longer required"
        elif key in _DESCRIPTIVE:
            yield f"other {key}"
        elif isinstance(one, list) and isinstance(other, list):
            yield from _lists(key, one, other)
        elif key == "schema":
            yield from _differences(one, other)
        else:
            yield f"{key} {_shown(one)} → {_shown(other)}"


def _lists(key: str, before: list[Any], after: list[Any]) -> Iterator[str]:
    gone, come = [x for x in before if x not in after], [x for x in after if x not in before]
    if gone:
        yield f"{key} loses {', '.join(map(_shown, gone))}"
    if come:
        yield f"{key} gains {', '.join(map(_shown, come))}"
    if not gone and not come:
        yield f"{key} in another order"


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, dict) and isinstance(value.get("$ref"), str):
        return str(value["$ref"].rpartition("/")[2])
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _required(pointer: str, here: Snapshot) -> bool:
    schema, found, name = pointer.rpartition("/properties/")
    return bool(found) and name in ((here.raw(schema) or {}).get("required") or ())


def _renamed(pointer: str, old: Snapshot, new: Snapshot) -> str:
    """Say which new member has the shape of one that went."""
    found = twin(pointer, old, new)
    name = tokens(found)[-1] if found else ""
    return f"; `{name}` is new and has its shape, so it may be renamed" if found else ""


def twin(pointer: str, old: Snapshot, new: Snapshot) -> str:
    """Return where a new member stands that has the shape of the one at `pointer`, which went; else ""."""
    above = pointer.rpartition("/")[0]
    was, now = old.raw(above), new.raw(above)
    if new.has(pointer) or not isinstance(was, dict) or not isinstance(now, dict):
        return ""
    same = (name for name, value in now.items() if value == old.raw(pointer) and name not in was)
    return next((join(above, name) for name in same), "")


def hits(pointer: str, here: Snapshot) -> str:
    """Return who meets the node: by operation, or by variant and by what is done with it."""
    path = tokens(pointer)
    if path[:1] == ["paths"] and len(path) > 2:
        if name := webhook(pointer):
            return f"who receives the webhook {name}"
        operation = here.raw(join("", *path[:3]))
        return f"who calls {operation.get('operationId', path[1])}" if operation else everybody(here)
    in_request, in_response = sides(pointer, here)
    verbs = [verb for verb, is_so in (("create", in_request), ("read", in_response)) if is_so]
    return f"who {' or '.join(f'{v}s' for v in verbs)} {tasks(pointer, here)}" if verbs else everybody(here)


def tasks(pointer: str, here: Snapshot) -> str:
    """Return the tasks that meet the node, by variant."""
    variants = here.variants(pointer)
    return "any task" if variants in (set(), {*here.contract["variants"]}) else f"tasks of {listed(variants)}"


def everybody(here: Snapshot) -> str:
    """Return the words for all users of an API."""
    return f"everybody who uses {here.api}"


def sides(pointer: str, here: Snapshot) -> tuple[bool, bool]:
    """Return whether requests, and whether responses, reach the node."""
    in_request, in_response = (any(f"{pointer}/".startswith(f"{p}/") for p in side) for side in here.sides)
    parameter = re.match(r"/(components|paths/[^/]+(/[a-z]+)?)/parameters/", pointer)
    return in_request or bool(parameter), in_response


# Rule → how a maintainer avoids it in a request, and in a response.
_AVOID = [
    (
        r"path-removed|^api-|operation-removed",
        *["Keep the operation, deprecated, while the vendor answers."] * 2,
    ),
    (r"response-(removed|success|header)|-header-", *["Keep it documented while it may come."] * 2),
    (r"one-of-removed", *["Keep the variant, deprecated, while the vendor has such tasks."] * 2),
    (
        r"parameter-removed|property-removed",
        "Keep it, optional and deprecated, while the vendor takes it.",
        "Keep it, optional, beside what comes instead: readers cope with a field that never comes.",
    ),
    (
        r"required|optional",
        "Leave it optional if the vendor takes requests without it.",
        "Leave it required unless a response without it was seen.",
    ),
    (r"enum", "Keep the value: the vendor refuses it by himself.", ""),
    (
        r"constraint|-(max|min|pattern|length|const)",
        "State a limit only if a source does: the vendor refuses the rest by himself.",
        "",
    ),
    (r"type|nullable|combinator|-of-", "Allow the old one as well, with anyOf.", ""),
    (r"server", *["Keep the old server in the list while it answers."] * 2),
    (r"security", *["Add the new scheme beside the old one."] * 2),
    (r"operation-id", *["Keep the operationId: it names the function in every client."] * 2),
]
ELSE = "Not possible if the vendor did it: take the version step, and say in the fragment what to do."


def avoid(rules: tuple[str, ...], in_request: bool) -> str:
    """Return how to avoid what the rules found in a request, or in a response."""
    for pattern, in_requests, in_responses in _AVOID:
        if any(re.search(pattern, rule) for rule in rules):
            return (in_requests if in_request else in_responses) or ELSE
    return ELSE
