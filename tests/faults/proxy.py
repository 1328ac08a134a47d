"""The servers of a run on loopback, for commands: what they answer is played over real sockets.

Time is real there, so pauses are short: a connection that is silent for too long is reset.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time

from tests.faults.api import FaultyApi, order
from tests.faults.network import End
from tests.faults.virtual import VirtualTime
from tests.faults.wire import Background, closed, message, reset

LONGEST_PAUSE = 0.1
"""Seconds of one pause at most."""
PATIENCE = 0.4
"""Seconds of all pauses of a script at most; then the connection is reset."""


class RealTime(VirtualTime):
    """The machine's time, as far as it has been read."""

    def __init__(self) -> None:
        super().__init__(time.time())
        self._begun = time.monotonic()

    def read(self) -> None:
        """Read the clock."""
        self.now = time.monotonic() - self._begun


class Proxy:
    """A server at two ports of loopback: the API with its results, and a stranger's."""

    def __init__(self) -> None:
        self.background = Background()
        self.api: FaultyApi | None = None
        self._servers: list[asyncio.Server] = []
        self.root, self.stranger = self.background.run(self._listen())

    async def _listen(self) -> tuple[str, str]:
        roots = []
        for _ in range(2):
            server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
            self._servers.append(server)
            roots.append(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        return roots[0], roots[1]

    def stop(self) -> None:
        """Listen no more."""
        self.background.run(self._close())
        self.background.stop()

    async def _close(self) -> None:
        for server in self._servers:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, OSError):  # the client has gone
            while await self._play(await message(reader), client):
                pass
        await closed(client)

    async def _play(self, request: bytes, client: asyncio.StreamWriter) -> bool:
        """Play the answer to a request, and return whether the connection goes on."""
        assert self.api is not None
        assert isinstance(self.api.time, RealTime)
        self.api.time.read()
        order.set(-1)  # a command has one order; the code that began this server had others
        left = PATIENCE
        for step in self.api.serve(request):
            if isinstance(step, bytes):
                client.write(step)
                await client.drain()
            elif isinstance(step, float):
                left -= min(step, LONGEST_PAUSE)
                await asyncio.sleep(min(step, LONGEST_PAUSE))
            elif step is End.CLOSED:
                return False
            elif step is End.SILENT:
                left = -math.inf
                await asyncio.sleep(PATIENCE)
            elif not isinstance(step, End):
                step()
            if step is End.RESET or left < 0:
                reset(client)
                return False
        return True
