"""An API as its effective spec describes it."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gettask.mock.spec.document import Document, Schema, UnsupportedSpecError
from gettask.mock.spec.lifecycle import Lifecycle, Result
from gettask.mock.spec.operation import (
    JSON,
    Action,
    Auth,
    BulkCancel,
    Operation,
    Parameter,
    ParsedBody,
    RequestBody,
    TaskBatch,
    TaskList,
    Uploading,
)
from gettask.mock.spec.validator import shorten

MARKED = {
    "x-bulk-cancel": Action.BULK_CANCEL,
    "x-task-list": Action.LIST,
    "x-task-batch": Action.BATCH,
    "x-upload": Action.UPLOAD,
    "x-presign": Action.UPLOAD,
    "x-balance": Action.BALANCE,
    "x-cancel": Action.CANCEL,
}
"""What an operation with one of these extensions does."""
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
PACKAGES = "gettask.apis"
"""The entry points under which packages of APIs register themselves."""


@dataclass(eq=False)
class Api:
    """One vendor's API.

    Raises:
        UnsupportedSpecError: for a spec that asks for what the mock cannot do.
    """

    name: str
    spec: Schema
    as_observed: bool = False
    """Whether mistakes that the API is known to accept are accepted."""
    document: Document = field(init=False)
    operations: list[Operation] = field(init=False)

    def __post_init__(self) -> None:
        self.document = Document(self.spec)
        self.operations = list(self._operations())

    @property
    def base_path(self) -> str:
        """The path of the API's first server, which precedes every path."""
        return _base_path(self.spec)

    @cached_property
    def get_task(self) -> Operation | None:
        """The operation that polls a task, None if the API has none."""
        return next((each for each in self.operations if each.action is Action.POLL), None)

    @property
    def poll(self) -> Operation:
        """The operation that polls a task, for an API that has one."""
        assert self.get_task is not None
        return self.get_task

    @cached_property
    def lifecycle(self) -> Lifecycle:
        """The state table, for an API that has tasks."""
        assert self.poll.lifecycle is not None
        return self.poll.lifecycle

    @cached_property
    def task_schema(self) -> Any:
        """The schema of a task in the response of Get Task."""
        return self.task_in(self.poll.schema(self.poll.success))

    def task_in(self, schema: Any) -> Any:
        """The schema of the task in a response: a part of the response, or all of it."""
        task = self.document.schema_at(schema, self.lifecycle.task)
        return schema if task is None else task

    def errors(self, place: str) -> Iterator[Mapping[str, Any]]:
        """The entries of `x-errors` for responses (`http`) or for tasks (`task`)."""
        return (error for error in self.spec.get("x-errors", ()) if error["place"] == place)

    def error(self, place: str, code: str) -> Mapping[str, Any] | None:
        """The entry of `x-errors` with this code, None if there is none."""
        return next((error for error in self.errors(place) if str(error["code"]) == code), None)

    def check_code(self, code: Any) -> None:
        """Check that some task can fail with this code; None is not a code.

        Raises:
            ValueError: if no task can.
        """
        if code is None or "error.code" not in self.lifecycle.fields:
            return
        places = self.lifecycle.fields["error.code"].at
        tasks = self.document.members(self.task_schema)
        schemas = [self.document.schema_at(task, at) for task in tasks for at in places]
        problems = [self.document.validate(schema, code) for schema in schemas if schema is not None]
        if problems and all(problems):
            raise ValueError(f"no task can fail with the code {shorten(json.dumps(code))}: {problems[0]}")

    @cached_property
    def variants(self) -> list[str]:
        """The variants of tasks, as `x-variant` names them: first those that can be created."""
        schemas = [self.poll.schema(self.poll.success), self.task_schema] if self.get_task else []
        members = (member for schema in schemas for member in self.document.members(schema))
        shown = (self.document.flat(member).get("x-variant") for member in members)
        return list(dict.fromkeys([*self.request_fields, *(name for name in shown if name is not None)]))

    @cached_property
    def request_fields(self) -> Mapping[str, Set[str]]:
        """The fields that requests may have, for each variant that can be created."""
        found: dict[str, set[str]] = {}
        for schema in (schema for body in self._create_bodies() for schema in body.schemas.values()):
            for member in self.document.members(schema):
                if variant := self.document.flat(member).get("x-variant"):
                    found.setdefault(variant, set()).update(self.document.property_names(member))
        return found

    def example(self, variant: str | None) -> ParsedBody | None:
        """The first example of a request that creates a task of the variant, None if there is none."""
        for body in self._create_bodies():
            for parsed in map(body.match, body.examples):
                if isinstance(parsed, ParsedBody) and self.variant_of(parsed.schema) == variant:
                    return parsed
        return None

    def request(self, variant: str | None, value: Any) -> ParsedBody | None:
        """The body as a request that creates a task of the variant, None if it is no such request."""
        for body in self._create_bodies():
            if JSON in body.schemas:
                parsed = body.match(value)
                if isinstance(parsed, ParsedBody) and self.variant_of(parsed.schema) == variant:
                    return parsed
        return None

    def variant_of(self, schema: Any) -> str | None:
        """The variant that a schema is of, None if it names none."""
        variant: str | None = self.document.flat(schema).get("x-variant")
        return variant

    def tags_and_fields(self, body: ParsedBody) -> tuple[dict[str, Any], dict[str, Any]]:
        """The properties that name the kind of task that a body creates; and these with all others."""
        tags = self.document.task_tags(body.schema, body.value)
        return tags, (body.value if isinstance(body.value, dict) else {}) | tags

    def _create_bodies(self) -> Iterator[RequestBody]:
        for operation in self.operations:
            if operation.action is Action.CREATE and operation.body is not None:
                yield operation.body

    def _operations(self) -> Iterator[Operation]:
        items = {path: self.document.resolve(item) for path, item in self.spec.get("paths", {}).items()}
        polled = {path for path, item in items.items() if any(_polls(item.get(method)) for method in METHODS)}
        polls = [item[m] for item in items.values() for m in METHODS if _polls(item.get(m))]
        names = {raw.get("operationId") for raw in polls}
        tables = [self.document.resolve(raw["x-task-lifecycle"]) for raw in polls]
        found = (Result.read(table["result"]) for table in tables if "result" in table)
        results = {result.operation: result for result in found}
        for path, item in items.items():
            for method in METHODS:
                if method not in item:
                    continue
                raw = item[method]
                lifecycle = self.document.resolve(raw.get("x-task-lifecycle"))
                bulk_cancel = raw.get("x-bulk-cancel")
                closed = "x-ignores-unknown-fields" in raw and not self.as_observed
                listed = [*item.get("parameters", ()), *raw.get("parameters", ())]
                parameters = tuple(self._parameters(listed))
                yield Operation(
                    api=self.name,
                    document=self.document,
                    name=raw.get("operationId", f"{method} {path}"),
                    method=method.upper(),
                    path=_base_path(raw, item, self.spec) + path,
                    action=Action.RESULT
                    if raw.get("operationId") in results
                    else self._action(raw, method == "delete" and path in polled, names),
                    parameters=parameters,
                    task_in=self._task_in(raw, listed),
                    created=self._created(raw, names),
                    body=self._body(raw.get("requestBody"), closed),
                    responses={str(status): response for status, response in raw["responses"].items()},
                    auth=tuple(self._auth(raw.get("security", self.spec.get("security", ())))),
                    lifecycle=None if lifecycle is None else Lifecycle.read(lifecycle),
                    bulk_cancel=bulk_cancel
                    and BulkCancel(bulk_cancel["before"], bulk_cancel.get("where", {})),
                    task_list=TaskList.read(raw["x-task-list"], parameters) if "x-task-list" in raw else None,
                    batch=TaskBatch.read(raw["x-task-batch"]) if "x-task-batch" in raw else None,
                    uploading=_uploading(raw),
                    removes=isinstance(raw.get("x-cancel"), dict) and raw["x-cancel"]["removes"],
                    result=results.get(raw.get("operationId")),
                    balance=raw["x-balance"]["left"]["at"][0] if "x-balance" in raw else None,
                )

    def _action(self, raw: Schema, deletes_task: bool, poll_names: Set[str]) -> Action:
        """What an operation does: it creates if marked or linked to Get Task, and cancels by DELETE."""
        if _polls(raw):
            return Action.POLL
        if deletes_task:
            return Action.CANCEL
        for mark, action in MARKED.items():
            if mark in raw:
                return action
        linked = next(self._links(raw, poll_names), None) is not None
        return Action.CREATE if linked or "x-create" in raw else Action.NONE

    def _links(self, raw: Schema, poll_names: Set[str]) -> Iterator[Schema]:
        """The links from the successful response of an operation to Get Task."""
        responses = raw["responses"]
        success: Any = next((responses[status] for status in responses if str(status).startswith("2")), {})
        for link in map(self.document.resolve, self.document.resolve(success).get("links", {}).values()):
            if link.get("operationId") in poll_names:
                yield link

    def _created(self, raw: Schema, poll_names: Set[str]) -> tuple[str, str] | None:
        """Where the response to a create request has the id, by the expression of its link."""
        links = self._links(raw, poll_names)
        for value in (str(value) for link in links for value in link.get("parameters", {}).values()):
            if value.startswith("$response.body#"):
                return "body", value.partition("#")[2]
            if value.startswith("$response.header."):
                return "header", value.removeprefix("$response.header.").lower()
        return None

    def _task_in(self, raw: Schema, parameters: list[Any]) -> tuple[str, str] | None:
        """Where Get Task has the id if not in its path: `query` or `body`, and the name there."""
        if not _polls(raw):
            return None
        resolved = [self.document.resolve(parameter) for parameter in parameters]
        if any(parameter["in"] == "path" for parameter in resolved):
            return None
        query = [each["name"] for each in resolved if each["in"] == "query" and each.get("required")]
        if query:
            return "query", query[0]
        body = self.document.resolve(raw.get("requestBody", {})).get("content", {}).get(JSON, {})
        names = self.document.flat(body.get("schema")).get("required", ())
        return ("body", names[0]) if names else None

    def _parameters(self, listed: list[Any]) -> Iterator[Parameter]:
        for raw in map(self.document.resolve, listed):
            place, name = raw["in"], raw["name"]
            if place == "header":
                name = name.lower()
            elif place != "query":
                continue
            yield Parameter(self.document, name, place, raw.get("required", False), raw.get("schema", {}))

    def _body(self, raw: Any, closed: bool) -> RequestBody | None:
        if raw is None:
            return None
        raw = self.document.resolve(raw)
        content = raw.get("content", {})
        schemas = {media_type: body.get("schema", {}) for media_type, body in content.items()}
        named = content.get(JSON, {}).get("examples", {}).values()
        examples = [self.document.resolve(example).get("value") for example in named]
        return RequestBody(self.document, raw.get("required", False), schemas, examples, closed)

    def _auth(self, security: Sequence[Schema]) -> Iterator[Auth]:
        schemes = self.spec.get("components", {}).get("securitySchemes", {})
        for name in dict.fromkeys(name for requirement in security for name in requirement):
            match self.document.resolve(schemes.get(name, {})):
                case {"type": "apiKey", "in": "header", "name": header, **others}:
                    prefix = others.get("x-prefix")
                    yield Auth(header.lower(), None if prefix is None else str(prefix).lower())
                case {"type": "http", "scheme": scheme} if scheme.lower() == "bearer":
                    yield Auth("authorization", "bearer")
                case _:
                    raise UnsupportedSpecError(f"{self.name}: the mock knows no security scheme like {name}")


def _uploading(raw: Schema) -> Uploading | None:
    rules = raw.get("x-upload") or raw.get("x-presign")
    if rules is None:
        return None
    return Uploading(rules["token"]["at"][0], rules["url"]["at"][0] if "url" in rules else None)


def _polls(raw: Schema | None) -> bool:
    return raw is not None and "x-task-lifecycle" in raw


def _base_path(*owners: Schema) -> str:
    """The path of the first server of the first owner that lists servers."""
    servers = next((owner["servers"] for owner in owners if owner.get("servers")), None)
    return urlsplit(servers[0]["url"]).path.rstrip("/") if servers else ""


@cache
def installed() -> Mapping[str, Api]:
    """Every API whose generated package is installed, by name."""
    packages = {each.name: each.value for each in sorted(entry_points(group=PACKAGES))}
    return {name: Api(name, spec) for name, package in packages.items() if (spec := _packaged(package))}


def _packaged(package: str) -> Any:
    # Found rather than imported: importing the package would load all its models.
    found = importlib.util.find_spec(package)
    for folder in (found and found.submodule_search_locations) or ():
        path = Path(folder, "openapi.json")
        if path.is_file():
            return json.loads(path.read_bytes())
    return None
