"""What API functions make requests of, and read responses with."""

import json
from typing import IO, Any

import httpx

from ._json import encode
from .errors import DecodeError
from .types import UNSET, File

Part = tuple[str | None, IO[bytes] | bytes | str, str | None]


def given(values: dict[str, Any]) -> dict[str, Any]:
    """Return the query parameters that were given, as JSON values."""
    return {
        name: encode(value)
        for name, value in values.items()
        if value is not UNSET and value is not None
    }


def texts(values: dict[str, Any]) -> dict[str, str]:
    """Return the headers or cookies that were given, as text."""
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in given(values).items()
    }


def form(fields: dict[str, Any]) -> list[tuple[str, Part]]:
    """Return the parts of a form: files as they are, text as text, anything else as JSON.

    A form has no null: a field that is None is left out.
    """
    parts: list[tuple[str, Part]] = []
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            if item is None:
                continue
            if isinstance(item, File):
                parts.append((name, (item.file_name, item.payload, item.mime_type)))
            else:
                text = item if isinstance(item, str) else json.dumps(item)
                parts.append((name, (None, text, None)))
    return parts


def json_body(response: httpx.Response) -> Any:
    """Return the JSON of a response; raise DecodeError if its body is not JSON."""
    try:
        return response.json()
    except ValueError:
        kind = response.headers.get("content-type", "unknown type").partition(";")[0]
        got = f"{len(response.content)} bytes of {kind} (status {response.status_code})"
        raise DecodeError("JSON", got) from None
