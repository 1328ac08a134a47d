"""The API functions of an emitted package, over a transport that answers from memory."""

from __future__ import annotations

import asyncio
import email
import importlib
import io
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any, get_args, get_type_hints

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


def test_a_form_carries_files_and_fields(toys: ModuleType) -> None:
    """A file has its name and media type; text is sent as text, each item of a list by itself."""
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"message": "taken"})

    file = toys.types.File(io.BytesIO(b"\x89PNG"), "dot.png", "image/png")
    body = toys.models.UploadRequest(file=file, name="a dot", sizes=[1, 2], public=True)
    assert api("upload_file").sync(client=client(toys, answer), body=body).message == "taken"
    form = email.message_from_bytes(
        b"Content-Type: " + seen[0].headers["content-type"].encode() + b"\n\n" + seen[0].read()
    )
    parts = [*form.walk()][1:]
    named = [(p.get_param("name", header="content-disposition"), p.get_payload(decode=True)) for p in parts]
    assert named == [
        ("file", b"\x89PNG"),
        ("name", b"a dot"),
        ("sizes", b"1"),
        ("sizes", b"2"),
        ("public", b"true"),
    ]
    assert (parts[0].get_filename(), parts[0].get_content_type()) == ("dot.png", "image/png")


def test_a_form_has_no_null(toys: ModuleType) -> None:
    """A field that is None is left out: the text `null` would be a value like any other."""
    requests = importlib.import_module(f"{toys.__name__}._requests")
    assert requests.form({"name": None, "sizes": [1, None]}) == [("sizes", (None, "1", None))]


def test_an_operation_with_a_host_of_its_own_reaches_no_other(toys: ModuleType) -> None:
    """File and key go to the operation's own server, whatever the base URL."""
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((str(request.url), request.headers["x-key"]))
        return httpx.Response(200, json={"message": "taken"})

    body = toys.models.UploadRequest(file=toys.types.File(b"bytes"))
    api("upload_file").sync(client=client(toys, answer), body=body)
    assert seen == [("https://files.example/v1/file", "s3cret")]


def test_a_redirect_does_not_take_the_key_along(toys: ModuleType) -> None:
    """A reply that points to another host is not followed."""
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.host)
        return httpx.Response(307, headers={"location": "https://elsewhere.example/"})

    body = toys.models.UploadRequest(file=toys.types.File(b"bytes"))
    with pytest.raises(toys.errors.UnexpectedStatus):
        api("upload_file").sync(client=client(toys, answer), body=body)
    assert seen == ["files.example"]


@pytest.mark.parametrize(
    ("package", "function", "body", "url"),
    [
        (
            "gettask_piapi",
            "upload_file",
            {"file_name": "dot.png", "file_data": "iVBORw0KGgo="},
            "https://upload.theapi.app/api/ephemeral_resource",
        ),
        ("gettask_tripo", "upload_file", None, "https://base.example/files"),
        ("gettask_tripo_v2", "upload_image", None, "https://base.example/upload"),
        ("gettask_tripo_v2", "upload_image_sts", None, "https://base.example/upload/sts"),
    ],
)
def test_uploads_reach_the_host_that_the_spec_names(
    package: str, function: str, body: dict[str, Any] | None, url: str
) -> None:
    """PiAPI takes files on a host of its own, Tripo where all else is; the key goes to that host alone."""
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((str(request.url), "s3cret" in str(request.headers.raw)))
        return httpx.Response(401, json={"code": 401, "message": "no", "suggestion": "none"})

    module = importlib.import_module(package)
    models = importlib.import_module(f"{package}.models")
    types = importlib.import_module(f"{package}.types")
    given = models.UploadRequest.from_dict(body or {"file": types.File(b"bytes", "dot.png", "image/png")})
    transport = {"transport": httpx.MockTransport(answer)}
    sender = module.AuthenticatedClient("https://base.example", token="s3cret", httpx_args=transport)
    importlib.import_module(f"{package}.api.files.{function}").sync(client=sender, body=given)
    assert seen == [(url, True)]


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


def test_what_a_function_returns_is_what_replies_hold(toys: ModuleType) -> None:
    """A reply without a body adds nothing to the type, where another has one."""
    tag = api("tag_task")
    expected = list[str | None] | str | toys.models.Refusal | None
    names = {name: getattr(toys.models, name) for name in toys.models.__all__}
    assert {*get_args(get_type_hints(tag.sync, localns=names)["return"])} == {*get_args(expected)}


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
