"""The URL to poll comes in the response to a create: it is polled as it is, and on hosts of the API alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gettask import GettaskError, Handle, UnexpectedResponseError, connect
from gettask._contract.polling_url import PollingUrl
from gettask.jobs import JobStore
from tests.runtime.harness import KEY, Caller, Server
from tests.vendors.test_shapes import register

Open = Callable[..., Caller]

SHAPE = "url-to-poll-on-another-host"
ELSEWHERE = "https://eu.shape.test/v1/somewhere/else?task=t-1&part=a%2Fb"
DONE = {"id": "t-1", "status": "done", "output": {"url": "https://files.test/1.mp4"}}
HOSTS = PollingUrl.of({"at": ["/polling_url"], "hosts": ["api.*.shape.test"]}, ["https://shape.test/v1"])

HOSTILE = {
    "another host": "https://evil.test/v1/tasks/t-1",
    "no TLS": "http://eu.shape.test/v1/tasks/t-1",
    "the host as a user name": "https://eu.shape.test@evil.test/v1/tasks/t-1",
    "a password": "https://a:b@eu.shape.test/v1/tasks/t-1",
    "the host as a label of another": "https://eu.shape.test.evil.test/v1/tasks/t-1",
    "the host as the end of a label": "https://evil-shape.test/v1/tasks/t-1",
    "two labels for one": "https://a.b.shape.test/v1/tasks/t-1",
    "a label that is empty": "https://.shape.test/v1/tasks/t-1",
    "a dot at the end": "https://eu.shape.test./v1/tasks/t-1",
    "another port": "https://eu.shape.test:8443/v1/tasks/t-1",
    "a port that is none": "https://eu.shape.test:0443/v1/tasks/t-1",
    "an address": "https://203.0.113.7/v1/tasks/t-1",
    "loopback": "http://127.0.0.1:8600/v1/tasks/t-1",
    "loopback of IPv6": "https://[::1]/v1/tasks/t-1",
    "an address as a number": "https://3405803783/v1/tasks/t-1",
    "metadata of a cloud": "http://169.254.169.254/latest/meta-data/",
    "a host without a scheme": "//evil.test/v1/tasks/t-1",
    "a backslash": "https://evil.test\\@eu.shape.test/v1/tasks/t-1",
    "a backslash in the path": "https://eu.shape.test\\.evil.test/v1/tasks/t-1",
    "a blank": "https://evil.test /@eu.shape.test/",
    "a new line": "https://eu.shape.test/v1\r\nHost: evil.test",
    "a new line at the end": "https://eu.shape.test/v1/tasks/t-1\n",
    "a fragment": "https://evil.test#@eu.shape.test/v1",
    "a query at once": "https://evil.test?@eu.shape.test/v1",
    "a letter that looks like one": "https://eu.sh\u0430pe.test/v1/tasks/t-1",
    "a letter that folds to one": "https://eu.\u017fhape.test/v1/tasks/t-1",
    "a full-width dot": "https://eu\uff0eshape.test/v1/tasks/t-1",
    "another scheme": "file:///etc/passwd",
    "no URL": "t-1",
    "too long": f"https://eu.shape.test/{'a' * 2048}",
}


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The API of a shape whose tasks may be on another host of its own."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return register(SHAPE, tmp_path)[0]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JobStore]:
    """An empty job store."""
    with JobStore(tmp_path / "jobs.db") as store:
        yield store


def created(url: object) -> dict[str, Any]:
    """Return a response to a create."""
    return {"id": "t-1", "polling_url": url}


def test_the_url_is_polled_as_it_came(api: str, open_client: Open) -> None:
    """The handle keeps it, also as JSON in another process; all ways to wait poll it, with the key."""
    server = Server(created(ELSEWHERE), DONE)
    client = open_client(api, server)
    handle = Handle.from_json(client.create({"prompt": "a cat"}).to_json())
    assert handle.polling_url == ELSEWHERE
    task = client.get(handle)
    client.wait(task)
    client.wait(handle)
    client.as_completed([handle])
    assert [str(each.url) for each in server.requests[1:]] == [ELSEWHERE] * 4
    assert {each.headers["authorization"] for each in server.requests} == {f"Bearer {KEY}"}


@pytest.mark.parametrize("url", [None, "", " ", 7, ["https://evil.test/"], {"url": "https://evil.test/"}])
def test_without_a_url_the_documented_path_is_polled(url: object, api: str, open_client: Open) -> None:
    """So it is for an id alone, and for a response that names no URL."""
    server = Server(created(url), DONE)
    client = open_client(api, server)
    client.wait(client.create({"prompt": "a cat"}))
    client.get("t-1")
    assert {str(each.url) for each in server.requests[1:]} == {"https://shape.test/v1/tasks/t-1"}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_url_that_leads_elsewhere_is_never_asked(attack: str, api: str, open_client: Open) -> None:
    """The paid task is a handle all the same; each way to wait says why it sends nothing."""
    server = Server(created(HOSTILE[attack]), DONE)
    client = open_client(api, server)
    handle = client.create({"prompt": "a cat"})
    assert handle.id == "t-1"
    for call in (client.get, client.wait):
        with pytest.raises(UnexpectedResponseError, match="nothing was sent") as caught:
            call(handle)
        assert KEY not in str(caught.value)
        assert not caught.value.retryable
    good = Handle(api, "t-1", polling_url=ELSEWHERE)
    tasks, error = client.collect("as_completed", [handle, good], keep=True)
    assert isinstance(error, ExceptionGroup)
    assert (len(tasks), len(error.exceptions)) == (1, 1)
    assert [str(each.url) for each in server.requests[1:]] == [ELSEWHERE]


@given(url=st.one_of(st.text(), st.from_regex(r"https?://[a-z.:@/\\#?\[\]0-9-]*shape\.test[^\n]*")))
def test_what_is_polled_is_a_host_of_the_api_by_every_reading(url: str) -> None:
    """What our check takes, the HTTP client reads as HTTPS to one of the hosts, without a login."""
    try:
        target = HOSTS.resolve(url, "https://shape.test/v1")
    except UnexpectedResponseError:
        return
    assert target is not None
    read = httpx.URL(target)
    assert (read.scheme, read.userinfo, read.port) == ("https", b"", None)
    assert read.host == "shape.test" or (read.host[:4], read.host[-11:]) == ("api.", ".shape.test")


def test_a_redirect_from_there_is_not_followed(api: str, open_client: Open) -> None:
    """The host of the API may not pass the key on either."""
    server = Server(httpx.Response(302, headers={"location": "https://evil.test/"}))
    with pytest.raises(UnexpectedResponseError, match="redirect"):
        open_client(api, server, retries=0).get(Handle(api, "t-1", polling_url=ELSEWHERE))
    assert [each.url.host for each in server.requests] == ["eu.shape.test"]


@pytest.mark.parametrize(
    ("url", "polled"),
    [
        ("http://127.0.0.1:8600/other/t-1", "http://127.0.0.1:8600/other/t-1"),
        ("/other/t-1", "http://127.0.0.1:8600/other/t-1"),
        (ELSEWHERE, "http://127.0.0.1:8600/v1/tasks/t-1"),
        ("http://127.0.0.1:8601/other/t-1", None),
        ("https://127.0.0.1:8600/other/t-1", None),
        ("http://localhost:8600/other/t-1", None),
    ],
)
def test_a_server_of_ones_own_is_asked_itself(
    url: str, polled: str | None, api: str, open_client: Open
) -> None:
    """A mock names URLs of its own; a gateway passes on the API's, and gets the documented path."""
    server = Server(created(url), DONE)
    client = open_client(api, server, base_url="http://127.0.0.1:8600/v1")
    handle = client.create({"prompt": "a cat"})
    try:
        client.wait(handle)
    except GettaskError:
        assert polled is None
    assert [str(each.url) for each in server.requests[1:]] == ([] if polled is None else [polled])


def test_the_job_store_keeps_it(api: str, store: JobStore) -> None:
    """Another process waits where the response to the create said; a job without its task has no URL."""
    server = Server(created(ELSEWHERE), DONE)
    http = httpx.Client(transport=httpx.MockTransport(server))
    with connect(api, KEY, http_client=http, jobs=store) as client:
        handle = client.create({"prompt": "a cat"}, job_id="one")
        (job,) = client.own_jobs(store.find())
        assert job.handle == handle == client.create({"prompt": "a cat"}, job_id="one")
        assert json.loads(handle.to_json())["polling_url"] == ELSEWHERE
    assert store.disown("one", "another has it").polling_url is None


def test_an_api_without_such_urls_polls_none(open_client: Open) -> None:
    """A handle that somebody wrote leads nowhere else, whatever it says."""
    server = Server(httpx.Response(404, json={"code": 404, "message": "no"}))
    with pytest.raises(GettaskError):
        open_client("piapi", server).get(Handle("piapi", "t-1", polling_url="https://evil.test/"))
    assert {each.url.host for each in server.requests} == {"api.piapi.ai"}
