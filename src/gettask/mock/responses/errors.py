"""Error responses in the shape that the spec gives them."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from http.client import responses
from typing import Any

from gettask.mock.assumptions import Assumptions
from gettask.mock.http import Response
from gettask.mock.responses.envelope import Envelope
from gettask.mock.responses.faker import Faker
from gettask.mock.responses.headers import ResponseHeaders
from gettask.mock.spec.api import Api
from gettask.mock.spec.operation import Operation
from gettask.mock.spec.pointer import get, put
from gettask.mock.spec.validator import Problem

INFERRED = "inferred"
BAD, UNPROCESSABLE = 400, 422
"""What refuses a request: the second where an operation documents it, and not the first."""


class InvalidResponseError(Exception):
    """The mock made a response that the spec does not allow: one of the two is wrong."""

    def __init__(self, api: Api, response: str, content: str, problem: Problem) -> None:
        super().__init__(
            f"{api.name}: the mock's {response} ({content}) does not fit the effective spec: {problem}"
        )


class ErrorResponses:
    """Makes the error responses of one API."""

    def __init__(
        self, api: Api, assumptions: Assumptions, envelope: Envelope, headers: ResponseHeaders
    ) -> None:
        self._api, self._assumptions = api, assumptions
        self._envelope, self._headers = envelope, headers

    def make(
        self,
        operation: Operation | None,
        status: int,
        example: str | Mapping[str, Any],
        detail: str,
        **headers: str,
    ) -> Response:
        """An error response with the detail at the end of its message.

        Args:
            operation: The operation that was called, None if none was found.
            status: The HTTP status.
            example: The name of the documented example to use; without one of that name the body is what
                `x-errors` lists for the status, or any example. Or an entry of `x-errors`.
            detail: What is wrong.
            headers: Headers of the response.

        Raises:
            InvalidResponseError: if the spec does not allow the response.
        """
        if operation is not None and status == BAD and operation.content(BAD) is None:
            status = UNPROCESSABLE if operation.content(UNPROCESSABLE) is not None else BAD
        source, documented = self._documented(operation, status)
        content = source.content(documented) if source is not None else None
        if source is None or content is None:
            return Response.json_of(status, {"message": detail}, **headers)
        schema, examples = content["schema"], source.examples(documented)
        if self._is_bare(schema):
            return Response.text(status, "", **headers)
        name, entry = (example, None) if isinstance(example, str) else ("", example)
        if entry is None and name not in examples:
            entry = self._entry(status)
        body = copy.deepcopy(examples.get(name, next(iter(examples.values()), None)))
        if not isinstance(body, dict):
            body = Faker(self._api.document).make(schema)
        if entry is None and name not in examples and documented != status:
            entry = self._adapted(schema, body, documented, status)
        for field in self._envelope.fields.keys() & (entry or {}).keys():
            self._envelope.put(field, schema, body, (entry or {})[field])
        if at := self._envelope.place("message", schema, body):
            put(body, at, ": ".join(filter(None, (get(body, at), detail))) or responses.get(status, ""))
        if header := self._envelope.request_id_header:
            headers |= self._put_request_id(schema, body, header)
        if problem := self._api.document.validate(schema, body):
            about = f"{status} response to {source.method} {source.path}"
            raise InvalidResponseError(self._api, about, detail, problem)
        return Response.json_of(status, body, **headers)

    def _is_bare(self, schema: Any) -> bool:
        inferred = self._api.document.flat(schema).get("x-confidence") == INFERRED
        return inferred and not self._assumptions.error_bodies

    def _documented(self, operation: Operation | None, status: int) -> tuple[Operation | None, int]:
        """Where an error of this status is documented: there or elsewhere, else where status 400 is."""
        operations = [operation, *self._api.operations] if operation is not None else self._api.operations
        for wanted in (status, 400):
            for candidate in operations:
                if candidate.content(wanted) is not None:
                    return candidate, wanted
        return None, status

    def _entry(self, status: int) -> Mapping[str, Any] | None:
        """The first entry of `x-errors` with a message for the status."""
        entries = (error for error in self._api.errors("http") if "message" in error)
        return next((error for error in entries if error["status"] == status), None)

    def _adapted(self, schema: Any, body: Any, documented: int, status: int) -> Mapping[str, Any]:
        """The message for a status whose example is of another, and its code where that is the status."""
        at = self._envelope.place("code", schema, body)
        code = {"code": status} if at and get(body, at) == documented else {}
        return {"message": responses.get(status, "")} | code

    def _put_request_id(self, schema: Any, body: dict[str, Any], header: str) -> dict[str, str]:
        """Set the request id where the body has a place for it; the header then has the same."""
        at = self._envelope.place("request-id", schema, body)
        if at is None:
            return {}
        request_id = self._headers.new_id().decode()
        put(body, at, request_id)
        return {header: request_id}
