"""Requests held against the document: their parameters, and their bodies as far as they can be read."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from email.message import Message
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from gettask.mock.http import Request
from gettask.mock.replies import INVALID, MALFORMED
from gettask.mock.schema import Fault, shorten
from gettask.mock.spec import FORM, JSON, Operation, Order

MANY = 50_000
"""How many parts a body may have: values of JSON, or lines of a form that may begin a part."""

DEEP = 100
"""How deep lists and objects may be nested."""

PART = 4096
"""How long the headers of a part of a form may be."""

SIGNS = {JSON: (b",", b":", b"["), FORM: (b"\n--",)}
"""What stands before a part, and seldom elsewhere."""


class RefusedError(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, reason: str, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.reason, self.detail, self.headers = status, reason, detail, headers


def check_parameters(operation: Operation, request: Request) -> None:
    """Raise RefusedError if a query or header parameter is not as the document has it."""
    query = dict(parse_qsl(request.query, keep_blank_values=True)) if request.query else {}
    for parameter in operation.parameters:
        text = (request.headers if parameter.place == "header" else query).get(parameter.name)
        if (text is not None or parameter.required) and (fault := parameter.fault(text)):
            raise RefusedError(400, INVALID, str(fault))


def read(operation: Operation, request: Request) -> Order:
    """The request's body, checked. Raises RefusedError with the place of what is wrong."""
    body = operation.body
    if body is None or not (request.body or body.required):
        return Order(None, None)
    header = request.headers.get("content-type", "")
    media_type = header.partition(";")[0].strip().lower()
    if media_type not in body.schemas:
        wanted = " or ".join(sorted(body.schemas))
        detail = f"the body must be {wanted}, not {shorten(media_type) or 'of no type'}"
        raise RefusedError(415 if operation.response(415) else 400, MALFORMED, detail)
    try:
        if sum(map(request.body.count, SIGNS.get(media_type, ()))) > MANY:
            raise ValueError(f"it has more than {MANY} parts")
        if media_type == JSON:
            value = parsed(request.body)
        elif media_type == FORM:
            value = _form(header, request.body)
        else:
            return Order(None, None)
    except (ValueError, RecursionError) as problem:
        raise RefusedError(400, MALFORMED, f"the body cannot be read: {problem}") from None
    order = body.read(value, media_type)
    if isinstance(order, Fault):
        raise RefusedError(400, INVALID, str(order))
    return order


def _form(header: str, body: bytes) -> dict[str, str]:
    """The parts of a form by their names, files as the text that their bytes would be in Latin-1."""
    boundary = _headers(f"content-type: {header}".encode("latin-1")).get_boundary()
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + (boundary or "").encode("latin-1", "replace"))
    if not boundary or not parts or not parts.pop().startswith(b"--"):
        raise ValueError("it is not a form with the boundary that its header names")
    form = {}
    for part in parts:
        head, _, file = part.partition(b"\r\n\r\n")
        name = _headers(head[:PART].lstrip()).get_param("name", header="content-disposition")
        if name:
            form[str(name)] = file.decode("latin-1")
    return form


def _headers(lines: bytes) -> Message:
    from email.parser import BytesParser

    return BytesParser().parsebytes(lines, headersonly=True)


def parsed(body: bytes) -> Any:
    """The JSON that a body is. Raises ValueError or RecursionError."""
    value = json.loads(body.decode("utf-8"), parse_constant=_not_json, parse_float=_finite)
    level = [value] if body.count(b"[") + body.count(b"{") > DEEP else []
    for _ in range(DEEP):
        level = [part for each in level for part in _parts(each) if isinstance(part, dict | list)]
    if level:
        raise ValueError(f"it is nested more than {DEEP} times")
    return value


def _parts(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _not_json(text)


def _not_json(text: str) -> NoReturn:
    raise ValueError(f"{shorten(text)} is no number of JSON")
