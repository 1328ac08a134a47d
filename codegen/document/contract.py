"""`contract.json`: what the runtime reads of an effective spec, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from codegen.document.assets import asset_fields
from codegen.document.dispatch import Member, creators, members
from codegen.document.examples import Example, examples
from codegen.document.extraction import variants
from codegen.document.lifecycle import Lifecycle, lifecycles, with_results
from codegen.document.names import snake_case
from codegen.document.prices import price_table
from codegen.document.task_parameter import constant_headers, created_id, takes_wait, task_parameter
from codegen.document.walk import Node, Operation, bodies, closure, operations

_CONFIDENCE = ("documented", "observed", "reported", "inferred")


def contract(api: str, document: Any, infos: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the contract of `api`; `infos` holds the title of each variant.

    The document has passed the rules: it has one state table and one security scheme.
    """
    document = with_results(document)
    lifecycle = next(iter(lifecycles(document)))
    info = document["info"]
    by_state = lifecycle.is_by_state(document)
    described = _Variants(document, lifecycle, by_state)
    return {
        "api": api,
        "title": info["title"],
        "version": info["version"],
        "servers": [{"url": s["url"], "region": s.get("x-region")} for s in document.get("servers", [])],
        "auth": _auth(document),
        "operations": {
            snake_case(o.value["operationId"]): _operation(document, o) for o in operations(document)
        },
        "created": created_id(document, lifecycle.table),
        **_result(lifecycle.table),
        "reply": document.get("x-reply"),
        "lifecycle": lifecycle.table,
        "dispatch": {
            "properties": [] if by_state else _dispatch(document),
            **({"states": _dispatch(document)} if by_state else {}),
            "fallback": None,
        },
        "variants": {name: described.describe(name, infos[name]["title"]) for name in variants(document)},
        "errors": document.get("x-errors", []),
        "deprecated": info.get("x-shutdown"),
    }


def result_keys(results: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys that the output of a finished task may have by `x-results`."""
    yield from results.get("keys", [])
    yield from (rule["key"] for rule in results.get("instead", []))


def fallback(client_view: Any) -> str | None:
    """Return the class that the client decodes unknown tasks to, None if there is none."""
    for union in _unions(client_view, "response"):
        if found := union.value["x-dispatch"].get("fallback"):
            return str(found).rpartition("/")[2]
    return None


def _operation(document: Any, operation: Operation) -> dict[str, Any]:
    # None: the operation is on the API's own servers.
    servers = [server["url"] for server in operation.value.get("servers", [])]
    return {
        "method": operation.method.upper(),
        "path": operation.path,
        "server": servers[0] if servers else None,
        "task": task_parameter(document, operation) if _is_about_task(operation) else None,
        "headers": constant_headers(document, operation),
        **({"removes": True} if _removes(operation) else {}),
        **({"waits": True} if takes_wait(document, operation) else {}),
    }


def _result(table: Mapping[str, Any]) -> dict[str, Any]:
    """The operation that answers the result of a task, by the name that operations have here."""
    rule = table.get("result")
    if rule is None:
        return {}
    facts = {key: rule[key] for key in ("at", "failed") if key in rule}
    return {"result": {"operation": snake_case(rule["operationId"]), **facts}}


def _removes(operation: Operation) -> bool:
    """Whether Get Task does not find the task that this operation cancelled."""
    mark = operation.value.get("x-cancel")
    return isinstance(mark, dict) and bool(mark.get("removes"))


def _is_about_task(operation: Operation) -> bool:
    return "x-task-lifecycle" in operation.value or "{" in operation.path


def _auth(document: Any) -> dict[str, Any]:
    (scheme,) = document["components"]["securitySchemes"].values()
    if scheme["type"] == "http":
        header, prefix = "Authorization", scheme["scheme"].capitalize()
    else:
        header, prefix = scheme["name"], scheme.get("x-prefix")
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


class _Variants:
    """The variants of a document: their tasks, requests, examples."""

    def __init__(self, document: Any, lifecycle: Lifecycle, by_state: bool) -> None:
        self._document = document
        self._lifecycle = lifecycle
        registry = document["info"].get("x-sources", {})
        self._read = {name: source["read"] for name, source in registry.items() if "read" in source}
        self._examples = examples(document)
        self._tasks = [m for u in _unions(document, "response") for m in members(document, u)]
        self._requests = [m for u in _unions(document, "request") for m in members(document, u)]
        self._requests += [m for _, m in creators(document, _dispatch(document))]
        self._creates = {
            variant: snake_case(operation.value["operationId"])
            for operation in operations(document)
            for variant in _created(document, operation)
        }
        # Where one schema of tasks serves all variants, their requests alone tell them apart.
        self._shared = not any(m.variant for m in self._tasks)
        # Where the values of a task tell its state, they do not tell its variant.
        self._by_state = [m for m in self._tasks if m.tuples and not m.variant] if by_state else []

    def describe(self, name: str, title: str) -> dict[str, Any]:
        """Return the entry of a variant in the contract."""
        requests = _of_variant(self._requests, name)
        tasks = self._tasks_of(name, requests)
        examples = [e for e in self._examples if e.variant == name]
        assets = [field for task in tasks for field in asset_fields(self._document, task.node)]
        results = [m.node.value["x-results"] for m in requests if "x-results" in m.node.value]
        sources = _unique([s for m in [*tasks, *requests] for s in m.node.value.get("x-sources", [])])
        marked = results if self._shared else [{"x-confidence": field.confidence} for field in assets]
        return {
            "title": title,
            "match": _unique([list(v) for m in tasks for v in m.tuples if m not in self._by_state]),
            "required": _unique([m.required for m in tasks if not m.tuples and not self._shared]),
            "tasks": _unique([m.name for m in tasks]),
            "models": self._models(tasks),
            "requests": _unique([m.name for m in requests]),
            "rules": [self._rule(m) for m in {m.name: m for m in requests}.values()],
            "create": self._creates.get(name),
            "example": next((e.value for e in examples if e.side == "request"), None),
            "assets": _unique([field.asset for field in assets]),
            "results": _unique([key for result in results for key in result_keys(result)]),
            "backed": any(_succeeded(self._lifecycle, e) for e in examples)
            or (not self._shared and any(field.confidence == "observed" for field in assets)),
            "sources": sources,
            "read": max((self._read[name] for name in sources if name in self._read), default=None),
            "confidence": _weakest(
                _strongest(m.node.value for m in requests),
                "documented" if self._shared else _strongest(m.node.value for m in tasks),
                _strongest(marked),
            ),
        }

    def _rule(self, request: Member) -> dict[str, Any]:
        value = request.node.value
        gone = value.get("x-deprecated") or {"note": "The vendor has deprecated it."}
        return {
            "name": request.name,
            "match": _unique([list(values) for values in request.tuples]),
            "prices": price_table(self._document, request.node),
            "deprecated": {key: gone.get(key) for key in ("note", "instead")}
            if value.get("deprecated")
            else None,
        }

    def _tasks_of(self, name: str, requests: list[Member]) -> list[Member]:
        if not self._shared:
            return _of_variant(self._tasks, name)
        if self._by_state:
            return self._by_state
        return [
            Member(task, None, request.values, list(task.value.get("required", [])))
            for request in requests
            for task in self._lifecycle.tasks
        ] or _of_variant(self._tasks, name)

    @staticmethod
    def _models(tasks: list[Member]) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "match": _unique([list(v) for m in tasks if m.name == name for v in m.tuples]),
                "required": task.required,
            }
            for name, task in {m.name: m for m in tasks}.items()
        ]


def _created(document: Any, operation: Operation) -> set[str]:
    """Return the variants that an operation creates."""
    media = [m for _, m in bodies(document, operation, "request")]
    schemas = [n.value for n in closure(document, media) if n.kind == "schema"]
    return {s["x-variant"] for s in schemas if isinstance(s, dict) and "x-variant" in s}


def _succeeded(lifecycle: Lifecycle, example: Example) -> bool:
    """Whether this is a task that succeeded at the vendor: shown by its page, or recorded."""
    trusted = example.fields.get("x-confidence", "documented") in ("documented", "observed")
    return example.side == "response" and trusted and lifecycle.phase(example.value) == "succeeded"


def _strongest(marked: Iterable[Mapping[str, Any]]) -> str:
    """Return the best `x-confidence` of some schemas; without a mark, it is the vendor's word."""
    levels = (value.get("x-confidence", "documented") for value in marked)
    return min(levels, key=_CONFIDENCE.index, default="documented")


def _weakest(*levels: str) -> str:
    return max(levels, key=_CONFIDENCE.index)


def _of_variant(found: list[Member], variant: str) -> list[Member]:
    return list({m.node.pointer: m for m in found if m.variant == variant}.values())


def _unique(items: list[Any]) -> list[Any]:
    return [item for i, item in enumerate(items) if item not in items[:i]]
