"""The requests that create tasks: which there are, how one is sent, how it looks in a shell and in Python."""

from __future__ import annotations

import json
import pprint
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gettask.mock.console.fields import Field, fields_of
from gettask.mock.http import Request, Response
from gettask.mock.mock import Mock
from gettask.mock.responses.faker import Faker
from gettask.mock.scenarios.model import HEADER
from gettask.mock.spec.api import Api
from gettask.mock.spec.operation import JSON, Action, Operation, ParsedBody
from gettask.mock.spec.pointer import get, put

SAMPLE = "a text"
"""What a required text says where no example does."""
SHOWN_KEY = "mock"
"""The key in commands, where the mock takes any key."""
KEY = "console"
"""The key of the console's own requests, where the mock takes any key."""


@dataclass(frozen=True, eq=False)
class CreateRequest:
    """A request that creates tasks of one kind."""

    api: Api
    operation: Operation
    schema: Any
    variant: str
    tags: str
    """What tells it from the other requests of its variant, empty if it is the only one."""
    number: int
    """Its number among them, from 0."""

    @property
    def id(self) -> str:
        """What names it in URLs."""
        return f"{self.api.name}/{self.variant}/{self.number}"

    @property
    def title(self) -> str:
        """The variant, and what tells this request from its others."""
        return f"{self.variant} · {self.tags}" if self.tags else self.variant

    def fields(self) -> list[Field]:
        """Its fields."""
        return fields_of(self.api, self.schema)

    def example(self) -> dict[str, Any]:
        """The body of an example, or one made of the schema."""
        assert self.operation.body is not None
        for parsed in map(self.operation.body.match, self.operation.body.examples):
            if isinstance(parsed, ParsedBody) and parsed.schema is self.schema:
                return dict(parsed.value)
        made = Faker(self.api.document, optional=False).make(self.schema)
        for field in self.fields():
            if field.widget == "text" and field.required and get(made, field.pointer) == "":
                put(made, field.pointer, SAMPLE)
        return dict(made)


def requests_of(api: Api) -> list[CreateRequest]:
    """The requests of an API that create tasks, by variant."""
    found: list[CreateRequest] = []
    for operation in api.operations:
        if operation.action is not Action.CREATE or operation.body is None:
            continue
        members = api.document.members(operation.body.schemas.get(JSON))
        for member in members:
            variant = api.variant_of(member) or operation.name
            number = sum(each.variant == variant for each in found)
            found.append(CreateRequest(api, operation, member, variant, _tags(api, member), number))
    return sorted(found, key=lambda each: each.variant)


def _tags(api: Api, schema: Any) -> str:
    names = api.document.flat(schema).get("properties", {})
    known = (api.document.tags(schema, name) for name in names)
    return ", ".join(str(values[0]) for values in known if values and len(values) == 1)


def send(
    mock: Mock, request: CreateRequest, body: Mapping[str, Any], scenario: str, came: Request
) -> Response:
    """Send a create request to the mock, as a client would; `came` is the request of the page."""
    auth = next(iter(request.operation.auth), None)
    key = KEY if mock.keys is None else min(mock.keys)
    headers = {"host": came.headers.get("host", "127.0.0.1"), "content-type": JSON}
    if auth is not None:
        headers[auth.header] = f"{auth.scheme} {key}" if auth.scheme else key
    headers |= request.operation.constant_headers
    if scenario:
        headers[HEADER] = scenario
    data = json.dumps(body).encode()
    operation = request.operation
    return mock.handle(Request(operation.method, operation.path, "", headers, data, came.scheme, came.server))


def curl(request: CreateRequest, body: Mapping[str, Any], scenario: str, base_url: str, key: str) -> str:
    """The request as a command of curl."""
    operation, parts = request.operation, []
    for auth in operation.auth[:1]:
        scheme = f"{auth.scheme.title()} " if auth.scheme else ""
        parts.append(f'-H "{auth.header}: {scheme}{key}"')
    parts += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in operation.constant_headers.items()]
    parts.append(f"-H 'content-type: {JSON}'")
    if scenario:
        parts.append(f"-H {shlex.quote(f'{HEADER}: {scenario}')}")
    parts.append(f"-d {shlex.quote(json.dumps(body, ensure_ascii=False))}")
    start = f"curl -X {operation.method} {shlex.quote(base_url + operation.path)}"
    return " \\\n  ".join([start, *parts])


def python(request: CreateRequest, body: Mapping[str, Any], base_url: str) -> str:
    """The request as a program with the client, which finds the key in the environment or needs none."""
    sent = pprint.pformat(dict(body), width=76, sort_dicts=False)
    return (
        f"# GETTASK_MOCK_URL={base_url}\n"
        "from gettask import connect\n\n"
        f"request = {sent}\n\n"
        f"with connect({request.api.name!r}) as api:\n"
        f"    handle = api.create(request, variant={request.variant!r})\n"
        '    print(api.download(api.wait(handle), "out/"))'
    )


def command(request: CreateRequest, body: Mapping[str, Any], base_url: str) -> str:
    """The request as a command of gettask."""
    sent = shlex.quote(json.dumps(body, ensure_ascii=False))
    return (
        f"export GETTASK_MOCK_URL={shlex.quote(base_url)}\n"
        f"printf %s {sent} |\n"
        f"  gettask create {request.api.name} {request.variant} --body - --wait --out out/"
    )
