"""Links: the operation that a link names, its parameters, and where their values come from."""

from __future__ import annotations

import re
from typing import Any

from codegen.document.walk import Node, Operation, at, bodies, follow
from codegen.rules.names import parameters, schemas_of
from codegen.rules.rule import EVERY, Messages, Spec, rule
from codegen.sources.pointers import join, tokens

_EXPRESSION = re.compile(
    r"\$(?:url|method|statusCode|(request|response)\.(?:(body)(?:#(.*))?|(header|path|query)\.(.+)))"
)


@rule(
    "link",
    *EVERY,
    hint="correct the name or the expression; see runtime expressions in OpenAPI 3.1",
    after=("operation-id", "parameters"),
)
def _link(spec: Spec) -> Messages:
    """A link to an operation or a parameter that does not exist, or from a field that no body has.

    The mock takes the operation that creates tasks from its link, and contract tests the task's id.
    """
    known = {operation.value.get("operationId"): operation for operation in spec.operations}
    for operation in spec.operations:
        for status, written in operation.value.get("responses", {}).items():
            response = _followed(spec, join(operation.pointer, "responses", status), "response", written)
            for name, each in response.value.get("links", {}).items():
                link = _followed(spec, join(response.pointer, "links", name), "link", each)
                yield from _check(spec, operation, response, link, known)


def _check(
    spec: Spec, operation: Operation, response: Node, link: Node, known: dict[Any, Operation]
) -> Messages:
    target = link.value.get("operationId")
    if target not in known:
        # The document of a variant has the two operations of its tasks alone.
        if spec.layer != "variant":
            yield join(link.pointer, "operationId"), f"there is no operation {target!r}"
        return
    listed = [*parameters(spec, known[target])]
    names = {str(p.get("name")) for p in listed} | {f"{p.get('in')}.{p.get('name')}" for p in listed}
    for name, expression in link.value.get("parameters", {}).items():
        where = join(link.pointer, "parameters", name)
        # Where a task is polled by POST, its id stands in the body.
        in_body = any(at(spec.document, s, [name]) for s in schemas_of(spec, known[target], "request"))
        if name not in names and not in_body:
            yield where, f"{target} has no parameter {name!r}"
        elif problem := _problem(spec, operation, response, expression):
            yield where, problem


def _problem(spec: Spec, operation: Operation, response: Node, expression: Any) -> str:
    """Return what keeps a runtime expression from leading to a value; "" if it does."""
    if not isinstance(expression, str) or not expression.startswith("$"):
        return ""
    found = _EXPRESSION.fullmatch(expression)
    if not found:
        return f"{expression!r} is not a runtime expression"
    side, body, inside, named, name = found.groups()
    part, rest = (body, inside) if body else (named, name)
    if part == "body" and rest:
        media = [m for _, m in bodies(spec.document, operation, "request")]
        if side == "response":
            media = [
                Node(join(response.pointer, "content", name), "media-type", each)
                for name, each in response.value.get("content", {}).items()
            ]
        schemas = [Node(join(m.pointer, "schema"), "schema", m.value.get("schema")) for m in media]
        if not any(at(spec.document, schema, tokens(rest)) for schema in schemas):
            return f"no {side} has {rest!r}"
    elif part == "header" and side == "response":
        headers = {name.lower() for name in response.value.get("headers", {})}
        return "" if rest.lower() in headers else f"the response has no header {rest!r}"
    elif part in ("path", "query", "header") and rest not in [
        p.get("name") for p in parameters(spec, operation)
    ]:
        return f"the operation has no parameter {rest!r}"
    return ""


def _followed(spec: Spec, pointer: str, kind: str, value: Any) -> Node:
    node = follow(spec.document, Node(pointer, kind, value))
    return node if isinstance(node.value, dict) else Node(node.pointer, kind, {})
