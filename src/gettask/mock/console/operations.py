"""The operations of an API, as its effective document has them: what they take, and what they answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gettask.mock.console.fields import Field, fields_of
from gettask.mock.console.spec_text import SpecText
from gettask.mock.spec.api import Api

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a path, a query or a header."""

    name: str
    place: str
    required: bool
    type: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Content:
    """A body in one media type: its fields, or those of each of its alternatives."""

    media_type: str
    alternatives: list[list[Field]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One response of an operation."""

    status: str
    sentence: str
    contents: list[Content]


@dataclass(frozen=True, slots=True)
class OperationPage:
    """One operation."""

    method: str
    path: str
    title: str
    sentence: str
    parameters: list[Parameter]
    request: list[Content]
    answers: list[Answer]
    line: int | None
    """The line of the spec."""


def operations_of(api: Api) -> Iterator[OperationPage]:
    """The operations of an API, in the order of its document."""
    resolve = api.document.resolve
    for path, item in api.spec.get("paths", {}).items():
        item = resolve(item)
        for method in METHODS:
            if method not in item:
                continue
            operation = resolve(item[method])
            parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
            yield OperationPage(
                method.upper(),
                path,
                operation.get("summary", operation.get("operationId", "")),
                operation.get("description", ""),
                [_parameter(api, resolve(each)) for each in parameters],
                _contents(api, resolve(operation.get("requestBody", {}))),
                [
                    Answer(status, resolve(answer).get("description", ""), _contents(api, resolve(answer)))
                    for status, answer in operation.get("responses", {}).items()
                ],
                SpecText.of(api).line_of(operation),
            )


def _parameter(api: Api, parameter: dict[str, Any]) -> Parameter:
    schema = api.document.flat(parameter.get("schema", {}))
    type_ = schema.get("type", "any")
    return Parameter(
        parameter["name"],
        parameter["in"],
        parameter.get("required", False),
        type_ if isinstance(type_, str) else " or ".join(type_),
        str(parameter.get("description", schema.get("description", ""))),
    )


def _contents(api: Api, body: dict[str, Any]) -> list[Content]:
    return [
        Content(media_type, [fields_of(api, member) for member in api.document.members(each["schema"])])
        for media_type, each in body.get("content", {}).items()
        if "schema" in each
    ]
