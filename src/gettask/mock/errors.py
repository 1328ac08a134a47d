"""Requests that are answered with an error of the vendor's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Names of the examples that the mock takes from the documented error responses.
MALFORMED, INVALID, NO_ROUTE = "malformed-body", "invalid-parameter", "no-such-route"


class RequestError(Exception):
    """A request that is answered with an error response.

    Args:
        status: The HTTP status.
        example: The name of the documented example to answer with, empty for any; or an entry of `x-errors`.
        detail: What is wrong, for the message of the response.
        headers: Headers of the response.
    """

    def __init__(self, status: int, example: str | Mapping[str, Any], detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.example, self.detail, self.headers = status, example, detail, headers
