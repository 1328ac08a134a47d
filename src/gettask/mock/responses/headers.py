"""Response headers that the spec gives a role: request id, rate limit."""

from __future__ import annotations

import itertools
import uuid

from gettask.mock.http import Headers, Request, Response
from gettask.mock.responses.envelope import Envelope
from gettask.mock.spec.document import Document
from gettask.mock.spec.operation import Operation
from gettask.mock.spec.validator import shorten

TOO_MANY_REQUESTS = 429
LIMIT, WINDOW = 1000, 60
"""Assumed, since no vendor documents them: requests allowed in a window, and its seconds."""


class ResponseHeaders:
    """Adds the headers with an `x-header-role`, and the id of the request."""

    def __init__(self, document: Document, envelope: Envelope) -> None:
        self._document = document
        self._id_header = envelope.request_id_header.encode()
        self._window = 0
        self._roles: dict[tuple[str, int], tuple[Headers, list[str]]] = {}
        self._without_roles: set[tuple[str, int]] = set()
        # A UUID whose end is counted: a random one for each response would take longer than all the rest.
        self._prefix, self._count = str(uuid.uuid4())[:-12].encode(), itertools.count(1)

    def new_id(self) -> bytes:
        """A new request id."""
        return b"%s%012x" % (self._prefix, next(self._count))

    def add(self, response: Response, operation: Operation, request: Request, now: float) -> Response:
        """The response with the headers that its documentation gives a role."""
        place = operation.name, response.status
        if place in self._without_roles:
            return self.add_id(response)
        window = int(now) // WINDOW
        if window != self._window:
            self._window = window
            self._roles.clear()
        roles = self._roles.get(place)
        if roles is None:
            roles = self._roles[place] = self._read_roles(operation, response.status)
            if not any(roles):
                self._without_roles.add(place)
        headers, id_names = roles
        for name in id_names:
            sent = request.headers.get(name)
            value = self.new_id() if sent is None else shorten(sent).encode("latin-1", "replace")
            headers = (*headers, (name.encode(), value))
        return self.add_id(response, headers)

    def add_id(self, response: Response, more: Headers = ()) -> Response:
        """The response with a request id, if the API has one, and with more headers."""
        if self._id_header and (response.status < 400 or response.header(self._id_header.decode()) is None):
            more += ((self._id_header, self.new_id()),)
        if not more:
            return response
        status, headers, body, cut, delay = response
        return Response(status, headers + more, body, cut, delay)  # _replace takes three times as long

    def _read_roles(self, operation: Operation, status: int) -> tuple[Headers, list[str]]:
        """The headers that are the same within a window, and the names of those with the request id."""
        values = {
            "limit": LIMIT,
            "remaining": 0 if status == TOO_MANY_REQUESTS else LIMIT - 1,
            "reset": (self._window + 1) * WINDOW,
        }
        listed = (operation.response(status) or {}).get("headers", {}).items()
        roles = {name.lower(): self._document.resolve(header).get("x-header-role") for name, header in listed}
        fixed = [(name.encode(), b"%d" % values[role]) for name, role in roles.items() if role in values]
        return tuple(fixed), [name for name, role in roles.items() if role == "request-id"]
