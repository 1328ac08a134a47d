"""The effective specification of an API as checks read it: operations, schemas, state table, confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from .._contract.contract import Contract, load
from .._contract.lifecycle import Field, Lifecycle, Phase
from .._contract.operation import Operation as Request
from .._contract.pointer import MISSING, escape, lookup, tokens
from .trace import Exchange, Trace

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")


@dataclass(frozen=True, eq=False)
class Operation:
    """An operation of the effective specification.

    Attributes:
        name: Its operationId.
        method: In upper case.
        path: The path template.
        at: JSON Pointer to it.
        data: What the specification says about it.
        pattern: Matches a path without the base path of the server.
    """

    name: str
    method: str
    path: str
    at: str
    data: Mapping[str, Any]
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Match:
    """An operation, and the path parameters of a request to it."""

    operation: Operation
    params: Mapping[str, str]


class Spec:
    """The effective specification of one API.

    Args:
        contract: The contract of the API.
        document: The document to read. Default: that of the contract.
        base_path: A further base path that a server has, such as one behind a gateway.
    """

    def __init__(
        self, contract: Contract, document: Mapping[str, Any] | None = None, *, base_path: str = ""
    ) -> None:
        self.contract = contract
        self._base_path = base_path
        self.document = contract.spec if document is None else document
        self.lifecycle: Lifecycle = contract.lifecycle
        self.operations = tuple(self._operations())
        self._matches: dict[tuple[str, str], Match | None] = {}
        self._responses: dict[tuple[Operation, int], tuple[str, Mapping[str, Any]] | None] = {}
        self._fields: Mapping[str, Field] = {
            **self.lifecycle.fields,
            **{f"error.{name}": field for name, field in self.lifecycle.error.items()},
        }
        self._confidence: dict[str, tuple[str, tuple[str, ...]]] = {}

    def _operations(self) -> Iterator[Operation]:
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    text = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path).replace("\\_", "_"))
                    at = f"/paths/{escape(path)}/{method}"
                    data = item[method]
                    name = data.get("operationId", f"{method} {path}")
                    yield Operation(name, method.upper(), path, at, data, re.compile(text))

    @cached_property
    def get_task(self) -> Operation:
        """The operation with the state table."""
        return next(each for each in self.operations if "x-task-lifecycle" in each.data)

    @cached_property
    def cancel(self) -> Operation | None:
        """The operation that cancels one task, None if there is none: `x-cancel`, or DELETE of the task."""
        marked = [each for each in self.operations if "x-cancel" in each.data]
        path = self.get_task.path
        deletes = [each for each in self.operations if each.path == path and each.method == "DELETE"]
        return next(iter([*marked, *deletes]), None)

    @cached_property
    def result(self) -> Operation | None:
        """The operation that answers the result of a task, None where Get Task does."""
        rule = self.contract.result
        sent = None if rule is None else self.contract.operations[rule.name]
        found = (o for o in self.operations if sent and (o.method, o.path) == (sent.method, sent.path))
        return next(found, None)

    @property
    def cancel_removes(self) -> bool:
        """Whether no poll finds a task that was cancelled."""
        return self.cancel is not None and isinstance(self.cancel.data.get("x-cancel"), dict)

    @cached_property
    def bulk_cancel(self) -> Operation | None:
        """The operation that cancels several tasks, None if there is none."""
        return next((each for each in self.operations if "x-bulk-cancel" in each.data), None)

    @cached_property
    def creates(self) -> frozenset[str]:
        """The names of the operations that create tasks."""
        known = {
            (operation.method, operation.path)
            for name, operation in self.contract.operations.items()
            if name in self.contract.creators
        }
        return frozenset(each.name for each in self.operations if (each.method, each.path) in known)

    @cached_property
    def base_paths(self) -> tuple[str, ...]:
        """The base paths of the servers, and none; the longest first."""
        urls = [server["url"] for server in self.document.get("servers", ())]
        urls += [server["url"] for each in self.operations for server in each.data.get("servers", ())]
        paths = {urlsplit(url).path.rstrip("/") for url in urls} | {""}
        paths |= {f"{self._base_path}{path}" for path in paths}  # a gateway may pass on the whole path
        return tuple(sorted(paths, key=len, reverse=True))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts of the servers."""
        servers = [*self.document.get("servers", ())]
        servers += [server for each in self.operations for server in each.data.get("servers", ())]
        return frozenset(urlsplit(server["url"]).hostname or "" for server in servers)

    def find(self, method: str, path: str) -> Match | None:
        """Return the operation of a request, None if the specification has none."""
        if (method, path) not in self._matches:
            if len(self._matches) > 20_000:
                self._matches.clear()
            self._matches[method, path] = self._find(method, path)
        return self._matches[method, path]

    def _find(self, method: str, path: str) -> Match | None:
        for base in self.base_paths:
            if not path.startswith(base):
                continue
            rest = path[len(base) :]
            for operation in self.operations:
                found = operation.pattern.fullmatch(rest) if operation.method == method else None
                if found:
                    return Match(operation, {name: unquote(text) for name, text in found.groupdict().items()})
        return None

    def constant_headers(self, method: str, path: str) -> dict[str, str]:
        """Return the headers that each request of an operation has, none for an unknown one."""
        match = self.find(method, path)
        sent = None if match is None else self.request_of(match.operation)
        return {} if sent is None else {name.lower(): value for name, value in sent.headers.items()}

    def request_of(self, operation: Operation) -> Request | None:
        """Return how the client sends an operation, None if it does not."""
        return self._requests.get((operation.method, operation.path))

    @cached_property
    def _requests(self) -> Mapping[tuple[str, str], Request]:
        """How the client sends each operation, by its method and path template."""
        return {(each.method, each.path): each for each in self.contract.operations.values()}

    def task_id(self, exchange: Exchange, operation: Operation, params: Mapping[str, str]) -> str | None:
        """Return the id of the task that a request names: in its path, query or body."""
        sent = self.request_of(operation)
        place = None if sent is None else sent.task
        if place is not None and place.place == "query":
            return exchange.query.get(place.name)
        if place is not None and place.place == "body":
            body = exchange.request_json
            found = body.get(place.name) if isinstance(body, dict) else None
            return None if found is None else str(found)
        return next(iter(params.values()), None)

    def created_id(self, exchange: Exchange, task: Mapping[str, Any] | None) -> str | None:
        """Return the id that a create answers: that of the task in it, or where its link to Get Task says."""
        created = self.contract.created
        if created is None:
            return None if task is None else self.id_of(task)
        value = created.read(exchange.response_json, exchange.response_headers)
        is_url = value is not None and value.startswith(("https://", "http://", "/"))
        return self.contract.operations["get_task"].id_in(value or "") if is_url else value

    def id_of(self, task: Mapping[str, Any]) -> str | None:
        """Return the id that a task object has."""
        field = self.field("id")
        value = None if field is None else field.read(task)
        return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None

    def status_of(self, task: Mapping[str, Any], exchange: Exchange | None) -> str | None:
        """Return the vendor's status of a task, which a poll may show outside of its body; None for none."""
        status, outside = self.lifecycle.read_status(task), self.lifecycle.outside
        if status is not None or outside is None or exchange is None:
            return status
        return outside.read(exchange.status, exchange.response_headers)

    def methods(self, path: str) -> frozenset[str]:
        """Return the methods that a path has."""
        return frozenset(method.upper() for method in METHODS if self.find(method.upper(), path))

    def resolve(self, node: Any) -> Any:
        """Return the object itself, or what its `$ref` points to."""
        while isinstance(node, dict) and "$ref" in node:
            node = lookup(self.document, node["$ref"].removeprefix("#"))
        return {} if node is MISSING else node

    def response(self, operation: Operation, status: int) -> Mapping[str, Any] | None:
        """Return what the specification says about a response, None if it does not list it."""
        found = self._response(operation, status)
        return None if found is None else found[1]

    def _response(self, operation: Operation, status: int) -> tuple[str, Mapping[str, Any]] | None:
        """Return JSON Pointer and description of a response, None if the operation does not list it."""
        if (operation, status) not in self._responses:
            responses = operation.data.get("responses", {})
            listed = (name for name in (str(status), f"{status // 100}XX", "default") if name in responses)
            name = next(listed, None)
            found = None
            if name is not None:
                reference = responses[name].get("$ref")
                at = f"{operation.at}/responses/{name}" if reference is None else reference.removeprefix("#")
                found = at, self.resolve(responses[name])
            self._responses[operation, status] = found
        return self._responses[operation, status]

    def request_schema(self, operation: Operation) -> tuple[str, Any] | None:
        """Return pointer and schema of the JSON body of a request, None if there is none."""
        at = f"{operation.at}/requestBody"
        body = operation.data.get("requestBody", {})
        if "$ref" in body:
            at, body = body["$ref"].removeprefix("#"), self.resolve(body)
        content = body.get("content", {}).get("application/json")
        return None if content is None else (f"{at}/content/application~1json/schema", content["schema"])

    def response_schema(self, operation: Operation, status: int) -> str | None:
        """Return the pointer to the schema of a JSON response, None if there is none."""
        found = self._response(operation, status)
        if found is None:
            return None
        at, response = found
        content = response.get("content", {}).get("application/json", {})
        return f"{at}/content/application~1json/schema" if "schema" in content else None

    def confidence(self, at: str) -> tuple[str, tuple[str, ...]]:
        """Return how the fact at a JSON Pointer is known, and its sources."""
        if at not in self._confidence:
            self._confidence[at] = self._find_confidence(at)
        return self._confidence[at]

    def _find_confidence(self, at: str) -> tuple[str, tuple[str, ...]]:
        node: Any = self.document
        known, sources = "documented", ()
        for token in tokens(at):
            node = self.resolve(node)
            node = lookup(node, f"/{escape(token)}")
            if node is MISSING:
                break
            for each in (node, self.resolve(node)) if isinstance(node, dict) else ():
                known = each.get("x-confidence", known)
                sources = tuple(each.get("x-sources", sources))
        return known, sources

    @property
    def table_at(self) -> str:
        """JSON Pointer to the state table."""
        return f"{self.get_task.at}/x-task-lifecycle"

    def field_at(self, name: str) -> str:
        """Return the JSON Pointer to a field of the state table."""
        return f"{self.table_at}/fields/{'/'.join(name.split('.'))}"

    def field(self, name: str) -> Field | None:
        """Return a field of the state table, such as `progress` or `error.code`; None if it has none."""
        return self._fields.get(name)

    def place(self, task: Mapping[str, Any], name: str) -> str:
        """Return the JSON Pointer to a field of the state table in a response with the task."""
        field = self.field(name)
        places = () if field is None else field.at
        found = next((at for at in places if lookup(task, at) is not MISSING), places[0] if places else "")
        return f"{self.lifecycle.task}{found}"

    def phase(self, status: str | None) -> Phase:
        """Return the phase of a vendor's status, UNKNOWN for one that the table does not list."""
        found = self.lifecycle.status(status)
        return Phase.UNKNOWN if found is None else found.phase

    def terminal(self, status: str | None) -> bool:
        """Return whether the table says that a status is terminal."""
        found = self.lifecycle.status(status)
        return found is not None and found.terminal

    @cached_property
    def reachable(self) -> Mapping[str, frozenset[str]]:
        """The statuses that may follow each status, directly or through statuses that no poll saw."""
        table = {
            name: frozenset(map(self.normal, each.next)) for name, each in self.lifecycle.statuses.items()
        }
        reached = dict(table)
        for _ in table:
            reached = {
                name: after.union(*(reached.get(each, frozenset()) for each in after))
                for name, after in reached.items()
            }
        return reached

    def normal(self, status: str) -> str:
        """Return a status as the table compares it."""
        return status if self.lifecycle.case_sensitive else status.strip().lower()


@cache
def spec_of(api: str) -> Spec:
    """Return the specification of an installed API.

    Raises:
        GettaskError: The package of the API is not installed.
        ValueError: There is no such API.
    """
    return Spec(load(api))


def spec_of_trace(trace: Trace) -> Spec:
    """Return the specification of the API of a trace, at the base path that its exchanges have.

    Raises:
        GettaskError: The package of the API is not installed.
        ValueError: There is no such API.
    """
    return spec_with(trace.api, trace.base_path)


@lru_cache(maxsize=16)
def spec_with(api: str, base_path: str) -> Spec:
    """Return the specification of an installed API, with a base path besides its own; empty for none."""
    usual = spec_of(api)
    return usual if base_path in usual.base_paths else Spec(usual.contract, base_path=base_path)


def spec_at(api: str, base_url: str) -> Spec:
    """Return the specification of an installed API on a server, which may have a base path of its own.

    Raises:
        GettaskError: The package of the API is not installed.
        ValueError: There is no such API.
    """
    return spec_with(api, urlsplit(base_url).path.rstrip("/"))
