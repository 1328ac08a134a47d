"""The proxy passes on what it gets, and records and judges it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import example, given, strategies

from gettask import PiAPI
from gettask.cli.app import cli
from gettask.conformance import Body, Exchange
from gettask.conformance.proxy import LARGEST_REQUEST, Proxy
from gettask.conformance.readers import read
from gettask.conformance.recording import HarWriter
from gettask.conformance.trace import fingerprint

KEY = "a-key-of-the-test"


class Upstream(BaseHTTPRequestHandler):
    """Echoes requests; some paths answer otherwise."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/cut":
            self.send_response(200)
            self.send_header("content-length", "10")
            self.end_headers()
            self.wfile.write(b"half")
            self.close_connection = True
            return
        if self.path == "/chunks":
            self.send_response(200)
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
            return
        self.do_POST()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        told = json.dumps({"path": self.path, "headers": dict(self.headers), "body": body.decode("latin-1")})
        self.send_response(307 if self.path == "/moved" else 200)
        self.send_header("content-type", "application/json")
        self.send_header("location", "http://elsewhere.example/")
        self.send_header("content-length", str(len(told)))
        self.end_headers()
        self.wfile.write(told.encode())

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@pytest.fixture(scope="module")
def upstream() -> Iterator[str]:
    """The URL of a server that echoes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def seen() -> list[Exchange]:
    """The exchanges that the proxy handed over."""
    return []


@pytest.fixture
def proxy(upstream: str, seen: list[Exchange]) -> Iterator[Proxy]:
    """A proxy before it."""
    made = Proxy(f"{upstream}/base", ("X-API-Key",), seen.append)
    yield made
    made.close()


def _ask(
    url: str, method: str = "GET", path: str = "/x?q=1", body: bytes | None = None, **headers: str
) -> tuple[int, bytes, http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"x-api-key": KEY, **named})
        response = connection.getresponse()
        return response.status, response.read(), response
    finally:
        connection.close()


def test_a_request_arrives_as_it_was_sent(proxy: Proxy, upstream: str, seen: list[Exchange]) -> None:
    """Method, path behind the base path, query, body and key; the Host is that of the server."""
    status, body, _ = _ask(proxy.url, "POST", body=b"caf\xe9", upgrade="websocket")
    arrived = json.loads(body)
    headers = {name.lower(): value for name, value in arrived["headers"].items()}
    assert (status, arrived["path"], arrived["body"]) == (200, "/base/x?q=1", "caf\xe9")
    assert headers["host"] == urlsplit(upstream).netloc
    assert headers["x-api-key"] == KEY
    assert "upgrade" not in headers
    proxy.close()
    assert [each.status for each in seen] == [200]


def test_no_key_is_handed_over(proxy: Proxy, seen: list[Exchange]) -> None:
    """Neither in a header, nor in the URL, nor in a body that repeats it."""
    _ask(proxy.url, "POST", f"/x?q={KEY}", KEY.encode())
    proxy.close()
    assert KEY not in repr(seen)
    assert seen[0].key is not None
    assert seen[0].leaked


def test_a_redirect_is_not_followed(upstream: str, seen: list[Exchange]) -> None:
    """The client decides where its key goes."""
    made = Proxy(upstream, ("X-API-Key",), seen.append)
    try:
        status, _, response = _ask(made.url, path="/moved")
        assert (status, response.getheader("location")) == (307, "http://elsewhere.example/")
        assert _ask(made.url, path="/chunks")[1] == b"abcde"
        with pytest.raises(http.client.IncompleteRead):
            _ask(made.url, path="/cut")
    finally:
        made.close()
    assert [each.complete for each in seen] == [True, True, False]


def test_an_exchange_is_handed_over_before_the_client_can_go_on(upstream: str) -> None:
    """A poll that follows a response never comes before it, however late its thread runs again."""
    handed_over = Event()
    early: list[bool] = []

    def see(_: Exchange) -> None:
        early.append(handed_over.wait(0.02))

    made = Proxy(upstream, (), see)
    try:
        for path in ("/x", "/chunks"):
            _ask(made.url, path=path)
            handed_over.set()
            handed_over.clear()
    finally:
        made.close()
    assert early == [False, False]


def test_what_is_not_passed_on(proxy: Proxy, seen: list[Exchange]) -> None:
    """A request with another Host, one for another server, and one that is too long."""
    assert _ask(proxy.url, host="attacker.example")[0] == 403
    assert _ask(proxy.url, path="http://attacker.example/")[0] == 403
    assert _ask(proxy.url, "POST", content_length=str(LARGEST_REQUEST + 1))[0] == 413
    proxy.close()
    assert seen == []


def test_a_server_that_does_not_answer_is_502(seen: list[Exchange]) -> None:
    """And an exchange without response."""
    made = Proxy("http://127.0.0.1:9", (), seen.append)
    try:
        status, body, _ = _ask(made.url)
    finally:
        made.close()
    assert (status, b"did not answer" in body) == (502, True)
    assert [each.status for each in seen] == [0]


@pytest.mark.parametrize("target", ["http://api.example.com", "ftp://127.0.0.1", "https://", "127.0.0.1:80"])
def test_a_key_is_not_sent_in_clear(target: str) -> None:
    """Plain http goes to this machine only."""
    with pytest.raises(ValueError, match=r"https|not a URL"):
        Proxy(target, (), print)


def test_a_port_that_is_taken_is_named() -> None:
    """With the way out."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(cli, ["proxy", "--api", "piapi", "--port", port])
    assert result.exit_code == 2
    assert f"port {port} of 127.0.0.1" in result.output
    assert "--port" in result.output


def test_the_command_judges_live(tmp_path: Path) -> None:
    """A client's run through the proxy is recorded without its key; the exit code says what was found."""
    record, har = tmp_path / "traffic.jsonl", tmp_path / "traffic.har"
    order = {"model": "Qubico/flux1-dev", "task_type": "txt2img", "input": {"prompt": "a cat"}}
    with (
        _started("mock", "--port", "0", "--scenario", "new-status-forever") as mock,
        _started(
            "proxy", "--api", "piapi", "--to", _line(mock), "--record", str(record), "--har", str(har)
        ) as proxy,
    ):
        with PiAPI(KEY, base_url=_line(proxy)) as piapi:
            handle = piapi.create(order)
            for _ in range(3):
                piapi.get(handle)
        proxy.send_signal(signal.SIGINT)
        _, errors = proxy.communicate(timeout=20)
    assert proxy.returncode == 1, errors
    assert errors.count("error status-listed") == 1
    assert "4 exchanges, 1 violations" in errors
    for file in (record, har):
        exchanges = list(read(file, ["x-api-key"]))
        assert [each.method for each in exchanges] == ["POST", "GET", "GET", "GET"]
        assert {each.key for each in exchanges} == {fingerprint(KEY)}
        assert KEY not in file.read_text()
        assert file.stat().st_mode & 0o077 == 0
    for command in ("check", "drift"):
        result = CliRunner().invoke(cli, [command, str(har), "--api", "piapi"])
        assert result.exit_code == 1, result.output
        assert "status" in result.output


def test_an_archive_outlives_a_kill(upstream: str, tmp_path: Path) -> None:
    """It is whole after each exchange, whatever ends the process, and a later run goes on in it."""
    har = tmp_path / "traffic.har"
    for count in (2, 4):
        with _started("proxy", "--api", "piapi", "--to", upstream, "--har", str(har)) as proxy:
            url = _line(proxy)
            for _ in range(2):
                _ask(url)
            proxy.kill()
        assert len(json.loads(har.read_text())["log"]["entries"]) == count


@given(
    strategies.lists(
        strategies.builds(
            Exchange,
            method=strategies.sampled_from(["GET", "POST"]),
            url=strategies.just("https://api.example.com/x?q=1"),
            status=strategies.sampled_from([0, 200, 404, 599]),
            sent=strategies.builds(Body, strategies.binary()),
            received=strategies.builds(Body, strategies.binary()),
            started=strategies.integers(0, 2_000_000_000).map(float),
            complete=strategies.booleans(),
        ),
        max_size=3,
    ),
    strategies.integers(0, 2000),
)
@example([Exchange("GET", "https://api.example.com/", started=1.0)], 200)
def test_an_archive_is_read_as_it_was_written(written: list[Exchange], cut: int) -> None:
    """Also by the next run, which removes an entry that a kill cut, and that one alone."""
    with TemporaryDirectory() as folder:
        har = Path(folder) / "traffic.har"
        with closing(HarWriter(har)) as writer:
            for each in written:
                writer.write(each)
        assert [_essence(each) for each in read(har)] == [_essence(each) for each in written]
        whole = har.read_bytes()
        har.write_bytes(whole[: max(len(whole) - cut, 0)])
        lost = whole[len(whole) - cut :].count(b"\n") if cut < len(whole) else len(written) + 2
        with closing(HarWriter(har)):
            assert len(list(read(har))) == max(len(written) - max(lost - 1, 0), 0)


def _essence(each: Exchange) -> tuple[object, ...]:
    return each.method, each.url, each.status, each.request_body, each.response_body, each.complete


def test_another_file_is_not_overwritten(tmp_path: Path) -> None:
    """An archive of a browser stays as it is."""
    har = tmp_path / "browser.har"
    har.write_text('{"log": {"entries": []}}')
    result = CliRunner().invoke(cli, ["proxy", "--api", "piapi", "--har", str(har)])
    assert result.exit_code == 2, result.output
    assert f"{har} is not an archive" in result.output
    assert har.read_text() == '{"log": {"entries": []}}'


@contextmanager
def _started(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Run a command of gettask until the block ends."""
    command = [sys.executable, "-m", "gettask", *words]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
