"""The clients themselves: keys, servers, ids, and the likeness of sync and async."""

from __future__ import annotations

import ast
import inspect
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import anyio
import httpx
import pytest

import gettask
from gettask import AuthenticationError, Phase, aio, client
from gettask._contract.contract import APIS, load
from gettask.errors import GettaskError
from tests.runtime.harness import ID, KEY, Caller, FakeClock, Server, body, some_status

Open = Callable[..., Caller]

SOURCE = Path(gettask.__file__).parent
RENAMED = {"close": "aclose", "__enter__": "__aenter__", "__exit__": "__aexit__"}


def test_sync_and_async_are_the_same_shape() -> None:
    """Both clients have the same methods, with the same parameters and the same docstrings."""
    for name, method in vars(client.Client).items():
        if not inspect.isfunction(method) or (name.startswith("_") and name not in (*RENAMED, "__init__")):
            continue
        twin = vars(aio.AsyncClient)[RENAMED.get(name, name)]
        assert inspect.getdoc(method) == inspect.getdoc(twin)
        mine, other = (inspect.signature(each).parameters for each in (method, twin))
        assert [(each.name, each.kind, each.default) for each in mine.values()] == [
            (each.name, each.kind, each.default) for each in other.values()
        ]
        notes = [str(each.annotation).replace("Async", "") for each in other.values()]
        assert [str(each.annotation) for each in mine.values()] == notes
    extra = {name for name in vars(aio.AsyncClient) if not name.startswith("_")}
    assert extra - {"aclose"} == {name for name in vars(client.Client) if not name.startswith("_")} - {
        "close"
    }
    assert (client.Client.__doc__ or "").replace("Client", "").replace("threads", "tasks").replace(
        "`with`", "`async with`"
    ).replace("a `async", "an `async") == (aio.AsyncClient.__doc__ or "").replace("AsyncClient", "")


def test_every_api_has_its_clients() -> None:
    """An API that is known has a contract and both clients, by the names that the package exports."""
    assert set(APIS) == set(client.CLIENTS) == set(aio.CLIENTS)
    for api in APIS:
        assert load(api).api == api
        name = client.CLIENTS[api].__name__
        assert getattr(gettask, name) is client.CLIENTS[api]
        assert getattr(gettask, f"Async{name}") is aio.CLIENTS[api]


def test_an_api_that_is_not_installed_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A contract that cannot be found names the package that has it."""
    monkeypatch.setattr("gettask._contract.contract.package", lambda _: "gettask_nobody")
    with pytest.raises(GettaskError, match="pip install gettask-piapi"):
        load.__wrapped__("piapi")


def test_an_api_that_nobody_knows_is_not_to_be_installed() -> None:
    """A misspelt API names those that there are, and no package that anybody could have published."""
    with pytest.raises(ValueError, match="none of piapi, tripo, tripo-v2"):
        load("PiAPI")


def test_exported_names_are_those_that_type_checkers_see() -> None:
    """The lazy table and the imports for type checkers name the same things, and all of them are there."""
    tree = ast.parse((SOURCE / "__init__.py").read_text("utf-8"))
    seen = {
        alias.asname: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    }
    assert seen == gettask._HOME
    for name in seen:
        assert name in dir(gettask)
        assert getattr(gettask, str(name)) is not None
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = gettask.nothing_like_it


def test_only_the_transport_knows_httpx() -> None:
    """One module imports httpx, and importing gettask or parsing a body does not."""
    for path in SOURCE.glob("*.py"):
        imports = {
            name.partition(".")[0]
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom) and not node.level
                else []
            )
        }
        assert ("httpx" in imports) == (path.name == "transport.py"), path
    code = "import sys, gettask; gettask.parse, gettask.Handle; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_missing_key_names_its_variable(
    api: str, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a key nothing is made, and the error names the environment variable to set."""
    variable = load(api).auth.env
    for value in (None, "", "  \n"):
        monkeypatch.delenv(variable, raising=False)
        if value is not None:
            monkeypatch.setenv(variable, value)
        with pytest.raises(AuthenticationError, match=variable):
            open_client(api, Server({}), key=None)


def test_the_key_comes_from_the_environment(
    api: str, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key of the environment is sent as the spec says, without the newline that files end with."""
    auth = load(api).auth
    monkeypatch.setenv(auth.env, "from-the-environment\n")
    server = Server(body(api, some_status(api, Phase.RUNNING)))
    open_client(api, server, key=None).get(ID)
    sent = server.requests[0].headers[auth.header]
    assert sent == (f"{auth.scheme} from-the-environment" if auth.scheme else "from-the-environment")


@pytest.mark.parametrize("key", ["two words", "ключ", "a\x00b"])
def test_a_key_that_no_header_can_carry_is_refused(key: str, api: str, open_client: Open) -> None:
    """A mangled key is told at once, and is not repeated in the message."""
    with pytest.raises(AuthenticationError) as caught:
        open_client(api, Server({}), key=key)
    assert key not in f"{caught.value!r} {caught.value}"


def test_the_key_is_in_nothing_that_prints(
    api: str, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """No repr of a client, a flow or an effect has the key, and no log line of ours."""
    asking = open_client(
        api, Server(httpx.ConnectError("refused"), body(api, some_status(api, Phase.SUCCEEDED)))
    )
    with caplog.at_level(logging.DEBUG, "gettask"):
        asking.wait(ID)
    flows = asking.client._flows
    for thing in (asking.client, flows, flows.reader, flows._send_get(ID), flows.handle(ID)):
        assert KEY not in f"{thing!r} {thing}"
    assert KEY not in caplog.text


@pytest.mark.parametrize(
    ("task_id", "path"),
    [
        ("a/b", "a%2Fb"),
        ("../../admin", "..%2F..%2Fadmin"),
        ("..", "%2E%2E"),
        (".", "%2E"),
        ("a b", "a%20b"),
        ("a?b#c", "a%3Fb%23c"),
        ("🎵", "%F0%9F%8E%B5"),
        ("100%", "100%25"),
        ("%2e%2e", "%252e%252e"),
        ("a\nb", "a%0Ab"),
    ],
)
def test_an_id_is_one_segment_of_the_path(task_id: str, path: str, api: str, open_client: Open) -> None:
    """Whatever stands in an id, it stays one segment of the path."""
    server = Server(body(api, some_status(api, Phase.RUNNING), task_id=task_id))
    open_client(api, server).get(task_id)
    contract = load(api)
    expected = contract.servers[0].url + contract.operations["get_task"].path.replace("{task_id}", path)
    assert str(server.requests[0].url) == expected


@pytest.mark.parametrize("task_id", ["", " ", "\n"])
def test_an_empty_id_is_refused(task_id: str, api: str, open_client: Open) -> None:
    """An empty id would ask for something else; nothing is sent."""
    server = Server({})
    for method in ("get", "wait", "watch", "download"):
        with pytest.raises(ValueError, match="id is empty"):
            getattr(open_client(api, server), method)(task_id)
    assert server.requests == []


def test_a_base_url_replaces_every_server(api: str, open_client: Open) -> None:
    """All requests go to base_url, with or without a slash at its end."""
    server = Server(body(api, some_status(api, Phase.RUNNING)))
    path = load(api).operations["get_task"].path.replace("{task_id}", ID)
    for url in ("http://127.0.0.1:8000/base", "http://127.0.0.1:8000/base/"):
        asking = open_client(api, server, base_url=url)
        asking.get(ID)
        assert str(server.requests[-1].url) == f"http://127.0.0.1:8000/base{path}"
        assert (
            asking.create({}, variant=next(iter(load(api).variants))).base_url == "http://127.0.0.1:8000/base"
        )


@pytest.mark.parametrize("api", ["tripo", "tripo-v2"])
def test_a_region_picks_a_server(api: str, open_client: Open) -> None:
    """Tripo's regions are those of the spec; a handle remembers the one that was picked."""
    server = Server(body(api, "queued"))
    for each in load(api).servers:
        asking = open_client(api, server, region=each.region)
        handle = asking.create({}, variant=next(iter(load(api).variants)))
        assert str(server.requests[-1].url).startswith(each.url)
        assert handle.region == each.region
        assert asking.get(handle).id == ID


@pytest.mark.parametrize(
    "wrong",
    [
        {"region": "atlantis"},
        {"base_url": "ftp://host"},
        {"base_url": "host:80"},
        {"base_url": "https://"},
        {"base_url": "https://user:pass@host"},
        {"base_url": "https://host", "region": "ai"},
        {"retries": -1},
    ],
)
def test_settings_that_cannot_work_are_refused(wrong: dict[str, str], api: str, open_client: Open) -> None:
    """A wrong setting is told when the client is made, without repeating what may be secret."""
    with pytest.raises(ValueError, match=next(iter(wrong))) as caught:
        open_client(api, Server({}), **wrong)
    assert "pass@" not in str(caught.value)


def test_a_client_of_an_api_that_is_shut_down_warns_once(
    open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first client of Tripo's v2 API says that it no longer answers, and what follows; others do not."""
    monkeypatch.setattr("gettask.flows._told", set())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for api in (*APIS, "tripo-v2"):
            open_client(api, Server({}))
    (warning,) = caught
    assert warning.category is gettask.ApiShutDownWarning
    assert "2026-10-31; 'tripo'" in str(warning.message)
    assert warning.filename == inspect.getfile(Caller)  # the line that made the client


@pytest.mark.parametrize("content", [b"", b"{}"], ids=["nothing", "JSON"])
def test_a_clients_own_defaults_do_not_redirect_the_key(content: bytes, api: str) -> None:
    """Even a client of the caller's that follows redirects does not carry the key to another host.

    A redirect does not mend itself, so that a wait ends by it, whatever its body.
    """
    server = Server(httpx.Response(302, headers={"Location": "https://evil.example/"}, content=content))
    http = httpx.Client(transport=httpx.MockTransport(server), follow_redirects=True)
    with pytest.raises(gettask.UnexpectedResponseError, match="redirect"):
        client.CLIENTS[api](KEY, http_client=http, clock=FakeClock()).wait(ID)
    (request,) = server.requests
    assert request.url.host == httpx.URL(load(api).servers[0].url).host


def test_closing_leaves_the_callers_connections_open(api: str) -> None:
    """A client closes the connections that it opened, and leaves those that it was given."""
    given = httpx.Client(transport=httpx.MockTransport(Server({})))
    with client.CLIENTS[api](KEY, http_client=given):
        pass
    assert not given.is_closed
    with client.CLIENTS[api](KEY) as own:
        http = own._transport._client
    assert http.is_closed

    async def run() -> None:
        mine = httpx.AsyncClient(transport=httpx.MockTransport(Server({})))
        async with aio.CLIENTS[api](KEY, http_client=mine):
            pass
        assert not mine.is_closed
        await mine.aclose()
        async with aio.CLIENTS[api](KEY) as other:
            opened = other._transport._client
        assert opened.is_closed

    anyio.run(run)


def test_an_abandoned_watch_is_closed(api: str) -> None:
    """Leaving a loop over `watch` early leaves nothing behind and asks nothing more."""
    server = Server(body(api, some_status(api, Phase.RUNNING)))
    asking = Caller("sync", api, server)
    for _ in asking.client.watch(ID):
        break
    assert len(server.requests) == 1


def test_a_callers_own_error_ends_a_wait(api: str, open_client: Open) -> None:
    """What `on_update` raises is raised by `wait`."""

    def complain(_: gettask.Task) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        open_client(api, Server(body(api, some_status(api, Phase.RUNNING)))).wait(ID, on_update=complain)
