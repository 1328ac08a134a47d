"""The connections of async clients, their own pool and an aiohttp session: what goes over them."""

from __future__ import annotations

import asyncio
import gzip
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from types import SimpleNamespace
from typing import Any

import aiohttp
import httpcore
import pytest

from gettask import Phase, TransportError, UnexpectedResponseError
from gettask._async import pool
from gettask.client import AsyncClient, connect_async
from tests.runtime.harness import APIS, ID, KEY, body, some_status

API = APIS[0]
TASK = json.dumps(body(API, some_status(API, Phase.RUNNING))).encode()


class Peer(asyncio.Protocol):
    """Answers every request alike, and keeps what came: one list of requests a connection."""

    def __init__(self, case: Case, reply: bytes) -> None:
        self.mine: list[bytes] = []
        case.seen.append(self.mine)
        self.case = case
        self.reply = reply

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.case.open += 1

    def connection_lost(self, _: Exception | None) -> None:
        self.case.open -= 1

    def data_received(self, data: bytes) -> None:
        self.mine.append(data)
        self.transport.write(self.reply)


def http(content: bytes, *head: str, status: str = "200 OK") -> bytes:
    """Return a reply."""
    lines = [f"HTTP/1.1 {status}", *head, f"Content-Length: {len(content)}", "", ""]
    return "\r\n".join(lines).encode() + content


class Case:
    """A client and the server that it talks to: what came over each connection, and how many are open."""

    client: AsyncClient
    url: str

    def __init__(self) -> None:
        self.seen: list[list[bytes]] = []
        self.open = 0

    async def settled(self) -> int:
        """Return how many connections are open when the server has heard of all that were closed."""
        await asyncio.sleep(0.02)
        return self.open


@asynccontextmanager
async def case(mode: str, reply: bytes = http(TASK), **options: Any) -> AsyncIterator[Case]:
    """Open a server, and a client that sends through its pool or through a session."""
    it = Case()
    server = await asyncio.get_running_loop().create_server(lambda: Peer(it, reply), "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    session = aiohttp.ClientSession() if mode == "session" else None
    async with (
        server,
        connect_async(API, KEY, base_url=url, http_client=session, retries=0, **options) as client,
    ):
        it.client, it.url = client, url
        yield it
    if session is not None:
        assert not session.closed
        await session.close()
    await asyncio.sleep(0.01)  # the server sees the end of its connections


@pytest.fixture(params=["pool", "session"])
def mode(request: pytest.FixtureRequest) -> str:
    """How requests go."""
    mode: str = request.param
    return mode


def test_a_connection_serves_again(mode: str) -> None:
    """Polls one after the other share a connection; polls at once have one each, which are kept as well."""

    async def run() -> None:
        async with case(mode) as it:
            for _ in range(3):
                await it.client.get(ID)
            assert [len(connection) for connection in it.seen] == [3]
            for _ in range(2):
                await asyncio.gather(*(it.client.get(ID) for _ in range(4)))
            assert len(it.seen) == 4

    asyncio.run(run())


def test_an_order_has_a_connection_of_its_own() -> None:
    """What must not be sent twice does not go over a connection that the server may be about to close."""

    async def run() -> None:
        async with case("pool") as it:
            await it.client.get(ID)
            await it.client.create({"model": "x"}, force=True)
            assert [len(connection) for connection in it.seen] == [1, 1]
            assert it.seen[1][0].startswith(b"POST ")
            assert it.seen[1][0].endswith(b'\r\nContent-Length: 14\r\n\r\n{"model": "x"}')

    asyncio.run(run())


def test_what_is_sent_has_the_key_and_the_id_as_one_step(mode: str) -> None:
    """Headers are those of the flow, and an id of dots and slashes is not read as a path."""

    async def run() -> None:
        async with case(mode) as it:
            for id in ("..", "a/b", "a b", "🎵"):
                with suppress(UnexpectedResponseError):  # the answer is about another task
                    await it.client.get(id)
            sent = b"".join(b"".join(connection) for connection in it.seen)
            for part in (b"/%2E%2E HTTP/1.1", b"/a%2Fb HTTP", b"/a%20b HTTP", b"/%F0%9F%8E%B5 HTTP"):
                assert part in sent
            assert sent.count(KEY.encode()) == 4
            assert sent.lower().count(b"\r\nhost: 127.0.0.1:") == 4

    asyncio.run(run())


def test_a_connection_that_is_old_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A free connection is closed when it was not needed for too long, and a new one made."""
    monkeypatch.setattr(pool, "KEEPALIVE_EXPIRY", -1.0)

    async def run() -> None:
        async with case("pool") as it:
            for _ in range(3):
                await it.client.get(ID)
            assert len(it.seen) == 3
            assert await it.settled() == 0  # closed without being asked for

    asyncio.run(run())


def test_a_connection_that_becomes_free_late_is_closed() -> None:
    """Nothing is kept for a client that is not there any more."""

    async def run() -> None:
        async with case("pool") as it:
            await it.client.get(ID)
            assert await it.settled() == 1
            await it.client.aclose()
            await it.client.get(ID)
            assert await it.settled() == 0

    asyncio.run(run())


def test_a_cancelled_poll_leaves_no_connection_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a poll is when it is cancelled, its connection is free again or closed."""
    made: list[Any] = []

    class Noted(httpcore.AsyncHTTPConnection):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            made.append(self)

    monkeypatch.setattr(httpcore, "AsyncHTTPConnection", Noted)

    async def run() -> None:
        async with case("pool") as it:
            for steps in range(12):
                await it.client.get(ID)
                poll = asyncio.create_task(it.client.get(ID))
                for _ in range(steps):
                    await asyncio.sleep(0)
                poll.cancel()
                with suppress(asyncio.CancelledError):
                    await poll
            await it.client.aclose()
            assert all(connection.is_closed() for connection in made)
            assert await it.settled() == 0

    asyncio.run(run())


def test_a_packed_reply_is_unpacked(mode: str) -> None:
    """A server that packs its replies unasked is understood; what cannot be unpacked is a failed poll."""

    async def run() -> None:
        async with case(mode, http(gzip.compress(TASK), "Content-Encoding: gzip")) as it:
            assert (await it.client.get(ID)).id == ID
        async with case(mode, http(b"not packed", "Content-Encoding: gzip")) as it:
            with pytest.raises((TransportError, UnexpectedResponseError)):
                await it.client.get(ID)

    asyncio.run(run())


def test_a_reply_without_end_is_refused(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of a reply is read than any reply of an API may have."""
    for module in ("_async.pool", "_http.aiohttp_transport"):
        monkeypatch.setattr(f"gettask.{module}.MAX_BODY", 100)

    async def run() -> None:
        async with case(mode) as it:
            with pytest.raises(TransportError, match="more than"):
                await it.client.get(ID)

    asyncio.run(run())


def test_a_redirect_is_not_followed(mode: str) -> None:
    """The key goes nowhere but where it was meant to go."""

    async def run() -> None:
        async with case(mode, http(b"", "Location: /elsewhere", status="302 Found")) as it:
            with pytest.raises(UnexpectedResponseError, match="redirect"):
                await it.client.get(ID)
            assert [len(connection) for connection in it.seen] == [1]

    asyncio.run(run())


def test_the_timeout_is_that_of_one_request(mode: str) -> None:
    """A reply that does not come is given up, and the request is known to have left."""

    async def run() -> None:
        async with case(mode, b"", timeout=0.02) as it:
            with pytest.raises(TransportError) as caught:
                await it.client.get(ID)
            assert caught.value.sent

    asyncio.run(run())


def test_a_refused_connection_has_sent_nothing(mode: str) -> None:
    """Where nobody listens, an order may be sent again, and the error says so."""

    async def run() -> None:
        async with AsyncExitStack() as stack:
            session = await stack.enter_async_context(aiohttp.ClientSession()) if mode == "session" else None
            client = await stack.enter_async_context(
                connect_async(API, KEY, base_url="http://127.0.0.1:1", http_client=session, retries=0)
            )
            with pytest.raises(TransportError) as caught:
                await client.create({}, force=True)
            assert not caught.value.sent
            assert not caught.value.outcome_unknown

    asyncio.run(run())


def test_a_certificate_that_is_refused_is_no_wrong_url() -> None:
    """aiohttp's error of it is a ValueError as well, and yet a poll may succeed later, as over httpx."""
    key: Any = SimpleNamespace(host="h", port=443, ssl=True, is_ssl=True)

    class Refusing:
        def request(self, *_: object, **__: object) -> None:
            raise aiohttp.ClientConnectorCertificateError(key, ssl.SSLCertVerificationError("expired"))

    session: Any = Refusing()
    with pytest.raises(TransportError, match="expired") as caught:
        asyncio.run(connect_async(API, KEY, http_client=session, retries=0).get(ID))
    assert (caught.value.retryable, caught.value.sent) == (True, False)


def test_a_proxy_of_the_environment_is_left_to_httpx(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pool connects by itself; where the environment names a proxy, requests go the way of httpx."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)

    async def run() -> None:
        async with case("pool", http(b"", status="502 Bad Gateway")) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
            async with connect_async(API, KEY, base_url="https://api.example", retries=0) as client:
                with pytest.raises(TransportError):
                    await client.get(ID)
            assert proxy.seen[0][0].startswith(b"CONNECT api.example:443 ")
            assert KEY.encode() not in b"".join(proxy.seen[0])

    asyncio.run(run())
