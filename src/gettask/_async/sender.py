"""The one place where requests to the API are sent."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from .._clock import Clock
from .._http.request import Request
from .._http.response import Response
from .._polling.retry import RetryPolicy
from ..errors import GettaskError
from ..events import Hook, RequestObserver
from .interfaces import AsyncTransport

log = logging.getLogger("gettask")

T = TypeVar("T")


class AsyncSender:
    """Sends requests, and again those that failed and may be repeated.

    Attributes:
        api: The name of the API.
        clock: The clock of the client.
        hook: Called with the event of each request.
        retry: How often a request is sent again, and after which pause.
        timeout: Seconds for one request, None for no limit.
    """

    def __init__(
        self,
        api: str,
        transport: AsyncTransport,
        clock: Clock,
        hook: Hook | None,
        retry: RetryPolicy,
        timeout: float | None,
    ) -> None:
        self.timeout = timeout
        self.api = api
        self.clock = clock
        self.hook = hook
        self.retry = retry
        self._transport = transport

    async def send(
        self, request: Request, parse: Callable[[Response, float], T], until: float = math.inf
    ) -> T:
        """Return what `parse` makes of the response and the time of day.

        Args:
            request: The request.
            parse: Returns the result, or raises what the response means otherwise.
            until: When no further attempt may begin, on the monotonic clock.

        Raises:
            GettaskError: That of the last attempt.
        """
        attempts = 0
        while True:
            if until > -math.inf:
                request = self.within(request, until)
            try:
                response = await self._exchange(request)
                if request.result is not None and request.result.is_due(response):
                    second = replace(request.result.request, limit=request.limit)
                    second = self.within(second, until) if until > -math.inf else second
                    response = request.result.joined(response, await self._exchange(second))
                return parse(response, self.clock.time())
            except GettaskError as error:
                pause = self.pause(error, attempts, idempotent=request.idempotent)
                if pause is None or self.clock.monotonic() + pause >= until:
                    raise
                attempts += 1
                log.debug(
                    "%s %s failed, attempt %d, again in %.1f s: %s",
                    self.api,
                    request.operation,
                    attempts,
                    pause,
                    error,
                )
            await self.clock.asleep(pause)

    async def _exchange(self, request: Request) -> Response:
        """Return the response to a request that is sent once."""
        if request.refused is not None:
            raise request.refused
        with RequestObserver(self.api, request, self.hook) as observed:
            response = await self._transport.send(request)
            observed.status = response.status
        return response if request.decode is None else request.decode(response)

    def within(self, request: Request, until: float) -> Request:
        """Return the request with a limit: it has to end one timeout after the deadline at the latest."""
        if self.timeout is None or until == math.inf:
            return request
        left = until + self.timeout - self.clock.monotonic()
        return replace(request, limit=max(left, 0.001))

    async def send_once(self, request: Request) -> Response:
        """Return the response, whatever it means, to a request that is not repeated."""
        return await self.send(request, _unparsed, -math.inf)

    def pause(self, error: GettaskError, attempts: int, *, idempotent: bool = True) -> float | None:
        """Return the seconds before the next attempt, None if there is none."""
        return self.retry.pause(error, attempts, self.clock.random(), idempotent=idempotent)


def _unparsed(response: Response, _: float) -> Response:
    return response
