"""Servers and keys of the environment: whatever it names is used by library code that names nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from gettask import Handle, Phase, PiAPI
from gettask._contract.contract import load
from gettask._contract.installed import APIS
from gettask.client import connect
from gettask.pytest_plugin import GettaskMock
from tests.runtime.harness import ID, KEY, Caller, Server, body, some_status

Open = Callable[..., Caller]

VARIABLES = {"piapi": "PIAPI_BASE_URL", "tripo": "TRIPO_BASE_URL", "tripo-v2": "TRIPO_V2_BASE_URL"}
MOCK = "http://127.0.0.1:8600"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GETTASK_MOCK_URL", *VARIABLES.values(), *(load(api).auth.env for api in APIS)):
        monkeypatch.delenv(name, raising=False)


def polled(open_client: Open, api: str, **options: str | None) -> tuple[str, str]:
    """Return where a poll of a new client goes, and with which key."""
    server = Server(body(api, some_status(api, Phase.RUNNING)))
    open_client(api, server, **options).get(ID)
    (request,) = server.requests
    url = str(request.url).removesuffix(load(api).operations["get_task"].path_of(ID))
    return url, request.headers[load(api).auth.header].rpartition(" ")[2]


def test_each_api_has_a_variable_for_its_server(
    api: str, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PIAPI_BASE_URL and its like replace the spec's servers, and those of no other API."""
    monkeypatch.setenv(VARIABLES[api], "https://proxy.example/base/")
    for each in VARIABLES:
        url, key = polled(open_client, each, key=KEY)
        assert url == ("https://proxy.example/base" if each == api else load(each).servers[0].url)
        assert key == KEY


def test_one_variable_moves_all_apis_to_a_mock(
    api: str, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GETTASK_MOCK_URL gives each API its path there, comes before its own variable, and needs no key."""
    monkeypatch.setenv("GETTASK_MOCK_URL", f"{MOCK}/")
    monkeypatch.setenv(VARIABLES[api], "https://api.example")
    path = load(api).servers[0].url.split("/", 3)[3:]
    assert polled(open_client, api, key=None) == ("/".join([MOCK, *path]).rstrip("/"), "mock")


def test_a_real_key_does_not_go_to_a_mock(
    api: str, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key of the environment is that of the real API; a key that code passes is sent as it is."""
    monkeypatch.setenv("GETTASK_MOCK_URL", MOCK)
    monkeypatch.setenv(load(api).auth.env, KEY)
    assert polled(open_client, api, key=None)[1] == "mock"
    assert polled(open_client, api, key="mine")[1] == "mine"


def test_a_server_that_code_names_comes_first(
    api: str, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """base_url= is used whatever the environment says, and with the key of the environment."""
    monkeypatch.setenv("GETTASK_MOCK_URL", MOCK)
    monkeypatch.setenv(load(api).auth.env, KEY)
    assert polled(open_client, api, key=None, base_url="https://mine.example") == (
        "https://mine.example",
        KEY,
    )


@pytest.mark.parametrize("api", ["tripo", "tripo-v2"])
def test_a_region_does_not_lead_around_a_mock(
    api: str, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code that picks a region of the spec goes to the mock all the same, and its handles say so."""
    monkeypatch.setenv("GETTASK_MOCK_URL", MOCK)
    region = load(api).servers[-1].region
    assert polled(open_client, api, key=None, region=region)[0].startswith(MOCK)
    client = open_client(api, Server(body(api, some_status(api, Phase.QUEUED))), region=region)
    handle = client.create({}, variant=next(iter(load(api).variants)), force=True)
    assert handle.base_url is not None
    assert (handle.base_url.startswith(MOCK), handle.region) == (True, None)


def test_a_server_of_the_environment_that_cannot_be_used_is_refused(
    api: str, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typo in the variable does not lead to the real API."""
    monkeypatch.setenv("GETTASK_MOCK_URL", "localhost:8600")
    with pytest.raises(ValueError, match="base_url"):
        open_client(api, Server({}))


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("http://plain.example", True),
        ("http://10.0.0.7:8000", True),
        ("https://plain.example", False),
        ("http://127.0.0.1:8600", False),
        ("http://localhost:8600", False),
        ("http://[::1]:8600", False),
    ],
)
def test_a_key_in_plain_text_is_warned_of_once(
    url: str, warned: bool, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """An http server that is not this machine has one warning, however many clients are made."""
    for _ in range(3):
        open_client("piapi", Server({}), base_url=url)
    lines = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(lines) == warned
    assert all("unencrypted" in line for line in lines)


def test_the_fixture_serves_clients_that_code_makes_itself(gettask_mock: GettaskMock) -> None:
    """`PiAPI()` in the code under test needs no key, orders nothing real, and its waits take no time."""
    from gettask.mock import TaskPlan, after_seconds

    gettask_mock.plan(TaskPlan(complete_after=after_seconds(600)))
    with PiAPI() as piapi:
        variant = next(each for each in load("piapi").variants.values() if each.example)
        handle = piapi.create(variant.example or {})
        assert piapi.wait(handle).phase.succeeded
        assert handle == Handle("piapi", handle.id, gettask_mock.base_urls["piapi"], variant=handle.variant)
    assert [entry.method for entry in gettask_mock.journal][:2] == ["POST", "GET"]


def test_the_fixture_leaves_the_environment_as_it_was(pytester: pytest.Pytester) -> None:
    """After the test clients go where they went before."""
    pytester.makepyfile(
        """
        import os

        def test_inside(gettask_mock):
            assert os.environ["GETTASK_MOCK_URL"] == "http://gettask-mock.invalid"

        def test_after():
            assert "GETTASK_MOCK_URL" not in os.environ
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=2)


def test_a_mock_by_url_is_reached_by_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the fixture the variable names an ordinary server."""
    monkeypatch.setenv("GETTASK_MOCK_URL", MOCK)
    with connect("piapi") as client:
        assert MOCK in repr(client)
