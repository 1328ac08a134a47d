"""All APIs on loopback, for commands in processes of their own."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from gettask import Phase
from tests.runtime.harness import body, some_status

HALF_AN_EMOJI = "cut by UTF-16: \ud83d"


class Site(ThreadingHTTPServer):
    """All APIs, whose tasks run until they are in `done`, and a result; it says who has been looked at."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.done: set[str] = set()
        self.asked: set[str] = set()
        self.news = threading.Condition()
        self.held = threading.Event()
        """Set when orders may be answered."""
        self.whole = True
        """Whether results come to their end."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def heard(self, *names: str) -> None:
        """Return when all these were asked for."""
        assert all(self.has_heard(name, 30) for name in names), self.asked

    def has_heard(self, name: str, seconds: float) -> bool:
        """Say whether something was asked for, or is within some seconds."""
        with self.news:
            return self.news.wait_for(lambda: name in self.asked, seconds)


class Answers(BaseHTTPRequestHandler):
    """Answers by the last part of the path, or the value of a query, that is a task: api-number."""

    server: Site

    def do_GET(self) -> None:
        *_, last = parts = re.split("[/=]", self.path)
        name = next((part for part in reversed(parts) if re.fullmatch(r".+-\d+", part)), last)
        with self.server.news:
            self.server.asked.add(name)
            self.server.news.notify_all()
        if name == "a.mp3":
            self.reply(b"ID3", "audio/mpeg", missing=0 if self.server.whole else 1)
            if not self.server.whole:
                self.server.held.wait(30)
            return
        api = name.rpartition("-")[0] or "piapi"
        phase = Phase.SUCCEEDED if name in self.server.done else Phase.RUNNING
        output = {"audio_url": f"{self.server.url}/a.mp3"} if api == "piapi" else {}
        content = body(api, some_status(api, phase), task_id=name, output=output, message=HALF_AN_EMOJI)
        self.reply(json.dumps(content).encode())

    def do_POST(self) -> None:
        with self.server.news:
            self.server.asked.add("order")
            self.server.news.notify_all()
        self.server.held.wait(30)
        self.reply(json.dumps(body("piapi", some_status("piapi", Phase.RUNNING), task_id="new")).encode())

    def reply(self, content: bytes, kind: str = "application/json", missing: int = 0) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content) + missing))
        with suppress(OSError):  # a process that was ended waits for nothing
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Site]:
    """Serve the APIs on loopback."""
    site = Site()
    thread = threading.Thread(target=site.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        site.held.set()
        site.shutdown()
        thread.join()
        site.server_close()
