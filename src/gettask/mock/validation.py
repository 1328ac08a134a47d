"""The first steps of a request: its key, its parameters, its body."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Set
from email.message import Message
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from gettask.mock.errors import INVALID, MALFORMED, RequestError
from gettask.mock.http import Request
from gettask.mock.spec.operation import FORM, JSON, Operation, ParsedBody, RequestBody
from gettask.mock.spec.validator import Problem, shorten

NO_BODY = ParsedBody(None, None)

MAX_PARTS = 50_000
"""How many parts a body may have: values of JSON, or lines of a form that may begin a part."""

MAX_DEPTH = 100
"""How deep lists and objects may be nested."""

MAX_PART_HEAD = 4096
"""How long the headers of a part of a form may be."""

SEPARATORS = {JSON: (b",", b":", b"["), FORM: (b"\n--",)}
"""What precedes each part, and is seldom found elsewhere."""


def authenticate(operation: Operation, headers: Mapping[str, str], keys: Set[str] | None) -> str:
    """The key of a request, empty where the operation needs none.

    Args:
        operation: The operation that is called.
        headers: The request's headers.
        keys: The valid keys, None if any key is valid.

    Raises:
        RequestError: 401 without a valid key.
    """
    if not operation.auth:
        return ""
    for auth in operation.auth:
        key = auth.key(headers)
        if key is not None and (keys is None or key in keys):
            return key
    how = " or ".join(map(str, operation.auth))
    raise RequestError(401, "", f"the request needs a valid key, as in {how}")


def validate(operation: Operation, request: Request) -> ParsedBody:
    """The request's body, after parameters and body were validated.

    Raises:
        RequestError: with the place of the first problem.
    """
    if operation.parameters:
        _validate_parameters(operation, request)
    if operation.body is None or not (request.body or operation.body.required):
        return NO_BODY
    return _validate_body(operation, operation.body, request)


def _validate_parameters(operation: Operation, request: Request) -> None:
    query = dict(parse_qsl(request.query, keep_blank_values=True)) if request.query else {}
    for parameter in operation.parameters:
        text = (request.headers if parameter.place == "header" else query).get(parameter.name)
        if (text is not None or parameter.required) and (problem := parameter.validate(text)):
            raise RequestError(400, INVALID, str(problem))


def _validate_body(operation: Operation, body: RequestBody, request: Request) -> ParsedBody:
    header = request.headers.get("content-type", "")
    media_type = header.partition(";")[0].strip().lower()
    if media_type not in body.schemas:
        wanted = " or ".join(sorted(body.schemas))
        detail = f"the body must be {wanted}, not {shorten(media_type) or 'of no type'}"
        raise RequestError(415 if operation.response(415) else 400, MALFORMED, detail)
    try:
        if sum(map(request.body.count, SEPARATORS.get(media_type, ()))) > MAX_PARTS:
            raise ValueError(f"it has more than {MAX_PARTS} parts")
        if media_type == JSON:
            value = parse_json(request.body)
        elif media_type == FORM:
            value = _parse_form(header, request.body)
        else:
            return NO_BODY
    except (ValueError, RecursionError) as error:
        raise RequestError(400, MALFORMED, f"the body cannot be read: {error}") from None
    match = body.match(value, media_type)
    if isinstance(match, Problem):
        raise RequestError(400, INVALID, str(match))
    return match


def _parse_form(header: str, body: bytes) -> dict[str, str]:
    """The parts of a form by their names, files as the text that their bytes would be in Latin-1."""
    boundary = _headers(f"content-type: {header}".encode("latin-1")).get_boundary()
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + (boundary or "").encode("latin-1", "replace"))
    if not boundary or not parts or not parts.pop().startswith(b"--"):
        raise ValueError("it is not a form with the boundary that its header names")
    form = {}
    for part in parts:
        head, _, file = part.partition(b"\r\n\r\n")
        name = _headers(head[:MAX_PART_HEAD].lstrip()).get_param("name", header="content-disposition")
        if name:
            form[str(name)] = file.decode("latin-1")
    return form


def _headers(lines: bytes) -> Message:
    from email.parser import BytesParser

    return BytesParser().parsebytes(lines, headersonly=True)


def parse_json(body: bytes) -> Any:
    """The JSON value of a body.

    Raises:
        ValueError: for what is not JSON in UTF-8, and for more than 100 levels.
        RecursionError: for many more levels.
    """
    value = json.loads(body.decode("utf-8"), parse_constant=_reject, parse_float=_finite)
    level = [value] if body.count(b"[") + body.count(b"{") > MAX_DEPTH else []
    for _ in range(MAX_DEPTH):
        level = [part for each in level for part in _parts(each) if isinstance(part, dict | list)]
    if level:
        raise ValueError(f"it is nested more than {MAX_DEPTH} times")
    return value


def _parts(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _reject(text)


def _reject(text: str) -> NoReturn:
    raise ValueError(f"{shorten(text)} is not a number of JSON")
