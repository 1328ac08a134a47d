"""An API as its effective spec describes it: operations, what they take and what they answer."""

from __future__ import annotations

import importlib.util
import json
import pkgutil
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gettask.mock.lifecycle import Table
from gettask.mock.pointer import join
from gettask.mock.schema import Document, Fault, Schema, SpecError, shorten

JSON, FORM = "application/json", "multipart/form-data"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
PACKAGES = "gettask_"


@dataclass(frozen=True, slots=True)
class Auth:
    """A header that carries the key, bare or after a scheme."""

    header: str
    scheme: str | None

    def key(self, headers: Mapping[str, str]) -> str | None:
        """The key that a request shows, or None if there is none or it is malformed."""
        value = headers.get(self.header, "").strip()
        if self.scheme is not None:
            scheme, _, value = value.partition(" ")
            if scheme.lower() != self.scheme:
                return None
        return value.strip() or None

    def __str__(self) -> str:
        return f"{self.header}: {self.scheme or ''} <key>".replace("  ", " ")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query or header parameter."""

    document: Document
    name: str
    place: str
    required: bool
    schema: Any

    def fault(self, text: str | None) -> Fault | None:
        """What is wrong with the parameter as a request has it, None for what it does not have; or None."""
        if text is None:
            return Fault(self.name, f"is a required {self.place} parameter") if self.required else None
        fault = self.document.fault(self.schema, self._read(text))
        return fault and Fault(self.name, fault.problem)

    def _read(self, text: str) -> Any:
        if self.document.flat(self.schema).get("type") in ("integer", "number", "boolean"):
            try:
                return json.loads(text)
            except ValueError:
                pass
        return text


@dataclass(frozen=True, slots=True)
class Order:
    """A request body that the document allows, and the member of the request's union that it is."""

    value: Any
    schema: Any


@dataclass(frozen=True, slots=True)
class RequestBody:
    """What an operation takes."""

    document: Document
    required: bool
    schemas: Mapping[str, Any]
    """By media type."""
    examples: Sequence[Any] = ()
    """Those in JSON."""
    closed: bool = False
    """Whether fields that the schema does not list are refused."""

    def read(self, value: Any, media_type: str = JSON) -> Order | Fault:
        """The order that the value is, or what is wrong with it."""
        schema = self.schemas[media_type]
        candidates = self.document.members(schema)
        for name in self.document.dispatch(schema) if isinstance(value, dict) else ():
            tags = [self.document.tags(member, name) for member in candidates]
            pairs = zip(candidates, tags, strict=True)
            matching = [member for member, known in pairs if known is None or value.get(name) in known]
            if not matching:
                return _unknown(name, value, [tag for known in tags for tag in known or ()])
            candidates = matching
        faults = []
        for member in candidates:
            fault = self.document.fault(member, value) or self._unlisted(member, value)
            if fault is None:
                return Order(value, member)
            faults.append(fault)
        return max(faults, key=lambda fault: fault.pointer.count("/"))

    def _unlisted(self, member: Any, value: Any) -> Fault | None:
        if not self.closed or not isinstance(value, dict):
            return None
        listed = self.document.listed(member)
        name = next((name for name in value if name not in listed), None)
        return None if name is None else Fault(join([name]), "is no field of this request")


def _unknown(name: str, value: Mapping[str, Any], tags: Sequence[Any]) -> Fault:
    said = f"{shorten(json.dumps(value[name]))} is not one of" if name in value else "is required, one of"
    return Fault(join([name]), f"{said} {', '.join(dict.fromkeys(map(json.dumps, tags)))}")


@dataclass(frozen=True, slots=True)
class Sweep:
    """The `x-bulk-cancel` of an operation: which tasks it means."""

    before: str
    where: Mapping[str, str]

    def means(self, query: Mapping[str, str], body: Mapping[str, Any], created: float) -> bool:
        """Whether a request with this query means a task that was asked for so and created then."""
        named = all(query[name] in (every, body.get(name)) for name, every in self.where.items())
        return named and created < float(query[self.before])


@dataclass(frozen=True, eq=False)
class Operation:
    """One method of one path."""

    api: Api
    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    responses: Mapping[str, Any]
    auth: tuple[Auth, ...]
    table: Table | None
    """The state table, on the operation that looks at a task."""
    sweep: Sweep | None
    """Which tasks it cancels, on an operation that cancels several."""

    @property
    def document(self) -> Document:
        return self.api.document

    @property
    def lifecycle(self) -> Table:
        """The state table of an operation of which it is known that it looks at a task."""
        assert self.table is not None
        return self.table

    def check_code(self, code: Any) -> None:
        """Raise ValueError for a code, if there is one, that no task which it looks at can fail with."""
        fields, reply = self.lifecycle.fields, (self.content(self.success) or {}).get("schema")
        if code is None or "error.code" not in fields:
            return
        tasks = self.document.members(self.document.at(reply, self.lifecycle.task) or reply)
        schemas = [self.document.at(task, at) for task in tasks for at in fields["error.code"].at]
        faults = [self.document.fault(schema, code) for schema in schemas if schema is not None]
        if faults and all(faults):
            raise ValueError(f"no task can fail with the code {shorten(json.dumps(code))}: {faults[0]}")

    def response(self, status: int) -> Schema | None:
        """What is documented for the status, if anything is."""
        for name in (str(status), f"{status // 100}XX", "default"):
            if name in self.responses:
                found: Schema = self.document.resolve(self.responses[name])
                return found
        return None

    def content(self, status: int) -> Schema | None:
        """The documented JSON body of the status, if there is one: its schema and examples."""
        found: Schema | None = (self.response(status) or {}).get("content", {}).get(JSON)
        return found

    def examples(self, status: int) -> dict[str, Any]:
        """The named examples of the JSON body of the status."""
        named = (self.content(status) or {}).get("examples", {})
        return {name: self.document.resolve(example).get("value") for name, example in named.items()}

    @cached_property
    def success(self) -> int:
        """The status of a reply when all is well."""
        return next((int(status) for status in self.responses if status.startswith("2")), 200)

    @cached_property
    def creates(self) -> Operation | None:
        """The operation that looks at the task that this one creates: the one that its reply links to."""
        links = (self.response(self.success) or {}).get("links", {})
        names = [self.document.resolve(link).get("operationId") for link in links.values()]
        looks = (operation for operation in self.api.operations if operation.table is not None)
        return next((operation for operation in looks if operation.name in names), None)

    @cached_property
    def cancels(self) -> Operation | None:
        """The operation that looks at the task that this one cancels: a DELETE where the task stands."""
        looks = (operation for operation in self.api.operations if operation.table is not None)
        here = (operation for operation in looks if operation.path == self.path)
        return next(here, None) if self.method == "DELETE" else None


@dataclass(eq=False)
class Api:
    """One vendor's API. Raises SpecError for what the mock cannot do."""

    name: str
    spec: Schema
    as_observed: bool = False
    """Whether what the API is known to let pass is let pass, although it is a mistake."""
    document: Document = field(init=False)
    operations: list[Operation] = field(init=False)

    def __post_init__(self) -> None:
        self.document = Document(self.spec)
        self.operations = list(self._operations())

    @property
    def base(self) -> str:
        """The path that the API's first server adds in front of every path."""
        return _base(self.spec)

    @cached_property
    def variants(self) -> list[str]:
        """The variants of tasks, as `x-variant` names them: first those that can be created."""
        schemas = []
        for look in (operation for operation in self.operations if operation.table is not None):
            reply = (look.content(look.success) or {}).get("schema")
            schemas += [reply, self.document.at(reply, look.lifecycle.task)]
        members = (member for schema in schemas for member in self.document.members(schema))
        shown = (self.document.flat(member).get("x-variant") for member in members)
        return list(dict.fromkeys([*self.asked, *(name for name in shown if name is not None)]))

    @cached_property
    def asked(self) -> Mapping[str, Set[str]]:
        """What requests can say of a task by its document, for each variant that can be created."""
        found: dict[str, set[str]] = {}
        for schema in (schema for body in self._orders() for schema in body.schemas.values()):
            for member in self.document.members(schema):
                if variant := self.document.flat(member).get("x-variant"):
                    found.setdefault(variant, set()).update(self.document.listed(member))
        return found

    def example(self, variant: str | None) -> Order | None:
        """The first example of a request for a task of the variant, if there is one."""
        for body in self._orders():
            for order in map(body.read, body.examples):
                if isinstance(order, Order) and self.document.flat(order.schema).get("x-variant") == variant:
                    return order
        return None

    def told(self, order: Order) -> tuple[dict[str, Any], dict[str, Any]]:
        """What tells the kind of task that an order creates, and all that it says, that included."""
        names = self.document.names(order.schema, order.value)
        return names, (order.value if isinstance(order.value, dict) else {}) | names

    def _orders(self) -> Iterator[RequestBody]:
        """What the operations take that create tasks."""
        for operation in self.operations:
            if operation.creates is not None and operation.body is not None:
                yield operation.body

    def _operations(self) -> Iterator[Operation]:
        for path, item in self.spec.get("paths", {}).items():
            item = self.document.resolve(item)
            for method in METHODS:
                if method not in item:
                    continue
                raw = item[method]
                table = self.document.resolve(raw.get("x-task-lifecycle"))
                sweep = raw.get("x-bulk-cancel")
                closed = "x-ignores-unknown-fields" in raw and not self.as_observed
                parameters = [*item.get("parameters", ()), *raw.get("parameters", ())]
                yield Operation(
                    api=self,
                    name=raw.get("operationId", f"{method} {path}"),
                    method=method.upper(),
                    path=_base(raw, item, self.spec) + path,
                    parameters=tuple(self._parameters(parameters)),
                    body=self._body(raw.get("requestBody"), closed),
                    responses={str(status): response for status, response in raw["responses"].items()},
                    auth=tuple(self._auth(raw.get("security", self.spec.get("security", ())))),
                    table=None if table is None else Table.read(table),
                    sweep=None if sweep is None else Sweep(sweep["before"], sweep.get("where", {})),
                )

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
                case {"type": "apiKey", "in": "header", "name": header}:
                    yield Auth(header.lower(), None)
                case {"type": "http", "scheme": scheme} if scheme.lower() == "bearer":
                    yield Auth("authorization", "bearer")
                case _:
                    raise SpecError(f"{self.name}: the mock knows no security scheme like {name}")


def _base(*owners: Schema) -> str:
    """The path of the first server of the first owner that lists servers."""
    servers = next((owner["servers"] for owner in owners if owner.get("servers")), None)
    return urlsplit(servers[0]["url"]).path.rstrip("/") if servers else ""


@cache
def installed() -> Mapping[str, Api]:
    """Every API whose generated package is installed, by name."""
    packages = sorted(module.name for module in pkgutil.iter_modules() if module.name.startswith(PACKAGES))
    names = {package: package.removeprefix(PACKAGES).replace("_", "-") for package in packages}
    return {name: Api(name, spec) for package, name in names.items() if (spec := _packaged(package))}


def _packaged(package: str) -> Any:
    # Found rather than imported: importing the package would load all its models.
    found = importlib.util.find_spec(package)
    for folder in (found and found.submodule_search_locations) or ():
        path = Path(folder, "openapi.json")
        if path.is_file():
            return json.loads(path.read_bytes())
    return None
