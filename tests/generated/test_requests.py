"""The API functions of an emitted package, over a transport that answers from memory."""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx
import pytest


def client(toys: ModuleType, answer: Callable[[httpx.Request], httpx.Response], **settings: Any) -> Any:
    """Return a client whose requests are answered by `answer`."""
    transport = {"transport": httpx.MockTransport(answer)}
    return toys.AuthenticatedClient("https://toys.example", token="s3cret", httpx_args=transport, **settings)


def gone(_: httpx.Request) -> httpx.Response:
    """Answer as a proxy in front of the API does."""
    return httpx.Response(520, content=b"<html>secret</html>", headers={"content-type": "text/html"})


def api(name: str) -> Any:
    """Return a module with API functions."""
    return importlib.import_module(f"gettask_toys.api.default.{name}")


def test_a_request_carries_the_key_as_the_spec_says(toys: ModuleType) -> None:
    """Header and prefix come from the security scheme; a model is sent as its JSON."""
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"code": 0, "data": {"task_id": "1"}})

    body = toys.models.SongRequest.from_dict(
        {"model": "acme/song", "task_type": "sing", "input": {"lyrics": "la"}}
    )
    reply = api("create_task").sync(client=client(toys, answer), body=body)
    assert reply.data.task_id == "1"
    assert seen[0].headers["X-Key"] == "s3cret"
    assert json.loads(seen[0].content) == body.to_dict()


def test_a_task_id_is_escaped_in_the_path(toys: ModuleType) -> None:
    """A slash or a letter beyond ASCII stays within its segment of the path."""
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.raw_path)
        return httpx.Response(404, json={"message": "no such task"})

    refusal = api("get_task").sync("a/ü?", client=client(toys, answer))
    assert refusal.message == "no such task"
    assert seen == [b"/task/a%2F%C3%BC%3F"]


@pytest.mark.parametrize(
    ("answer", "parsed"),
    [
        (httpx.Response(200, json=["a", None]), ["a", None]),
        (httpx.Response(204), None),
        (httpx.Response(502, text="down"), "down"),
    ],
)
def test_replies_of_every_kind_are_parsed(toys: ModuleType, answer: httpx.Response, parsed: Any) -> None:
    """Lists, empty replies and text are returned as what they are."""
    seen = []

    def record(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answer

    body = [toys.models.SongInput(lyrics="la")]
    assert api("tag_task").sync("1", client=client(toys, record), body=body, wait=3) == parsed
    assert (seen[0].url.query, json.loads(seen[0].content)) == (b"wait=3", [{"lyrics": "la"}])


def test_an_undocumented_status_raises(toys: ModuleType) -> None:
    """A status that HTTP does not know, 520, is an UnexpectedStatus like any other."""
    with pytest.raises(toys.errors.UnexpectedStatus) as caught:
        api("get_task").sync("1", client=client(toys, gone))
    assert caught.value.status_code == 520


def test_an_undocumented_status_can_be_read_instead(toys: ModuleType) -> None:
    """With raise_on_unexpected_status=False the status is the response's, and nothing is parsed."""
    lenient = client(toys, gone, raise_on_unexpected_status=False)
    response = api("get_task").sync_detailed("1", client=lenient)
    assert (response.status_code, response.parsed) == (520, None)


@pytest.mark.parametrize("content", [b"", b"<html>secret</html>", b'{"code": 200, "da', b"\xff"])
def test_a_body_that_is_no_json_raises_a_decode_error(toys: ModuleType, content: bytes) -> None:
    """Empty, HTML, truncated, not UTF-8: the error says what came instead, not its text."""
    answer = httpx.Response(200, content=content, headers={"content-type": "text/html; charset=utf-8"})
    with pytest.raises(toys.errors.DecodeError) as caught:
        api("get_task").sync("1", client=client(toys, lambda _: answer))
    assert caught.value.got == f"{len(content)} bytes of text/html (status 200)"
    assert "secret" not in str(caught.value)


def test_the_async_functions_do_the_same(toys: ModuleType) -> None:
    """asyncio decodes and raises like sync."""

    async def both() -> Any:
        good = client(toys, lambda _: httpx.Response(200, json={"code": 1, "data": {}}))
        async with good:
            reply = await api("get_task").asyncio("1", client=good)
        bad = client(toys, gone)
        async with bad:
            with pytest.raises(toys.errors.UnexpectedStatus):
                await api("get_task").asyncio("1", client=bad)
        return reply

    assert asyncio.run(both()).code == 1


def test_a_request_does_not_wait_for_ever(toys: ModuleType) -> None:
    """The timeout is finite unless another is given."""
    with client(toys, gone) as given:
        assert given.get_httpx_client().timeout == httpx.Timeout(30)
    with given.with_timeout(httpx.Timeout(5)) as other:
        assert other.get_httpx_client().timeout == httpx.Timeout(5)


def test_the_key_is_not_in_the_repr(toys: ModuleType) -> None:
    """A client in a log or a traceback does not give the key away, before and after it was used."""
    used = client(toys, gone, headers={"X-Other": "s3cret"})
    used.get_httpx_client()
    assert "s3cret" not in repr(used)
