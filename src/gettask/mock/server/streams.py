"""Streams of server-sent events: an event for each change of what an open page shows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from gettask.mock.http import Response

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Changed = Callable[[], bool]
"""Says whether anything has changed since its last call that said so."""

INTERVAL = 0.25
"""Seconds between two looks for changes."""
MOST = 50
"""How many pages may be open at once; further ones are not live."""
CHANGED = b"event: changed\ndata: 1\n\n"


class EventStreams:
    """The streams of a server.

    Args:
        watch: Begins to watch for changes, for one stream.
    """

    def __init__(self, watch: Callable[[], Changed]) -> None:
        self.closing = False
        """Whether streams are to end, because the server stops."""
        self._watch, self._count = watch, 0

    async def run(self, response: Response, receive: Receive, send: Send) -> None:
        """Go on with a response whose head was sent, until the client leaves or the server stops."""
        self._count += 1
        left = asyncio.ensure_future(until(receive, "http.disconnect"))
        changed = self._watch()
        try:
            # At once, too: something may have changed since the page was made.
            await send({"type": "http.response.body", "body": response.body + CHANGED, "more_body": True})
            while self._count <= MOST and not (left.done() or self.closing):
                if changed():
                    await send({"type": "http.response.body", "body": CHANGED, "more_body": True})
                await asyncio.wait([left], timeout=INTERVAL)
        finally:
            self._count -= 1
            left.cancel()
        await send({"type": "http.response.body", "body": b""})


async def until(receive: Receive, kind: str) -> None:
    """Wait for a message of a kind."""
    while (await receive())["type"] != kind:
        pass
