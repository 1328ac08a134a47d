"""Webhooks as replies: what the vendor posts is read by consumers, though OpenAPI writes it as a request."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from codegen.diff.snapshot import Snapshot
from codegen.document.walk import Node, follow
from codegen.sources.pointers import join, tokens

_PATH = "/-webhook-/"


class Received(Snapshot):
    """A snapshot whose document has each webhook as an operation that replies with what is posted."""

    @cached_property
    def document(self) -> dict[str, Any]:
        """The effective document, without `webhooks`."""
        written = super().document
        posted = {
            f"{_PATH}{name}": {"get": _reply(written, name, operation)}
            for name, item in written.get("webhooks", {}).items()
            for operation in item.values()
            if isinstance(operation, dict)
        }
        kept = {key: value for key, value in written.items() if key != "webhooks"}
        return {**kept, "paths": {**written.get("paths", {}), **posted}}


def _reply(document: Any, name: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = follow(document, Node("", "request-body", operation.get("requestBody", {}))).value
    written = [
        follow(document, Node("", "parameter", each)).value for each in operation.get("parameters", [])
    ]
    headers = {
        each["name"]: {key: value for key, value in each.items() if key in ("description", "schema")}
        for each in written
        if each.get("in") == "header"
    }
    response = {"description": "Posted.", "headers": headers, "content": body.get("content", {})}
    return {
        "operationId": operation.get("operationId", name),
        "summary": operation.get("summary", ""),
        "security": [],
        "responses": {"200": response},
    }


def webhook(pointer: str) -> str | None:
    """Return the name of the webhook that a pointer of a `Received` document leads into."""
    path = tokens(pointer)
    return path[1].removeprefix(_PATH) if path[:1] == ["paths"] and path[1].startswith(_PATH) else None


def as_written(pointer: str) -> str:
    """Return where what a pointer of a `Received` document leads to stands in the effective one."""
    name = webhook(pointer)
    if name is None:
        return pointer
    rest = tokens(pointer)[5:]
    if rest[:1] == ["headers"]:
        return join("/webhooks", name, "post", "parameters")
    return join("/webhooks", name, "post", *(["requestBody", *rest] if rest else []))
