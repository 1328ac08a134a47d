"""`x-migration`: names of this API, and of the one that follows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.document.lifecycle import lifecycles
from codegen.document.walk import Node, at
from codegen.rules.keywords import values_of
from codegen.rules.names import schemas_of
from codegen.rules.rule import Messages, Spec, rule

# Sections that name fields: a body that was never seen may have had what nothing follows.
_FIELDS = ("request-fields", "reply-fields", "task-fields", "output-fields")


@rule("migration-name", "effective", hint="write the name as this API has it", after=("socket",))
def _migration_name(spec: Spec) -> Messages:
    """A name in `x-migration` that its API does not have: of an operation, a type, a field or a status.

    The page would lead from something that nobody uses, or to something that is not there.
    """
    table = spec.document.get("x-migration", {})
    types = {entry.get("from") for entry in table.get("types", [])}
    for section, i, move in _moves(table):
        if move["from"] is None or (section in _FIELDS and move["to"] is None):
            continue
        if not _has(spec, section, move["from"]):
            yield f"/x-migration/{section}/{i}/from", f"this API has no {move['from']!r}"
    for i, move in enumerate(table.get("request-fields", [])):
        for j, name in enumerate(move.get("of", [])):
            if name not in types:
                yield f"/x-migration/request-fields/{i}/of/{j}", f"there is no type {name!r} in this table"


def unknown_targets(document: dict[str, Any], successor: dict[str, Any]) -> Messages:
    """Yield the names in the migration table of an API that the effective document of its successor lacks."""
    spec = Spec(successor, "effective")
    for section, i, move in _moves(document.get("x-migration", {})):
        if move["to"] is not None and not _has(spec, section, move["to"]):
            yield f"/x-migration/{section}/{i}/to", f"{document['x-migration']['to']} has no {move['to']!r}"


def _moves(table: dict[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for section, moves in table.items():
        for i, move in enumerate(moves if isinstance(moves, list) else ()):
            if isinstance(move, dict):
                yield section, i, move


def _has(spec: Spec, section: str, name: Any) -> bool:
    """Return whether an API has what one section of a migration table names."""
    states = [*lifecycles(spec.document)]
    if section == "operations":
        sockets = [f"WebSocket {socket['path']}" for socket in spec.document.get("x-websocket", [])]
        return name in sockets or name in [f"{o.method.upper()} {o.path}" for o in spec.operations]
    if section == "types":
        # A type is a value that tells tasks apart, or the path of the operation that creates them.
        return name in [o.path for o in spec.operations] or name in _types(spec)
    if section == "statuses":
        return any(name in found.table["statuses"] for found in states)
    if section == "errors":
        return any(entry.get("code") == name for entry in spec.document.get("x-errors", []))
    return any(at(spec.document, schema, [name]) for schema in _described(spec, section))


def _types(spec: Spec) -> set[Any]:
    properties = {
        name for _, _, value in spec.schemas for name in value.get("x-dispatch", {}).get("properties", [])
    }
    sent = [schema for operation in spec.operations for schema in schemas_of(spec, operation, "request")]
    fields = [node for schema in sent for name in properties for node in at(spec.document, schema, [name])]
    found = {value for field in fields for value in values_of(field.value)}
    return found | {value.get("x-match", {}).get(name) for _, _, value in spec.schemas for name in properties}


def _described(spec: Spec, section: str) -> Iterator[Node]:
    """Yield the schemas of what the fields of a section stand in."""
    for operation in spec.operations if section == "request-fields" else ():
        yield from schemas_of(spec, operation, "request")
    for found in lifecycles(spec.document):
        if section == "task-fields":
            yield from found.tasks
        elif section == "output-fields":
            yield from spec.at_field(found.tasks, found.table, "output")
    if section == "reply-fields":
        # The envelope, or what stands in it.
        yield from (node for node in spec.schemas if "properties" in node.value)
