"""Indexes that list late, answer in JSON, redirect, or refuse in other ways than pypiserver does."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from release.build import Artifact
from release.index import Index
from release.publish import upload
from release.tools import ReleaseError
from tests.release.harness import PASSWORD, USER

LOGIN = {"UV_PUBLISH_USERNAME": USER, "UV_PUBLISH_PASSWORD": PASSWORD}
JSON = "application/vnd.pypi.simple.v1+json"

Answer = tuple[int, dict[str, str], bytes]


class FakeIndex:
    """An index by hand: what GET and POST answer is set by the test; it notes each path and its login."""

    def __init__(self) -> None:
        self.get: Callable[[str], Answer] = lambda _: (404, {}, b"")
        self.post: Callable[[], int] = lambda: 200
        self.requests: list[tuple[str, bool]] = []
        index = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                index.requests.append((self.path, "Authorization" in self.headers))
                self.answer(*index.get(self.path))

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.answer(index.post(), {}, b"")

            def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Write no log."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def index(self) -> Index:
        return Index.of(f"http://127.0.0.1:{self.http.server_port}/simple/", environ=LOGIN)


@pytest.fixture
def server() -> Iterator[FakeIndex]:
    """Return an index that answers as the test says."""
    server = FakeIndex()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def artifact(first: list[Artifact]) -> Artifact:
    """Return one wheel of a release."""
    return first[0]


def page(*artifacts: Artifact) -> Answer:
    links = "".join(f'<a href="/files/{a.path.name}#sha256={a.sha256}">x</a>' for a in artifacts)
    return 200, {"Content-Type": "text/html"}, links.encode()


def mute(_: str) -> None:
    """Say nothing."""


def test_an_index_that_lists_late_is_listed_again_for_a_minute(server: FakeIndex, artifact: Artifact) -> None:
    """What it took shows up seconds later; no time passes in the test."""
    slept: list[float] = []
    server.get = lambda _: page(artifact) if sum(slept) >= 3 else page()
    upload([artifact], server.index, mute, slept.append)
    assert sum(slept) == 3
    slept.clear()
    server.get = lambda _: page()
    with pytest.raises(ReleaseError, match=rf"does not list yet: {artifact.path.name}"):
        upload([artifact], server.index, mute, slept.append)
    assert sum(slept) == 60


@pytest.mark.parametrize("status", [400, 403, 409])
def test_a_refusal_of_what_is_there_is_no_failure(
    server: FakeIndex, first: list[Artifact], status: int
) -> None:
    """The list lags, and the index takes no file twice: it is listed again, and compared."""
    artifact, other = first[:2]
    slept: list[float] = []
    lines: list[str] = []
    server.get = lambda _: page(artifact, other) if slept else page(artifact)
    server.post = lambda: status
    upload([artifact, other], server.index, lines.append, slept.append)
    assert [line.rpartition(" ")[2] for line in lines] == ["there", "there"]


def test_a_refusal_of_other_bytes_is_told_as_such(
    server: FakeIndex, first: list[Artifact], tmp_path: Path
) -> None:
    """The list that lagged shows a file of that name which was never built here."""
    artifact, other = first[:2]
    changed = tmp_path / other.path.name
    changed.write_bytes(other.path.read_bytes() + b"\0")
    theirs = Artifact(other.package, changed)
    slept: list[float] = []

    def get(path: str) -> Answer:
        if path.startswith("/files/"):
            return 200, {}, changed.read_bytes()
        return page(artifact, theirs) if slept else page(artifact)

    server.get, server.post = get, lambda: 409
    with pytest.raises(ReleaseError, match=f"has another {other.path.name}"):
        upload([artifact, other], server.index, mute, slept.append)


def test_a_refusal_of_the_first_file_fails_at_once(server: FakeIndex, artifact: Artifact) -> None:
    """With nothing of the release there, 403 is a wrong password, and nobody waits a minute to hear so."""
    slept: list[float] = []
    server.get, server.post = lambda _: page(), lambda: 403
    with pytest.raises(ReleaseError, match="UV_PUBLISH_PASSWORD"):
        upload([artifact], server.index, mute, slept.append)
    assert slept == []


def test_a_redirect_on_the_same_origin_keeps_the_login(server: FakeIndex, artifact: Artifact) -> None:
    """An index that moved a page asks for the password there as well."""
    name = artifact.package.name
    moved: Answer = (302, {"Location": f"/moved/{name}/"}, b"")
    server.get = lambda path: moved if path.startswith("/simple/") else page(artifact)
    assert server.index.missing([artifact]) == []
    assert server.requests == [(f"/simple/{name}/", True), (f"/moved/{name}/", True)]


def test_an_index_that_speaks_only_json_is_read(server: FakeIndex, artifact: Artifact) -> None:
    """PEP 691, with a digest and without."""
    name = artifact.path.name
    content = artifact.path.read_bytes()
    for hashes in ({"sha256": hashlib.sha256(content).hexdigest()}, {}):
        body = json.dumps({"files": [{"filename": name, "url": f"../../files/{name}", "hashes": hashes}]})
        listed: Answer = (200, {"Content-Type": JSON}, body.encode())
        file: Answer = (200, {}, content)
        server.get = lambda path, file=file, listed=listed: file if path == f"/files/{name}" else listed  # type: ignore[misc]
        assert server.index.missing([artifact]) == []
    server.get = lambda _: (200, {"Content-Type": JSON}, b"{}")
    with pytest.raises(ReleaseError, match="lists no files as PEP 691 says"):
        server.index.missing([artifact])
