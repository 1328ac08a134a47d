"""The committed clients, held against every body that the effective specs show."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.document.dispatch import choose
from codegen.document.names import snake_case
from codegen.document.walk import Node, at, bodies, follow, operations
from codegen.emit.emit import package_name
from tests.generated.bodies import JSON_TYPES, ONE_OF_EACH, SECRET, changed, places, still_valid

GENERATED = Path(__file__).parents[2] / "generated"
APIS = sorted(path.name.removeprefix("gettask-") for path in GENERATED.glob("gettask-*"))

# There are many bodies: few changes to each, but for the profile `thorough`.
FEW = settings(max_examples=max(2, settings().max_examples // 40))


class Example(NamedTuple):
    """A body that a spec shows, with what decodes it."""

    name: str
    document: Any
    schema: Node
    body: Any
    package: str
    function: str
    status: str

    def module(self, name: str) -> Any:
        """Return a module of the client."""
        return importlib.import_module(f"{self.package}.{name}")

    def decoded(self, body: Any) -> Any:
        """Decode a reply as the API function does."""
        client = self.module("client").Client("https://example.com")
        response = httpx.Response(int(self.status), content=json.dumps(body))
        return self.module(self.function)._parse_response(client=client, response=response)


def examples(side: str) -> Iterator[Example]:
    """Yield the examples of all replies, or all requests."""
    for api in APIS:
        package = package_name(api)
        path = GENERATED / f"gettask-{api}" / package / "openapi.json"
        document = json.loads(path.read_text("utf-8"))
        for operation in operations(document):
            tag, name = operation.value.get("tags", ["default"])[0], operation.value["operationId"]
            function = f"api.{snake_case(tag)}.{snake_case(name)}"
            for status, media in bodies(document, operation, side):
                schema = Node(f"{media.pointer}/schema", "schema", media.value["schema"])
                for key, example in media.value.get("examples", {}).items():
                    body = follow(document, Node("", "example", example)).value["value"]
                    label = f"{api}-{name}-{status or 'request'}-{key}"
                    yield Example(label, document, schema, body, package, function, status)


def different(found: list[Example]) -> list[Example]:
    """Return the examples that differ in schema or body: operations share some of theirs."""
    one = {(e.package, json.dumps([e.schema.value, e.body], sort_keys=True)): e for e in reversed(found)}
    return [*reversed(one.values())]


REPLIES = list(examples("response"))
REQUESTS = list(examples("request"))
TASKS = different([example for example in REPLIES if example.status.startswith("2")])


@pytest.mark.parametrize("api", APIS)
def test_each_api_shows_requests_and_replies(api: str) -> None:
    """The tests below have something to hold every client against."""
    for found in (REQUESTS, TASKS):
        assert any(example.package == package_name(api) for example in found)


@pytest.mark.parametrize("example", REPLIES, ids=lambda e: e.name)
def test_a_documented_reply_comes_back_as_it_was(example: Example) -> None:
    """Decoding a reply and encoding it again changes nothing."""
    assert example.decoded(example.body).to_dict() == example.body


@pytest.mark.parametrize("example", REQUESTS, ids=lambda e: e.name)
def test_a_documented_request_can_be_built(example: Example) -> None:
    """A request in the spec is a request of the client; a file in it is a File."""
    union = (
        example.schema if "x-dispatch" in example.schema.value else follow(example.document, example.schema)
    )
    member = choose(example.document, union, example.body)
    assert member is not None
    model = getattr(example.module("models"), member.name)
    file = example.module("types").File(b"bytes")
    body = {
        name: file if _is_file(example.document, member.node, name) else value
        for name, value in example.body.items()
    }
    assert model.from_dict(body).to_dict() == body


def _is_file(document: Any, schema: Node, name: str) -> bool:
    return any(found.value.get("format") == "binary" for found in at(document, schema, [name]))


@pytest.mark.parametrize("example", TASKS, ids=lambda e: e.name)
@FEW
@given(data=st.data())
def test_a_reply_that_differs_where_it_may_comes_back_too(example: Example, data: st.DataObject) -> None:
    """Unknown keys, new enum values, odd timestamps and allowed nulls get through whole."""
    body = data.draw(still_valid(example.document, example.schema, example.body))
    assert example.decoded(body).to_dict() == body


@pytest.mark.parametrize("example", TASKS, ids=lambda e: e.name)
def test_a_wrong_type_in_a_reply_is_located(example: Example) -> None:
    """At every place, every JSON type that the spec does not allow there raises and is named."""
    for place in places(example.document, example.schema, example.body):
        for wrong in ONE_OF_EACH:
            if place.takes(wrong) or place.fixed:
                continue
            with pytest.raises(example.module("errors").DecodeError) as caught:
                example.decoded(changed(example.body, place.path, wrong))
            error = caught.value
            found = (error.pointer, error.variant, error.got)
            assert found == (place.pointer, place.variant, JSON_TYPES[type(wrong)])
            assert SECRET not in str(error)
