"""The tables of a document: errors, limits, sockets, what becomes of an API, sources."""

from __future__ import annotations

from typing import Any

from codegen.document.walk import at, bodies
from codegen.rules.keywords import quoted
from codegen.rules.names import parameters, schemas_of
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import find, join


@rule("error-twice", "effective", hint="correct the status or the code; tell two apart with match")
def _error_twice(spec: Spec) -> Messages:
    """An entry of `x-errors` for a status and a code that an earlier entry has.

    The first one counts: the second is never read, and one of the two codes is wrong.
    """
    seen: dict[tuple[Any, ...], int] = {}
    for i, entry in enumerate(spec.document.get("x-errors", [])):
        key = (entry["place"], entry.get("status"), entry.get("code"), str(entry.get("match")))
        if seen.setdefault(key, i) != i:
            keyword = next((k for k in ("code", "status") if entry.get(k) is not None), "place")
            yield f"/x-errors/{i}/{keyword}", f"the entry {seen[key]} of this table is about the same error"


@rule("reply-ok", "effective", hint="correct the code, or list it in ok of x-reply")
def _reply_ok(spec: Spec) -> Messages:
    """The example of a good response whose code `x-reply` does not list as good.

    The client would raise an error for a reply that went well, and lose the task in it.
    """
    code = spec.document.get("x-reply", {}).get("code", {})
    found = {
        f"{where}/value{pointer}": value
        for operation in spec.operations
        for status, media in bodies(spec.document, operation, "response")
        for _, where, body in (spec.examples_on(media) if status.startswith("2") else ())
        for pointer in code.get("at", [])
        if (value := find(body, pointer)) is not None
    }
    if found and not any(value in code["ok"] for value in found.values()):
        yield "/x-reply/code/ok", f"no example has one of these, but {sorted({*map(repr, found.values())})}"
        return
    for pointer, value in found.items():
        if value not in code["ok"]:
            yield pointer, f"{value!r} is not among the good codes, {code['ok']}"


@rule("limit-name", "effective", hint="name a variant, a field of its request and a code of x-errors")
def _limit_name(spec: Spec) -> Messages:
    """An entry of `x-limits` for a variant, a field or a code that does not exist.

    The mock would never refuse what the API refuses.
    """
    known = {value["x-variant"] for _, _, value in spec.schemas if "x-variant" in value}
    codes = [entry.get("code") for entry in spec.document.get("x-errors", [])]
    requests = [schema for operation in spec.operations for schema in schemas_of(spec, operation, "request")]
    for i, limit in enumerate(spec.document.get("x-limits", [])):
        for j, name in enumerate(limit.get("variants", [])):
            if name not in known:
                yield f"/x-limits/{i}/variants/{j}", f"there is no variant {name!r}"
        for name in limit.get("where", {}):
            if not any(at(spec.document, schema, [name]) for schema in requests):
                yield join("/x-limits", i, "where", name), f"no request has a field {name!r}"
        if "code" in limit and limit["code"] not in codes:
            yield f"/x-limits/{i}/code", f"the table of errors has no code {limit['code']!r}"


@rule("socket", "effective", hint="name the parameter as Get Task does, and end the URL with the path")
def _socket(spec: Spec) -> Messages:
    """A socket whose URL does not end with its path, or that follows a task it does not name.

    The mock serves the path, and people open the URL.
    """
    polled = [o for o in spec.operations if "x-task-lifecycle" in o.value]
    names = {str(p.get("name")) for operation in polled for p in parameters(spec, operation)}
    for i, socket in enumerate(spec.document.get("x-websocket", [])):
        if not socket.get("url", socket["path"]).endswith(socket["path"]):
            yield f"/x-websocket/{i}/path", f"the URL does not end with {socket['path']!r}"
        elif socket["follows"] == "task" and not any(f"{{{name}}}" in socket["path"] for name in names):
            yield f"/x-websocket/{i}/path", f"the path names no task by {quoted(names)}"


@rule(
    "unsourced",
    "effective",
    hint="add x-sources to the schema, or to each of its properties",
    severity="note",
)
def _unsourced(spec: Spec) -> Messages:
    """An object whose fields have no source.

    Nobody could check them when the vendor changes a page.
    """
    for name, schema in spec.document.get("components", {}).get("schemas", {}).items():
        if not isinstance(schema, dict) or schema.get("x-sources"):
            continue
        fields = schema.get("properties", {}).values()
        if not all(isinstance(field, dict) and field.get("x-sources") for field in fields):
            yield join("/components/schemas", name), f"no source says what {name} has"
