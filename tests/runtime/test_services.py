"""What an API offers beside tasks: cancelling, the account, uploads."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path
from typing import Any

import httpx
import pytest

from gettask import (
    AuthenticationError,
    InvalidRequestError,
    PermissionDeniedError,
    TaskNotFoundError,
    TransportError,
    UnexpectedResponseError,
    UnsupportedError,
)
from gettask._contract.account import account_resources, query_operation
from gettask._contract.contract import load
from gettask._contract.installed import APIS
from gettask._contract.upload import UploadOperation
from tests.runtime.harness import ID, KEY, Caller, Server, reply

Open = Callable[..., Caller]

QUESTIONS = [(api, name) for api in APIS for name in account_resources(load(api))]
PIXEL = b"\x89PNG\r\n\x1a\n\0\xff--\r\n"


def parts(message: bytes) -> Any:
    """Return the parts of a multipart message."""
    return message_from_bytes(message).get_payload()


def test_a_task_is_cancelled_by_its_id(open_client: Open) -> None:
    """PiAPI cancels with a DELETE at the path of the task, with the key."""
    server = Server({"code": 200, "message": f"task {ID} canceled"})
    assert open_client("piapi", server).cancel(ID) is None
    (request,) = server.requests
    operation = load("piapi").operations["cancel_task"]
    assert (request.method, request.url.path) == ("DELETE", operation.path_of(ID))
    assert request.headers["x-api-key"] == KEY


@pytest.mark.parametrize("content", [b"", b"gone", b"{}"])
def test_a_cancelled_task_needs_no_body(content: bytes, open_client: Open) -> None:
    """What PiAPI answers to many models is not published: any success is one."""
    open_client("piapi", Server(httpx.Response(200, content=content))).cancel(ID)


@pytest.mark.parametrize(
    ("response", "kind", "tries"),
    [
        (reply({"code": 400, "message": "the task is processing"}, 400), InvalidRequestError, 1),
        (reply({"code": 400, "message": "the task is processing"}), InvalidRequestError, 1),
        (reply({"code": 404, "message": "no such task"}, 404), TaskNotFoundError, 1),
        (httpx.Response(302, headers={"Location": "https://evil.example"}), UnexpectedResponseError, 3),
        (httpx.ReadTimeout("slow"), TransportError, 3),
    ],
)
def test_a_refused_cancellation_is_an_error(
    response: Any, kind: type[Exception], tries: int, open_client: Open
) -> None:
    """A refusal is the same error as anywhere; only what may help is tried again."""
    server = Server(response)
    with pytest.raises(kind):
        open_client("piapi", server).cancel(ID)
    assert len(server.requests) == tries


@pytest.mark.parametrize("api", ["tripo", "tripo-v2"])
def test_an_api_that_cancels_nothing_says_so(api: str, open_client: Open) -> None:
    """Tripo has no such operation: nothing is sent."""
    server = Server({})
    with pytest.raises(UnsupportedError, match="cancel task"):
        open_client(api, server).cancel(ID)
    assert server.requests == []


def test_tasks_of_a_kind_are_cancelled_at_once(open_client: Open) -> None:
    """What the spec lets one choose by is sent as it is; a strange name or a missing one sends nothing."""
    server = Server({"code": 200})
    cancelling = open_client("piapi", server)
    which = dict.fromkeys(query_operation(load("piapi"), "cancel_tasks").required, 5)
    cancelling.cancel_many(**which)
    (request,) = server.requests
    operation = load("piapi").operations["cancel_tasks"]
    assert (request.method, request.url.path) == (operation.method, operation.path)
    assert dict(request.url.params) == dict.fromkeys(which, "5")
    for name in which:
        with pytest.raises(ValueError, match=f"{name} is missing"):
            cancelling.cancel_many(**{**which, name: None})
    with pytest.raises(ValueError, match="not colour"):
        cancelling.cancel_many(**which, colour="red")
    assert len(server.requests) == 1


@pytest.mark.parametrize("api", ["tripo", "tripo-v2"])
def test_an_api_that_cancels_none_at_once_says_so(api: str, open_client: Open) -> None:
    """Tripo has no such operation: nothing is sent."""
    server = Server({})
    with pytest.raises(UnsupportedError, match="cancel tasks"):
        open_client(api, server).cancel_many(model="all")
    assert server.requests == []


@pytest.mark.parametrize(("api", "name"), QUESTIONS)
def test_all_that_the_spec_tags_account_can_be_asked(api: str, name: str, open_client: Open) -> None:
    """Each thing is asked at its own path, narrowed as the spec allows, and comes without its envelope."""
    contract = load(api)
    resource = account_resources(contract)[name]
    code = contract.envelope.ok[0]
    server = Server({"code": code, "data": {"balance": 7}})
    narrowed = dict.fromkeys(resource.parameters, 5)
    assert open_client(api, server).account(name, **narrowed) == {"balance": 7}
    (request,) = server.requests
    assert request.url.path.endswith(contract.operations[resource.operation].path)
    assert dict(request.url.params) == dict.fromkeys(resource.parameters, "5")


def test_the_account_or_its_balance_comes_first(api: str, open_client: Open) -> None:
    """Without a word `account` asks for the account, or for its balance."""
    server = Server({"code": load(api).envelope.ok[0], "data": []})
    assert open_client(api, server).account() == []
    assert server.requests[0].url.path.rpartition("/")[2] in ("info", "balance")


def test_what_an_account_does_not_tell_is_answered_with_what_it_tells(api: str, open_client: Open) -> None:
    """A wrong word lists the right ones, and sends nothing."""
    server = Server({})
    asking = open_client(api, server)
    with pytest.raises(UnsupportedError) as caught:
        asking.account("weather")
    assert all(name in str(caught.value) for name in account_resources(load(api)))
    with pytest.raises(ValueError, match="not colour"):
        asking.account(colour="red")
    assert server.requests == []


def test_an_account_never_repeats_the_key(open_client: Open) -> None:
    """PiAPI's account has the key in clear, which is left out wherever it stands."""
    data = {"api_key": KEY, "wallet": {f"of {KEY}": [f"key {KEY}", 5, None]}}
    account = open_client("piapi", Server({"code": 200, "data": data})).account()
    assert account == {"api_key": "[redacted]", "wallet": {"of [redacted]": ["key [redacted]", 5, None]}}


@pytest.mark.parametrize("api", ["tripo", "tripo-v2"])
def test_a_multipart_upload_carries_the_bytes(api: str, open_client: Open, tmp_path: Path) -> None:
    """Tripo takes the file as it is, and its token comes back."""
    path = tmp_path / "cat.png"
    path.write_bytes(PIXEL)
    upload = UploadOperation.of(load(api))
    assert upload is not None
    (token,) = upload.token.at
    server = Server({"code": 0, "data": {token.rpartition("/")[2]: "file_1"}})
    assert open_client(api, server).upload(path) == "file_1"
    (request,) = server.requests
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    (part,) = parts(head + request.content)
    assert part.get_param("name", header="content-disposition") == upload.file
    assert (part.get_filename(), part.get_content_type()) == ("cat.png", "image/png")
    assert PIXEL in request.content
    assert request.headers["authorization"] == f"Bearer {KEY}"


def test_a_json_upload_goes_to_its_own_host_alone(open_client: Open, tmp_path: Path) -> None:
    """PiAPI takes base64 on another host, which the spec names; that host gets the key."""
    path = tmp_path / "cat.png"
    path.write_bytes(PIXEL)
    server = Server({"code": 200, "data": {"url": "https://cdn.example/cat.png"}, "message": "success"})
    assert open_client("piapi", server).upload(path, name="my cat.png") == "https://cdn.example/cat.png"
    (request,) = server.requests
    operation = load("piapi").operations["upload_file"]
    assert operation.server is not None
    assert str(request.url) == operation.server + operation.path
    assert request.headers["x-api-key"] == KEY
    fields = json.loads(request.content)
    assert fields.pop("file_name") == "my cat.png"
    assert [base64.b64decode(value) for value in fields.values()] == [PIXEL]


def test_a_base_url_replaces_the_host_of_uploads(open_client: Open, tmp_path: Path) -> None:
    """With a base_url, such as a mock's, no request goes anywhere else."""
    (tmp_path / "a.png").write_bytes(PIXEL)
    server = Server({"code": 200, "data": {"url": "https://cdn.example/a.png"}})
    open_client("piapi", server, base_url="http://127.0.0.1:1").upload(tmp_path / "a.png")
    assert {request.url.host for request in server.requests} == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (httpx.Response(401, json={"code": 401, "message": "no"}), AuthenticationError),
        (httpx.Response(403, json={"code": 403, "message": "plan"}), PermissionDeniedError),
        (httpx.Response(200, json={"code": 200, "data": {}}), UnexpectedResponseError),
        (httpx.Response(200, content=b""), UnexpectedResponseError),
    ],
)
def test_a_refused_upload_is_an_error(
    response: httpx.Response, kind: type[Exception], open_client: Open, tmp_path: Path
) -> None:
    """An upload without a URL or token is not an upload."""
    (tmp_path / "a.png").write_bytes(PIXEL)
    with pytest.raises(kind):
        open_client("piapi", Server(response)).upload(tmp_path / "a.png")


@pytest.mark.parametrize("name", ['a".png', "a\r\nX: y.png", "ä\\.png"])
def test_no_file_name_breaks_out_of_its_header(name: str, open_client: Open, tmp_path: Path) -> None:
    """A name cannot add a header or end its own quotes."""
    (tmp_path / "a.png").write_bytes(b"x")
    server = Server({"code": 0, "data": {"file_token": "file_1"}})
    open_client("tripo", server).upload(tmp_path / "a.png", name=name)
    (request,) = server.requests
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    (part,) = parts(head + request.content)
    assert part.keys() == ["Content-Disposition", "Content-Type"]
    assert part.get_payload(decode=True) == b"x"


def test_a_file_that_is_not_there_is_the_callers_mistake(api: str, open_client: Open, tmp_path: Path) -> None:
    """Nothing is sent for a path that leads nowhere."""
    server = Server({})
    with pytest.raises(FileNotFoundError):
        open_client(api, server).upload(tmp_path / "nothing.png")
    assert server.requests == []
