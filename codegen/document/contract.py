"""`contract.json`: what the runtime reads of an effective spec, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from codegen.document.dispatch import Example, Lifecycle, Member, creators, examples, lifecycles, members
from codegen.document.extraction import variants
from codegen.document.walk import Node, Operation, bodies, closure, follow, operations
from codegen.rules.guards import snake_case
from codegen.sources.source import join

_SURE = ("documented", "observed", "reported", "inferred")


def contract(api: str, document: Any, infos: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return the contract of `api`; `infos` holds the title of each variant.

    The document has passed the guards: it has one state table and one security scheme.
    """
    lifecycle = next(iter(lifecycles(document)))
    info = document["info"]
    return {
        "api": api,
        "title": info["title"],
        "version": info["version"],
        "servers": [{"url": s["url"], "region": s.get("x-region")} for s in document.get("servers", [])],
        "auth": _auth(document),
        "operations": {snake_case(o.value["operationId"]): _operation(o) for o in operations(document)},
        "reply": document.get("x-reply"),
        "lifecycle": lifecycle.table,
        "dispatch": {"properties": _dispatch(document), "fallback": None},
        "variants": _variants(document, lifecycle, infos),
        "errors": document.get("x-errors", []),
        "deprecated": info.get("x-shutdown"),
    }


def fallback(client_view: Any) -> str | None:
    """Return the class that the client decodes unknown tasks to, None if there is none."""
    for union in _unions(client_view, "response"):
        if found := union.value["x-dispatch"].get("fallback"):
            return str(found).rpartition("/")[2]
    return None


def _operation(operation: Operation) -> dict[str, Any]:
    # A host of its own; None where it is one of the API's.
    own = [server["url"] for server in operation.value.get("servers", [])]
    return {"method": operation.method.upper(), "path": operation.path, "server": own[0] if own else None}


def _auth(document: Any) -> dict[str, Any]:
    (scheme,) = document["components"]["securitySchemes"].values()
    if scheme["type"] == "http":
        header, prefix = "Authorization", scheme["scheme"].capitalize()
    else:
        header, prefix = scheme["name"], None
    return {"header": header, "scheme": prefix, "env": scheme["x-env"]}


def _unions(document: Any, side: str) -> Iterator[Node]:
    """Yield the schemas with `x-dispatch` that 2xx replies, or requests, reach."""
    for operation in operations(document):
        for status, media in bodies(document, operation, side):
            if status[:1] in ("", "2"):
                for node in closure(document, [media]):
                    if node.kind == "schema" and "x-dispatch" in (node.value or {}):
                        yield node


def _dispatch(document: Any) -> list[str]:
    found = (union.value["x-dispatch"].get("properties", []) for union in _unions(document, "response"))
    return next((names for names in found if names), [])


def _variants(
    document: Any, lifecycle: Lifecycle, infos: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, Any]]:
    replies = [m for u in _unions(document, "response") for m in members(document, u)]
    requests = [m for u in _unions(document, "request") for m in members(document, u)]
    requests += [m for _, m in creators(document, _dispatch(document))]
    creates = {
        variant: snake_case(operation.value["operationId"])
        for operation in operations(document)
        for variant in _asked(document, operation)
    }
    held = examples(document)
    # Where one schema serves all variants, requests alone tell them apart.
    shared = not any(m.variant for m in replies)
    result = {}
    for name in variants(document):
        asked = _named(requests, name)
        mine = [replace(m, values=a.values) for a in asked for m in _tasks(lifecycle)] if shared else []
        mine = mine or _named(replies, name)
        results = [list(results_of(document, m.node)) for m in mine]
        said = [m.node.value["x-results"] for m in asked if "x-results" in m.node.value]
        mine_held = [e for e in held if e.variant == name]
        models = {m.name: m for m in mine}
        result[name] = {
            "title": infos[name]["title"],
            "match": _unique([list(values) for m in mine for values in m.tuples]),
            "required": _unique([m.required for m in mine if not m.tuples and not shared]),
            "tasks": list(models),
            "models": [
                {
                    "name": model,
                    "match": _unique([list(v) for m in mine if m.name == model for v in m.tuples]),
                    "required": m.required,
                }
                for model, m in models.items()
            ],
            "requests": _unique([m.name for m in asked]),
            "create": creates.get(name),
            "example": next((e.value for e in mine_held if e.side == "request"), None),
            "assets": _unique([r.asset for rs in results for r in rs]),
            "results": _unique([key for r in said for key in r["keys"]]),
            "backed": any(_backs(lifecycle, e) for e in mine_held)
            or (not shared and any(r.confidence == "observed" for rs in results for r in rs)),
            "sources": _unique([s for m in [*mine, *asked] for s in m.node.value.get("x-sources", [])]),
            "confidence": _weakest(
                _sure(asked),
                "documented" if shared else _sure(mine),
                _strongest(
                    [r["x-confidence"] for r in said]
                    if shared
                    else [r.confidence for rs in results for r in rs]
                ),
            ),
        }
    return result


def _tasks(lifecycle: Lifecycle) -> list[Member]:
    return [Member(n, None, [], list(n.value.get("required", []))) for n in lifecycle.tasks]


def _asked(document: Any, operation: Operation) -> set[str]:
    """Return the variants that an operation creates."""
    media = [m for _, m in bodies(document, operation, "request")]
    schemas = [n.value for n in closure(document, media) if n.kind == "schema"]
    return {s["x-variant"] for s in schemas if isinstance(s, dict) and "x-variant" in s}


def _backs(lifecycle: Lifecycle, example: Example) -> bool:
    """Whether this is a task that a vendor finished: shown by its page, or recorded."""
    sure = example.fields.get("x-confidence", "documented") in ("documented", "observed")
    return example.side == "response" and sure and lifecycle.phase(example.value) == "succeeded"


def _sure(found: list[Member]) -> str:
    return _strongest([m.node.value.get("x-confidence", "documented") for m in found])


def _strongest(sure: list[str]) -> str:
    return min(sure, key=_SURE.index, default="documented")


def _weakest(*sure: str) -> str:
    return max(sure, key=_SURE.index)


def _named(found: list[Member], variant: str) -> list[Member]:
    return list({m.node.pointer: m for m in found if m.variant == variant}.values())


def _unique(items: list[Any]) -> list[Any]:
    return [item for i, item in enumerate(items) if item not in items[:i]]


class Result(NamedTuple):
    """The URL of a result: its JSON Pointer in the task, what `x-asset` says, how that is known."""

    at: str
    said: dict[str, Any]
    confidence: str

    @property
    def asset(self) -> dict[str, Any]:
        """The result as the client reads it."""
        return {
            "at": self.at,
            "kind": self.said["kind"],
            "media_types": self.said["media-types"],
            "retention": self.said["retention"]["seconds"],
        }


def results_of(document: Any, schema: Node) -> Iterator[Result]:
    """Yield the results that an instance of `schema` may hold.

    In a pointer `*` is every item of an array or every value of a map.
    """
    yield from _results(document, schema, "", "documented", frozenset())


def _results(document: Any, node: Node, pointer: str, sure: str, above: frozenset[str]) -> Iterator[Result]:
    if isinstance(node.value, dict):
        sure = node.value.get("x-confidence", sure)
    node = follow(document, node)
    if not isinstance(node.value, dict) or node.pointer in above:
        return
    above |= {node.pointer}
    # What has no mark of its own has that of the nearest thing around it.
    sure = node.value.get("x-confidence", sure)
    if asset := node.value.get("x-asset"):
        yield Result(pointer, asset, sure)
    for keyword in ("allOf", "anyOf", "oneOf"):
        for i, part in enumerate(node.value.get(keyword, [])):
            below = Node(join(node.pointer, keyword, i), "schema", part)
            yield from _results(document, below, pointer, sure, above)
    for name, part in node.value.get("properties", {}).items():
        below = Node(join(node.pointer, "properties", name), "schema", part)
        yield from _results(document, below, join(pointer, name), sure, above)
    for keyword in ("items", "additionalProperties"):
        below = Node(join(node.pointer, keyword), "schema", node.value.get(keyword))
        yield from _results(document, below, join(pointer, "*"), sure, above)
