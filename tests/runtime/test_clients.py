"""The clients themselves: keys, servers, ids, and the likeness of sync and async."""

from __future__ import annotations

import ast
import inspect
import logging
import pydoc
import re
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

import gettask
from codegen.emit import unasync
from gettask import AuthenticationError, Phase
from gettask._contract.contract import load
from gettask._http.request import RequestBuilder, warn_of_shutdown
from gettask.client import AsyncClient, Client, connect, connect_async
from gettask.errors import GettaskError
from tests.runtime.harness import APIS, ID, KEY, Caller, FakeClock, Server, body, reply, some_status

Open = Callable[..., Caller]

SOURCE = Path(gettask.__file__).parent
RENAMED = {"close": "aclose", "__enter__": "__aenter__", "__exit__": "__aexit__"}


def test_sync_and_async_are_the_same_shape() -> None:
    """Both clients have the same methods, with the same parameters."""

    def shape(client: type) -> dict[str, list[tuple[object, ...]]]:
        renamed = {other: name for name, other in RENAMED.items()}
        return {
            renamed.get(name, name): [
                (each.name, each.kind, each.default) for each in inspect.signature(method).parameters.values()
            ]
            for name, method in inspect.getmembers(client, inspect.isfunction)
            if not name.startswith("_") or name in (*RENAMED, *renamed, "__init__")
        }

    assert shape(Client) == shape(AsyncClient)


def test_the_sync_client_is_what_is_made_of_the_async_one() -> None:
    """`make generate` has run since the async client was edited, and nobody has edited the sync one."""
    assert unasync.stale(SOURCE.parents[1]) == {}


def test_what_is_written_twice_has_one_shape() -> None:
    """What cannot be made of its twin, threads and asyncio, has the same names with the same parameters."""

    def shape(module: ModuleType) -> dict[str, list[str]]:
        (dispatcher,) = (each for name, each in inspect.getmembers(module) if name.endswith("Dispatcher"))
        functions = [
            *inspect.getmembers(module, inspect.isfunction),
            *inspect.getmembers(dispatcher, inspect.isfunction),
        ]
        return {
            name.replace("aclose", "close"): list(inspect.signature(function).parameters)
            for name, function in functions
            if function.__module__ == module.__name__ and not name.startswith("_")
        }

    sync, concurrent = (import_module(f"gettask.{package}.concurrency") for package in ("_sync", "_async"))
    assert shape(sync) == shape(concurrent)


@pytest.mark.parametrize("answer", [reply({}, 404), reply("?"), reply({}), None])
def test_a_failed_get_shows_four_frames_of_ours(answer: Any, api: str, open_client: Open) -> None:
    """The traceback of an error leads from the call to its cause in four steps, chained errors included."""
    failing = open_client(api, Server(answer), retries=0)
    if answer is None:  # over connections of its own, which are refused
        made = connect if failing.mode == "sync" else connect_async
        failing.client = made(api, KEY, retries=0, base_url="http://127.0.0.1:1")
    with pytest.raises(GettaskError) as caught:
        failing.get(ID)
    shown = "".join(traceback.format_exception(caught.value))
    assert 1 <= shown.count(f'File "{SOURCE}') <= 4, shown


def test_every_api_has_its_clients() -> None:
    """An API that is known has a contract and both clients, by the names that the package exports."""
    for api in APIS:
        assert load(api).api == api
        name = type(connect(api, KEY)).__name__
        assert getattr(gettask, name) is type(connect(api, KEY))
        assert getattr(gettask, f"Async{name}") is type(connect_async(api, KEY))


def test_an_api_that_no_release_knew_has_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client of an API whose package came later is made by the API's name alone."""
    contract = replace(load(APIS[0]), api="later")
    for module in ("_sync.base", "_async.base", "_http.request"):
        monkeypatch.setattr(f"gettask.{module}.load", lambda _: contract)
    for mode in ("sync", "async"):
        server = Server(body(APIS[0], some_status(APIS[0], Phase.SUCCEEDED)))
        assert Caller(mode, "later", server).wait(ID).api == "later"


def test_an_api_that_is_not_installed_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A contract that cannot be found names the package that has it."""
    monkeypatch.setattr("gettask._contract.installed.package", lambda _: "gettask_nobody")
    with pytest.raises(GettaskError, match="pip install gettask-piapi"):
        load.__wrapped__("piapi")


def test_an_api_that_nobody_knows_is_not_to_be_installed() -> None:
    """A misspelt API names those that there are, and no package that anybody could have published."""
    with pytest.raises(ValueError, match="installed: " + ", ".join(gettask.APIS)):
        load("PiAPI")


def test_exported_names_are_those_that_type_checkers_see() -> None:
    """`__all__` and the imports for type checkers name the same things, and all of them are there."""
    tree = ast.parse((SOURCE / "__init__.py").read_text("utf-8"))
    seen = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    }
    clients = seen.keys() & {"*", "_apis"}  # those of the APIs, which are not typed there
    assert (seen.keys() - clients) | {*gettask._apis.__all__} == {*gettask.__all__}
    for name in gettask.__all__:
        assert name in dir(gettask)
        assert getattr(gettask, name) is not None
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = gettask.nothing_like_it


def test_the_help_of_the_package_names_what_users_need() -> None:
    """`pydoc gettask` shows clients, tasks, handles and errors; `import *` brings the same names."""
    shown = pydoc.plain(pydoc.render_doc(gettask))
    for name in ("PiAPI", "AsyncTripo", "Task", "Handle", "WaitTimeoutError"):
        assert re.search(rf"^    class {name}\(", shown, re.MULTILINE), name
    names: dict[str, object] = {}
    exec("from gettask import *", names)
    assert names.keys() - {"__builtins__"} == {*gettask.__all__}


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("httpx", {"httpx_transport.py"}),
        ("httpcore", {"pool.py", "limited.py"}),  # our pool, and the connections below that of httpx
        ("aiohttp", {"aiohttp_transport.py"}),
    ],
)
def test_one_module_knows_each_http_library(library: str, homes: set[str]) -> None:
    """What sends requests is imported in one place."""
    rooms = (path for path in SOURCE.iterdir() if path.name not in ("cli", "mock"))
    for path in (each for room in rooms for each in ([room] if room.is_file() else room.rglob("*.py"))):
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
        # the type of a session is named where one is taken
        assert (library in imports) == (path.name in homes) or (library, path.name) == (
            "aiohttp",
            "httpx_transport.py",
        ), path


def test_parsing_a_body_needs_no_http_library() -> None:
    """Importing gettask and parsing a body loads neither httpx nor asyncio."""
    code = (
        "import sys, gettask; gettask.parse, gettask.Handle; "
        "sys.exit(any(name in sys.modules for name in ('httpx', 'asyncio')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_client_loads_on_first_use_what_not_every_program_calls() -> None:
    """Importing a client neither searches for packages nor loads prices, jobs, validation or downloads."""
    late = ["_contract.installed", "prices", "_contract.prices", "jobs.recorder", "_validation", "storage"]
    late += ["_download.destination", "_download.partial_file", "_sync.download"]
    code = f"import sys; from gettask import PiAPI; print(*({{*{late}}} & {{m[8:] for m in sys.modules}}))"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == []


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


@pytest.mark.parametrize(
    "pasted", ['"{}"', "'{}'\n", "Bearer {}", "bearer  {} ", '"Bearer {}"', 'Bearer "{}"']
)
@pytest.mark.parametrize("place", ["argument", "environment"])
def test_what_is_pasted_with_a_key_is_left_out(
    pasted: str,
    place: str,
    open_client: Open,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Quotes and the word Bearer around a key are dropped with a warning, which has no key."""
    key = pasted.format(KEY)
    monkeypatch.setenv(load("piapi").auth.env, key if place == "environment" else "other")
    server = Server(body("piapi", some_status("piapi", Phase.RUNNING)))
    open_client("piapi", server, key=key if place == "argument" else None).get(ID)
    assert server.requests[0].headers[load("piapi").auth.header] == KEY
    assert "left out" in caplog.text
    assert KEY not in caplog.text


@pytest.mark.parametrize("key", ["two words", "ключ", "a\x00b"])
def test_a_key_that_no_header_can_carry_is_refused(key: str, api: str, open_client: Open) -> None:
    """A mangled key is told at once, and is not repeated in the message."""
    with pytest.raises(AuthenticationError) as caught:
        open_client(api, Server({}), key=key)
    assert key not in f"{caught.value!r} {caught.value}"


def test_the_key_is_in_nothing_that_prints(
    api: str, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """No repr of a client, a request or a handle has the key, and no log line of ours."""
    asking = open_client(
        api, Server(httpx.ConnectError("refused"), body(api, some_status(api, Phase.SUCCEEDED)))
    )
    with caplog.at_level(logging.DEBUG, "gettask"):
        asking.wait(ID)
    builder = RequestBuilder.of(load(api), KEY, None, None)
    for thing in (asking.client, builder, builder.get(ID), builder.handle(ID)):
        assert KEY not in f"{thing!r} {thing}"
    assert KEY not in repr(vars(asking.client))
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
    expected = contract.servers[0].url + contract.operations["get_task"].path_of("X").replace("X", path)
    assert str(server.requests[0].url) == expected


@pytest.mark.parametrize("task_id", ["", " ", "\n"])
def test_an_empty_id_is_refused(task_id: str, api: str, open_client: Open) -> None:
    """An empty id would ask for something else; nothing is sent."""
    server = Server({})
    for method in ("get", "wait", "watch", "download"):
        with pytest.raises(ValueError, match="id is empty"):
            getattr(open_client(api, server), method)(task_id)
    assert server.requests == []


@pytest.mark.parametrize("task", [None, 7, b"id"])
def test_what_is_no_task_is_refused(task: Any, api: str, open_client: Open) -> None:
    """A variable that holds no task is named by its type, and nothing is sent."""
    server = Server({})
    for method in ("get", "wait", "watch", "download", "cancel"):
        with pytest.raises(TypeError, match=f"a Handle or an id as text, got {type(task).__name__}"):
            getattr(open_client(api, server), method)(task)
    assert server.requests == []


def test_the_url_of_a_task_is_its_id(api: str, open_client: Open) -> None:
    """What a log or a page shows is read at the place that the path of Get Task has for the id."""
    contract = load(api)
    url = contract.servers[0].url + contract.operations["get_task"].path_of("a/b")
    server = Server(body(api, some_status(api, Phase.RUNNING), task_id="a/b"))
    for text in (url, f" {url}?x=1#y "):
        assert open_client(api, server).get(text).id == "a/b"
    with pytest.raises(ValueError, match="not one of a"):
        open_client(api, server).get("https://example.com/tasks")


def test_a_base_url_replaces_every_server(api: str, open_client: Open) -> None:
    """All requests go to base_url, with or without a slash at its end."""
    server = Server(body(api, some_status(api, Phase.RUNNING)))
    path = load(api).operations["get_task"].path_of(ID)
    for url in ("http://127.0.0.1:8000/base", "http://127.0.0.1:8000/base/"):
        asking = open_client(api, server, base_url=url)
        asking.get(ID)
        assert str(server.requests[-1].url) == f"http://127.0.0.1:8000/base{path}"
        assert (
            asking.create({}, variant=next(iter(load(api).variants)), force=True).base_url
            == "http://127.0.0.1:8000/base"
        )


@pytest.mark.parametrize("api", ["tripo", "tripo-v2"])
def test_a_region_picks_a_server(api: str, open_client: Open) -> None:
    """Tripo's regions are those of the spec; a handle remembers the one that was picked."""
    server = Server(body(api, "queued"))
    for each in load(api).servers:
        asking = open_client(api, server, region=each.region)
        handle = asking.create({}, variant=next(iter(load(api).variants)), force=True)
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
        {"base_url": "https://host\n.example"},
        {"base_url": "https://host\u200b"},
        {"base_url": "https://host:99999"},
        {"base_url": "https://[::1"},
        {"base_url": "https://host", "region": "ai"},
        {"retries": -1},
    ],
)
def test_settings_that_cannot_work_are_refused(wrong: dict[str, str], api: str, open_client: Open) -> None:
    """A wrong setting is told when the client is made, without repeating what may be secret."""
    with pytest.raises(ValueError, match=next(iter(wrong))) as caught:
        open_client(api, Server({}), **wrong)
    assert "pass@" not in str(caught.value)


def test_white_space_around_a_base_url_goes(api: str) -> None:
    """It comes along where a URL is read from a file or pasted."""
    with connect(api, KEY, base_url=" https://host/x/\r\n") as client:
        assert "base_url='https://host/x')" in repr(client)


def test_a_client_of_an_api_that_is_shut_down_warns_once(
    open_client: Open,
) -> None:
    """The first client of Tripo's v2 API says that it no longer answers, and what follows; others do not."""
    warn_of_shutdown.cache_clear()
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

    A gateway may have answered: a wait goes on, and every poll goes to the API's own host.
    """
    server = Server(httpx.Response(302, headers={"Location": "https://evil.example/"}, content=content))
    http = httpx.Client(transport=httpx.MockTransport(server), follow_redirects=True)
    with pytest.raises(gettask.WaitTimeoutError, match="redirect"):
        connect(api, KEY, http_client=http, clock=FakeClock()).wait(ID)
    assert len(server.requests) > 1
    assert {each.url.host for each in server.requests} == {httpx.URL(load(api).servers[0].url).host}


def test_closing_leaves_the_callers_connections_open(api: str, open_client: Open) -> None:
    """A client closes the connections that it opened, and leaves those that it was given."""
    for own in (False, True):
        closing = open_client(api, Server({}), own=own)
        closing.close() if closing.mode == "sync" else closing.aclose()
        assert closing.http.is_closed == own


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
