"""AsyncAPI 3.0: what the API posts about tasks, for tools that read messages and not requests.

Made of the document's webhooks, of `x-webhook` and of the state table, so that no second description has to
be kept. Schemas are those of the portable profile: AsyncAPI reads JSON Schema of draft 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.document.lifecycle import lifecycles
from codegen.document.walk import Node, follow, walk
from codegen.emit.portable import portable

VERSION = "3.0.0"
_JSON = "application/json"


def asyncapi(document: dict[str, Any], contract: dict[str, Any]) -> dict[str, Any] | None:
    """Return the AsyncAPI document of an effective one, None if the API posts nothing.

    Args:
        document: The effective document of the API.
        contract: The contract of the API.
    """
    webhooks: dict[str, Any] = document.get("webhooks", {})
    if not webhooks:
        return None
    made = _portable(document, webhooks)
    posts = {name: made["paths"][f"/{name}"]["post"] for name in webhooks}
    table = next(iter(lifecycles(document))).table
    told = document.get("x-webhook", {})
    return {
        "asyncapi": VERSION,
        "info": {
            "title": f"{contract['title']}: webhooks",
            "version": contract["version"],
            "description": "What the API posts; the address is the receiver's own.",
        },
        "defaultContentType": _JSON,
        "channels": {
            _word(name): {
                "address": None,
                "title": post["summary"],
                "description": _describe(post, told),
                "messages": {_word(name): {"$ref": f"#/components/messages/{_word(name)}"}},
            }
            for name, post in posts.items()
        },
        "operations": {
            post["operationId"]: {
                "action": "receive",
                "channel": {"$ref": f"#/channels/{_word(name)}"},
                "summary": post["summary"],
                "bindings": {"http": {"method": "POST", "bindingVersion": "0.3.0"}},
                "messages": [{"$ref": f"#/channels/{_word(name)}/messages/{_word(name)}"}],
            }
            for name, post in posts.items()
        },
        "components": {
            "messages": {
                _word(name): _message(made, name, post, table if name in told.get("sends", {}) else None)
                for name, post in posts.items()
            },
            "schemas": made["components"]["schemas"],
        },
    }


def _portable(document: dict[str, Any], webhooks: dict[str, Any]) -> dict[str, Any]:
    """Return the portable form of the webhooks alone, as if each were a request; schemas as of draft 7."""
    paths = {f"/{name}": {"post": item["post"]} for name, item in webhooks.items()}
    kept: dict[str, Any] = {
        name: document[name] for name in ("openapi", "info", "components") if name in document
    }
    made = portable({**kept, "paths": paths}, "3.1")
    for node in reversed([*walk(made)]):
        if node.kind == "schema" and isinstance(node.value, dict):
            node.value.pop("discriminator", None)  # a text in AsyncAPI, and no mapping
            node.value.pop("x-enum-varnames", None)
            if "$ref" in node.value and len(node.value) > 1:  # draft 7 reads nothing beside a reference
                parts = node.value.get("allOf", [])
                node.value["allOf"] = [{"$ref": node.value.pop("$ref")}, *parts]
    return made


def _message(made: Any, name: str, post: dict[str, Any], table: dict[str, Any] | None) -> dict[str, Any]:
    media = post["requestBody"]["content"][_JSON]
    headers = {header["name"]: header for header in _headers(made, post)}
    message: dict[str, Any] = {
        "name": name,
        "title": post["summary"],
        "contentType": _JSON,
        "headers": {
            "type": "object",
            "properties": {name: _schema(header) for name, header in headers.items()},
            "required": [name for name, header in headers.items() if header.get("required")],
        },
        "payload": media["schema"],
    }
    if table is not None:
        place = table["task"] + table["fields"]["id"]["at"][0]
        message["correlationId"] = {
            "description": "The id of the task.",
            "location": f"$message.payload#{place}",
        }
    examples = [
        {"name": name, "summary": example.get("summary", name), "payload": example["value"]}
        for name, example in media.get("examples", {}).items()
        if "value" in example
    ]
    return message | ({"examples": examples} if examples else {})


def _headers(made: Any, post: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for parameter in post.get("parameters", []):
        value = follow(made, Node("", "parameter", parameter)).value
        if value["in"] == "header":
            yield value


def _schema(header: dict[str, Any]) -> dict[str, Any]:
    told = {"description": header["description"]} if "description" in header else {}
    return {**header.get("schema", {}), **told}


def _describe(post: dict[str, Any], told: dict[str, Any]) -> str:
    """Return what is known of the deliveries, in words: AsyncAPI has no other for them."""
    text = str(post.get("description", post["summary"]))
    if told.get("scheme") == "hmac-sha256":
        text += (
            f" {told['header']} is t=<Unix seconds>,v1=<hex>: the HMAC with SHA-256 of <t>.<raw body>."
            " Verify it before the body is read."
        )
    elif "header" in told:
        text += f" {told['header']} holds the secret of the request: compare it before the body is read."
    return text


def _word(name: str) -> str:
    """Return a name that keys of AsyncAPI allow."""
    return "".join(c if c.isalnum() or c in "_-" else "-" for c in name)
