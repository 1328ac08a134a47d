"""Writes exchanges to a file, one by one, so that what was written is there whenever the process ends."""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import parse_qsl

from .trace import Exchange, url_parts

LARGEST_RECORD = 1 << 30
"""Bytes of a recording."""
HAR_HEAD = b'{"log":{"version":"1.2","creator":{"name":"gettask proxy","version":"1"},"entries":[\n'
HAR_END = b"]}}\n"
BLOCK = 1 << 16


class Recorder(Protocol):
    """Writes exchanges to a file."""

    dropped: int
    """Exchanges that were not recorded, since the file has its largest size."""

    def write(self, exchange: Exchange) -> None:
        """Write an exchange; it is in the file when this returns."""

    def close(self) -> None:
        """Close the file."""


class JsonLinesWriter:
    """Appends exchanges to a file as JSON lines, which `gettask check` and `gettask drift` read.

    Args:
        path: The file; only this user may read it.
    """

    def __init__(self, path: Path) -> None:
        path.touch(0o600)
        self._file = path.open("ab", buffering=0)
        self._lock, self._written = threading.Lock(), 0
        self.dropped = 0

    def write(self, exchange: Exchange) -> None:
        """Write an exchange; it is in the file when this returns."""
        line = json.dumps(_pair(exchange), ensure_ascii=False).encode() + b"\n"
        with self._lock:
            if self._written + len(line) > LARGEST_RECORD:
                self.dropped += 1
                return
            self._written += len(line)
            _write(self._file, line)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._file.close()


class HarWriter:
    """Writes exchanges as an HTTP Archive (HAR 1.2), which is whole after each of them.

    An entry and the end of the document replace the end in one write: there is nothing left to do when the
    process ends. An archive that this class wrote is continued; of an entry that a full disk or a kill in
    the middle of that write cut, the rest is removed then.

    Args:
        path: The file; only this user may read it.

    Raises:
        ValueError: The file holds something else.
    """

    def __init__(self, path: Path) -> None:
        path.touch(0o600)
        self._file = path.open("r+b", buffering=0)
        self._lock, self._first = threading.Lock(), False
        self.dropped = 0
        try:
            self._at = self._end(path)
        except ValueError:
            self._file.close()
            raise

    def _end(self, path: Path) -> int:
        """Return where the next entry goes; the document ends there."""
        size = self._file.seek(0, os.SEEK_END)
        self._file.seek(0)
        head = self._file.read(len(HAR_HEAD))
        if not HAR_HEAD.startswith(head):
            raise ValueError(f"{path} is not an archive that this command wrote; name another file")
        if len(head) < len(HAR_HEAD):
            self._file.seek(0)
            _write(self._file, HAR_HEAD + HAR_END)
            size = len(HAR_HEAD + HAR_END)
        self._file.seek(max(size - len(HAR_END), 0))
        end = size - len(HAR_END) if self._file.read(len(HAR_END)) == HAR_END else self._last_line(size)
        self._first = end == len(HAR_HEAD)
        self._file.truncate(end)
        self._file.seek(end)
        _write(self._file, HAR_END)
        return end

    def _last_line(self, size: int) -> int:
        """Return where the last line begins that has no end, which is one that was cut."""
        while size:
            start = max(size - BLOCK, 0)
            self._file.seek(start)
            found = self._file.read(size - start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            size = start
        return 0

    def write(self, exchange: Exchange) -> None:
        """Write an exchange; it is in the file when this returns."""
        entry = json.dumps(_entry(exchange), ensure_ascii=False).encode() + b"\n"
        with self._lock:
            line = entry if self._first else b"," + entry
            if self._at + len(line) + len(HAR_END) > LARGEST_RECORD:
                self.dropped += 1
                return
            self._file.seek(self._at)
            _write(self._file, line + HAR_END)
            self._at += len(line)
            self._first = False

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._file.close()


def _write(file: BinaryIO, content: bytes) -> None:
    """Write all of it; an unbuffered file may take a part."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]


def _pair(exchange: Exchange) -> Mapping[str, Any]:
    body = _body(exchange.response_body) if exchange.recorded else None
    return {
        "started": exchange.started or 0.0,
        "seconds": _seconds(exchange),
        "request": {
            "method": exchange.method,
            "url": exchange.url,
            "headers": dict(exchange.request_headers),
            "body": _body(exchange.request_body),
        },
        "response": {"status": exchange.status, "headers": dict(exchange.response_headers), "body": body},
        **({} if exchange.complete else {"complete": False}),
    }


def _seconds(exchange: Exchange) -> float:
    return round(max((exchange.ended or 0.0) - (exchange.started or 0.0), 0.0), 6)


def _body(body: bytes) -> str | Mapping[str, str]:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64_string": base64.b64encode(body).decode("ascii")}


def _entry(exchange: Exchange) -> Mapping[str, Any]:
    """Return an entry of HAR 1.2; members that begin with an underscore are not of the format."""
    milliseconds = round(_seconds(exchange) * 1000, 3)
    sent, got = exchange.request_headers, exchange.response_headers
    request: dict[str, Any] = {
        "method": exchange.method,
        "url": exchange.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(sent),
        "queryString": _pairs(dict(parse_qsl(url_parts(exchange.url).query, keep_blank_values=True))),
        "headersSize": -1,
        "bodySize": len(exchange.request_body),
    }
    if exchange.request_body:
        request["postData"] = {"mimeType": sent.get("content-type", ""), **_text(exchange.request_body)}
    content = {"size": len(exchange.response_body), **_text(exchange.response_body)}
    known = exchange.status in {*HTTPStatus}
    return {
        "startedDateTime": datetime.fromtimestamp(exchange.started or 0.0, UTC).isoformat(),
        "time": milliseconds,
        "request": request,
        "response": {
            "status": exchange.status,
            "statusText": HTTPStatus(exchange.status).phrase if known else "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": _pairs(got),
            "content": {"mimeType": got.get("content-type", ""), **content}
            if exchange.recorded
            else {"mimeType": got.get("content-type", ""), "size": -1},
            "redirectURL": got.get("location", ""),
            "headersSize": -1,
            "bodySize": len(exchange.response_body) if exchange.recorded else -1,
        },
        "cache": {},
        "timings": {"send": 0, "wait": milliseconds, "receive": 0},
        **({} if exchange.complete else {"_complete": False}),
    }


def _pairs(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in values.items()]


def _text(body: bytes) -> Mapping[str, str]:
    try:
        return {"text": body.decode("utf-8")}
    except UnicodeDecodeError:
        return {"text": base64.b64encode(body).decode("ascii"), "encoding": "base64"}
