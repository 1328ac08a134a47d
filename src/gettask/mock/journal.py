"""The last requests to a mock: in brief, with their bodies, and as HAR."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from gettask.mock.assets import without_signature
from gettask.mock.http import Request, Response
from gettask.mock.spec.validator import shorten

JOURNAL_LENGTH = 1000
"""How many requests are remembered by default."""
LARGEST_BODY = 1024 * 1024
"""How long the body of a request may be to be remembered: uploads are longer."""
JOURNAL_BYTES = 32 * 1024 * 1024
"""How long the bodies of all remembered requests and responses may be."""


class JournalEntry(NamedTuple):
    """One request. Headers, query and body are left out: they hold keys and links."""

    number: int
    at: float
    method: str
    path: str
    status: int


_Kept = tuple[int, float, Request, int, Response | None, int]
"""A request that is remembered whole: number, time, request, status, response, bytes of both bodies.

A plain tuple, because one is made for every poll; what is shown of it is made when somebody reads.
"""


class Journal:
    """The last requests, the oldest first.

    Args:
        secret_headers: The headers that hold keys, in lower case.
        scrub: Removes secrets from a request body that was read as JSON.
        length: How many requests are remembered. Default: 1000.
    """

    def __init__(
        self,
        secret_headers: Set[str],
        scrub: Callable[[Any], None],
        length: int = JOURNAL_LENGTH,
    ) -> None:
        self._secret_headers, self._scrub, self._length = secret_headers, scrub, length
        self._brief: deque[JournalEntry] = deque()
        """The oldest, whose bodies were forgotten."""
        self._whole: deque[_Kept] = deque()
        self._numbers = count(1)
        self._bytes = 0

    @property
    def last(self) -> int:
        """The number of the last request, 0 before the first."""
        return self[-1].number if len(self) else 0

    def __len__(self) -> int:
        return len(self._brief) + len(self._whole)

    def __iter__(self) -> Iterator[JournalEntry]:
        return iter([*self._brief, *map(_entry, self._whole)])

    def __getitem__(self, index: int) -> JournalEntry:
        place = index if index >= 0 else index + len(self)
        if place < len(self._brief):
            return self._brief[place]
        return _entry(self._whole[place - len(self._brief)])

    def add(self, request: Request, status: int, at: float, response: Response | None) -> None:
        """Remember a request; of a large one all but the body, which would displace many others."""
        whole = self._whole
        if len(request.body) > LARGEST_BODY:
            request = request._replace(body=b"")
        size = len(request.body) if response is None else len(request.body) + len(response.body)
        whole.append((next(self._numbers), at, request, status, response, size))
        self._bytes += size
        if len(self._brief) + len(whole) > self._length:
            if self._brief:
                self._brief.popleft()
            else:
                self._bytes -= whole.popleft()[-1]
        while self._bytes > JOURNAL_BYTES:
            oldest = whole.popleft()
            self._bytes -= oldest[-1]
            self._brief.append(_entry(oldest))

    def clear(self) -> None:
        """Forget all requests; numbers go on."""
        self._brief.clear()
        self._whole.clear()
        self._bytes = 0

    def brief(self, entry: JournalEntry) -> dict[str, Any]:
        """An entry as plain data."""
        return entry._asdict() | {"path": without_signature(entry.path)}

    def full(self, entry: JournalEntry) -> dict[str, Any]:
        """An entry with headers, query and bodies, without keys; these are None if they were forgotten."""
        place = entry.number - self._whole[0][0] if self._whole else -1
        if not 0 <= place < len(self._whole):
            return self.brief(entry) | dict.fromkeys(("query", "request", "response"))
        _, _, request, _, response, _ = self._whole[place]
        shown = None
        if response is not None:
            shown = {"headers": dict(self._response_headers(response)), "body": _text(response.body)}
        asked = {"headers": dict(self._headers(request)), "body": self._request_body(request)}
        return self.brief(entry) | {"query": request.query, "request": asked, "response": shown}

    def har(self) -> dict[str, Any]:
        """The requests whose bodies are remembered as an HTTP Archive (HAR 1.2), without keys."""
        entries = [self._har_entry(each) for each in self._whole]
        creator = {"name": "gettask mock", "version": "1"}
        return {"log": {"version": "1.2", "creator": creator, "entries": entries}}

    def _har_entry(self, kept: _Kept) -> dict[str, Any]:
        _, at, request, status, response, _ = kept
        query = f"?{request.query}" if request.query else ""
        media_type = request.headers.get("content-type", "")
        asked: dict[str, Any] = {
            "method": request.method,
            "url": f"{request.base_url}{request.path}{query}",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": [{"name": name, "value": value} for name, value in self._headers(request)],
            "queryString": [
                {"name": name, "value": value}
                for name, value in parse_qsl(request.query, keep_blank_values=True)
            ],
            "headersSize": -1,
            "bodySize": len(request.body) if request.body else _announced(request),
        }
        if request.body:
            asked["postData"] = {"mimeType": media_type, "text": self._request_body(request)}
        return {
            "startedDateTime": datetime.fromtimestamp(at, UTC).isoformat(),
            "time": 0,
            "request": asked,
            "response": self._har_response(status, response),
            "cache": {},
            "timings": {"send": 0, "wait": 0, "receive": 0},
        }

    def _har_response(self, status: int, response: Response | None) -> dict[str, Any]:
        body = b"" if response is None else response.body
        content: dict[str, Any] = {"size": len(body), "mimeType": ""}
        headers: Sequence[tuple[str, str]] = ()
        if response is not None:
            headers = [*self._response_headers(response)]
            content["mimeType"] = response.header("content-type") or ""
        try:
            content["text"] = body.decode()
        except UnicodeDecodeError:
            content |= {"text": base64.b64encode(body).decode(), "encoding": "base64"}
        known = status in [*HTTPStatus]
        return {
            "status": status,
            "statusText": HTTPStatus(status).phrase if known else "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": [{"name": name, "value": value} for name, value in headers],
            "content": content,
            "redirectURL": "" if response is None else response.header("location") or "",
            "headersSize": -1,
            "bodySize": len(body),
        }

    def _headers(self, request: Request) -> Iterator[tuple[str, str]]:
        for name, value in request.headers.items():
            yield name, _marker(value) if name in self._secret_headers else value

    def _response_headers(self, response: Response) -> Iterator[tuple[str, str]]:
        for name, value in response.headers:
            yield name.decode("latin-1"), value.decode("latin-1")

    def _request_body(self, request: Request) -> str:
        """The body as text, without the secrets that it may hold at known places."""
        try:
            value = json.loads(request.body)
        except (ValueError, RecursionError):
            return _text(request.body)
        if not isinstance(value, Mapping):
            return _text(request.body)
        before = json.dumps(value)
        self._scrub(value)
        scrubbed = json.dumps(value)
        return _text(request.body) if scrubbed == before else scrubbed


def _announced(request: Request) -> int:
    """How long a request says that its body is."""
    length = request.headers.get("content-length", "0")
    return int(length) if length.isdecimal() else -1


def _marker(secret: str) -> str:
    """What stands in the place of a key: the same for the same key, and not the key."""
    return (
        f"[redacted {hashlib.sha256(f'gettask:{secret}'.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}]"
    )


def _entry(kept: _Kept) -> JournalEntry:
    number, at, request, status, _, _ = kept
    return JournalEntry(number, at, request.method, shorten(request.path), status)


def _text(body: bytes) -> str:
    return body.decode("utf-8", "replace")
