"""The connections of async clients, their own and those of a session of aiohttp: what goes over them."""

from __future__ import annotations

import asyncio
import gzip
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from types import SimpleNamespace
from typing import Any

import aiohttp
import httpcore
import pytest

from gettask import Phase, TransportError, UnexpectedResponseError, aio, lanes
from gettask._contract.contract import APIS
from tests.runtime.harness import ID, KEY, body, some_status

API = APIS[0]
TASK = json.dumps(body(API, some_status(API, Phase.RUNNING))).encode()


class Peer(asyncio.Protocol):
    """Answers every request alike, and keeps what came: one list of requests a connection."""

    def __init__(self, seen: list[list[bytes]], reply: bytes) -> None:
        self.mine: list[bytes] = []
        seen.append(self.mine)
        self.reply = reply

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.mine.append(data)
        self.transport.write(self.reply)


def http(content: bytes, *head: str, status: str = "200 OK") -> bytes:
    """Return a reply."""
    lines = [f"HTTP/1.1 {status}", *head, f"Content-Length: {len(content)}", "", ""]
    return "\r\n".join(lines).encode() + content


class Case:
    """A client and the server that it talks to."""

    def __init__(self, client: aio.AsyncClient, seen: list[list[bytes]]) -> None:
        self.client = client
        self.seen = seen


def free(client: aio.AsyncClient) -> list[Any]:
    """Return the connections that lanes keep."""
    kept = client._transport._lanes
    assert isinstance(kept, lanes.Lanes)
    return [lane for each in kept._free.values() for lane in each]


@asynccontextmanager
async def case(mode: str, reply: bytes = http(TASK), **options: Any) -> AsyncIterator[Case]:
    """Open a server, and a client that goes by lanes or by a session."""
    seen: list[list[bytes]] = []
    server = await asyncio.get_running_loop().create_server(lambda: Peer(seen, reply), "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    session = aiohttp.ClientSession() if mode == "session" else None
    async with (
        server,
        aio.CLIENTS[API](KEY, base_url=url, http_client=session, retries=0, **options) as client,
    ):
        yield Case(client, seen)
    if session is not None:
        assert not session.closed
        await session.close()
    await asyncio.sleep(0.01)  # the server sees the end of its connections


@pytest.fixture(params=["lanes", "session"])
def mode(request: pytest.FixtureRequest) -> str:
    """How requests go."""
    mode: str = request.param
    return mode


def test_a_connection_serves_again(mode: str) -> None:
    """Looks one after the other share a connection; looks at once have one each, which are kept as well."""

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
        async with case("lanes") as it:
            await it.client.get(ID)
            await it.client.create({"model": "x"})
            assert [len(connection) for connection in it.seen] == [1, 1]
            assert it.seen[1][0].startswith(b"POST ")
            assert it.seen[1][0].endswith(b'\r\nContent-Length: 14\r\n\r\n{"model": "x"}')

    asyncio.run(run())


def test_what_is_sent_has_the_key_and_the_id_as_one_step(mode: str) -> None:
    """Headers are those of the flow, and an id of dots and slashes is not read as a path."""

    async def run() -> None:
        async with case(mode) as it:
            for id in ("..", "a/b", "a b", "🎵"):
                await it.client.get(id)
            sent = b"".join(b"".join(connection) for connection in it.seen)
            for part in (b"/%2E%2E HTTP/1.1", b"/a%2Fb HTTP", b"/a%20b HTTP", b"/%F0%9F%8E%B5 HTTP"):
                assert part in sent
            assert sent.count(KEY.encode()) == 4
            assert sent.lower().count(b"\r\nhost: 127.0.0.1:") == 4

    asyncio.run(run())


def test_a_connection_that_is_old_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A free connection is closed when it was not needed for too long, and a new one made."""
    monkeypatch.setattr(lanes, "KEPT", -1.0)

    async def run() -> None:
        async with case("lanes") as it:
            for _ in range(3):
                await it.client.get(ID)
            assert len(it.seen) == 3
            assert free(it.client) == []  # closed without being asked for

    asyncio.run(run())


def test_a_connection_that_becomes_free_late_is_closed() -> None:
    """Nothing is kept for a client that is not there any more."""

    async def run() -> None:
        async with case("lanes") as it:
            await it.client.get(ID)
            assert len(free(it.client)) == 1
            await it.client.aclose()
            await it.client.get(ID)
            assert free(it.client) == []

    asyncio.run(run())


def test_a_cancelled_look_leaves_no_connection_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a look is when it is cancelled, its connection is free again or closed."""
    made: list[Any] = []

    class Noted(httpcore.AsyncHTTPConnection):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            made.append(self)

    monkeypatch.setattr(httpcore, "AsyncHTTPConnection", Noted)

    async def run() -> None:
        async with case("lanes") as it:
            for steps in range(12):
                await it.client.get(ID)
                look = asyncio.create_task(it.client.get(ID))
                for _ in range(steps):
                    await asyncio.sleep(0)
                look.cancel()
                with suppress(asyncio.CancelledError):
                    await look
            kept = free(it.client)
            assert all(lane in kept or lane.is_closed() for lane in made)

    asyncio.run(run())


def test_a_packed_reply_is_unpacked(mode: str) -> None:
    """A server that packs its replies unasked is understood; what cannot be unpacked is a failed look."""

    async def run() -> None:
        async with case(mode, http(gzip.compress(TASK), "Content-Encoding: gzip")) as it:
            assert (await it.client.get(ID)).id == ID
        async with case(mode, http(b"not packed", "Content-Encoding: gzip")) as it:
            with pytest.raises((TransportError, UnexpectedResponseError)):
                await it.client.get(ID)

    asyncio.run(run())


def test_a_reply_without_end_is_refused(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of a reply is read than any reply of an API may have."""
    for module in ("lanes", "session"):
        monkeypatch.setattr(f"gettask.{module}.LARGEST_REPLY", 100)

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
        async with case(mode) as it:
            it.client._flows.__dict__["base_url"] = "http://127.0.0.1:1"
            with pytest.raises(TransportError) as caught:
                await it.client.create({})
            assert not caught.value.sent
            assert not caught.value.outcome_unknown

    asyncio.run(run())


def test_a_certificate_that_is_refused_is_no_wrong_url() -> None:
    """aiohttp's error of it is a ValueError as well, and yet a look may succeed later, as over httpx."""
    key: Any = SimpleNamespace(host="h", port=443, ssl=True, is_ssl=True)

    class Refusing:
        def request(self, *_: object, **__: object) -> None:
            raise aiohttp.ClientConnectorCertificateError(key, ssl.SSLCertVerificationError("expired"))

    session: Any = Refusing()
    with pytest.raises(TransportError, match="expired") as caught:
        asyncio.run(aio.CLIENTS[API](KEY, http_client=session, retries=0).get(ID))
    assert (caught.value.retryable, caught.value.sent) == (True, False)


def test_a_proxy_of_the_environment_is_left_to_httpx(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lanes connect by themselves; where the environment names a proxy, requests go the way of httpx."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")

    async def run() -> None:
        async with aio.CLIENTS[API](KEY, retries=0) as client:
            assert client._transport._lanes is None
            with pytest.raises(TransportError):
                await client.get(ID)

    asyncio.run(run())
