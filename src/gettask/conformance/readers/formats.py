"""Each format of recorded traffic, turned into exchanges."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ..bodies import EMPTY, Body, json_bytes
from ..redaction import clean_headers, clean_url, cleaned, key_of, repeats_key
from ..trace import Exchange

GZIP = b"\x1f\x8b"
UNREAD = ("br", "zstd")
"""Content codings that nothing here decodes."""
LARGEST = 1 << 26
"""Bytes of a body that was compressed."""
LONGEST_TEXT = 1 << 15
"""Characters of a URL or the value of a header that are kept."""
STATUS_DIGITS = 3
LATEST = 253402300800.0
"""The end of the year 9999 in Unix seconds, up to which times can be shown."""
DROPPED = ("content-length", "content-encoding", "transfer-encoding")
"""Headers that say nothing about a body that was decoded, and maybe redacted, when it was recorded."""


def exchange(
    method: str,
    url: str,
    status: int,
    request: tuple[Mapping[str, str], bytes],
    response: tuple[Mapping[str, str], bytes | None],
    auth: Iterable[str],
    *,
    started: float | None = None,
    seconds: float | None = None,
    complete: bool = True,
) -> Exchange:
    """Return an exchange without secrets.

    Args:
        method: The HTTP method.
        url: The URL.
        status: The HTTP status.
        request: Headers and body of the request.
        response: Headers and body of the response; None for a body that was not recorded.
        auth: The names of headers that carry a key.
        started: When the request was sent, in Unix seconds.
        seconds: How long the exchange took.
        complete: Whether the response arrived completely.
    """
    names = [name.lower() for name in auth]
    headers, every = _plain(request[0]), _plain(response[0])
    body = decoded(response[1], every.get("content-encoding", ""))
    received = None if body is None else _cleaned(body)
    answered = {name: value for name, value in every.items() if name not in DROPPED}
    return Exchange(
        method=_text(method).upper(),
        url=clean_url(_text(url)),
        status=status,
        request_headers=clean_headers(headers, names),
        sent=_cleaned(request[1]) or EMPTY,
        response_headers=clean_headers(answered),
        received=received or EMPTY,
        started=started,
        ended=None if started is None or seconds is None else started + seconds,
        key=key_of(headers, names),
        complete=complete,
        recorded=received is not None,
        leaked=repeats_key(headers, names, answered.values(), body or b""),
    )


def _cleaned(body: bytes) -> Body | None:
    """Return a body without secrets, None where it nests so deeply that they cannot be removed."""
    try:
        return cleaned(body)
    except RecursionError:
        return None


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    """Return headers in lower case, without those that HTTP/2 has in the place of a first line."""
    return {
        _text(name).lower(): _text(value) for name, value in headers.items() if not str(name).startswith(":")
    }


def _text(value: object) -> str:
    """Return a text without halves of surrogate pairs, which no URL and no header can have; of null none.

    Of a long one, such as a `data:` URL of a browser, the beginning: texts stay in memory.
    """
    text = "" if value is None else str(value)[:LONGEST_TEXT]
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def har_entry(entry: Mapping[str, Any], auth: tuple[str, ...]) -> Exchange:
    """Read an entry of an HTTP archive."""
    request, response = entry["request"], entry["response"]
    content, posted = response.get("content") or {}, request.get("postData") or {}
    text = content.get("text")
    body = None if text is None and content.get("size", 0) else _bytes(text or "", content.get("encoding"))
    return exchange(
        request["method"],
        request["url"],
        status_of(response.get("status")),
        (_pairs(request.get("headers", ())), _bytes(posted.get("text") or "", posted.get("encoding")) or b""),
        (_pairs(response.get("headers", ())), body),
        auth,
        started=seconds_of(entry.get("startedDateTime")),
        seconds=(duration_of(entry.get("time")) or 0.0) / 1000,
        complete=entry.get("_complete") is not False,
    )


def interaction(each: Mapping[str, Any], auth: tuple[str, ...]) -> Exchange:
    """Read an interaction of a VCR cassette, of Python's or Ruby's."""
    request, response = each["request"], each["response"]
    status = response.get("status", 0)
    return exchange(
        request.get("method", "GET"),
        request.get("uri") or request.get("url", ""),
        status_of(status.get("code") if isinstance(status, Mapping) else status),
        (_lists(request.get("headers")), _content(request.get("body")) or b""),
        (_lists(response.get("headers")), _content(response.get("body"))),
        auth,
        started=seconds_of(each.get("recorded_at")),
    )


def pair(each: Mapping[str, Any], auth: tuple[str, ...]) -> Exchange:
    """Read a request and its response, as an object with the keys `request` and `response`."""
    request, response = each["request"], each["response"]
    started = seconds_of(each.get("started", each.get("time", each.get("startedDateTime"))))
    return exchange(
        request.get("method", "GET"),
        request.get("url") or request.get("uri") or request.get("path", ""),
        status_of(response.get("status", response.get("status_code", 200))),
        (_lists(request.get("headers")), _content(request.get("body")) or b""),
        (_lists(response.get("headers")), _content(response.get("body"))),
        auth,
        started=started,
        seconds=duration_of(each.get("seconds")),
        complete=each.get("complete") is not False,
    )


def journal_entry(each: Mapping[str, Any]) -> Exchange:
    """Read an entry of the journal of the mock, which has method, path and status, and no bodies."""
    return Exchange(
        _text(each["method"]).upper(),
        clean_url(_text(f"http://mock.invalid{each['path']}")),
        status_of(each["status"]),
        started=seconds_of(each.get("at")),
        recorded=False,
    )


def body(value: Any) -> Exchange:
    """Take a JSON value for the body of a Get Task response."""
    return Exchange(received=cleaned(json_bytes(value)))


def postman(items: Iterable[Mapping[str, Any]], auth: tuple[str, ...]) -> Iterator[Exchange]:
    """Read the responses that a collection of Postman has saved, in folders too."""
    for item in items:
        yield from postman(item.get("item") or (), auth)
        for saved in item.get("response") or ():
            request = saved.get("originalRequest") or item.get("request") or {}
            url = request.get("url") or ""
            text = saved.get("body")
            sent = (request.get("body") or {}).get("raw") or ""
            yield exchange(
                request.get("method", "GET"),
                url.get("raw", "") if isinstance(url, Mapping) else url,
                status_of(saved.get("code")),
                (_named(request.get("header")), text_bytes(sent)),
                (_named(saved.get("header")), None if text is None else text_bytes(text)),
                auth,
            )


def _named(headers: Any) -> dict[str, str]:
    return {each["key"]: each.get("value") or "" for each in headers or () if isinstance(each, Mapping)}


def status_of(value: Any) -> int:
    """Return an HTTP status, 0 for none: browsers write 0 or nothing for a request that was aborted."""
    text = str(value)
    return int(text) if text.isdecimal() and len(text) == STATUS_DIGITS else 0


def seconds_of(value: Any) -> float | None:
    """Return a time as Unix seconds, None for what is not a time."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value) if abs(value) < LATEST else None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(str(value)).timestamp()
        except (ValueError, TypeError, OverflowError, OSError):
            continue
    return None


def duration_of(value: Any) -> float | None:
    """Return seconds that something took, None for what says nothing."""
    known = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf")
    return float(value) if known else None


def _pairs(headers: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {each["name"]: each["value"] for each in headers}


def _lists(headers: Any) -> dict[str, str]:
    """Return headers whose values are texts or lists of texts."""
    if isinstance(headers, list):
        return _pairs(headers)
    found = headers if isinstance(headers, Mapping) else {}
    return {
        str(name): ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in found.items()
    }


def _content(value: Any) -> bytes | None:
    if isinstance(value, Mapping) and ("string" in value or "base64_string" in value):
        if "base64_string" in value:
            return base64.b64decode(value["base64_string"])
        value = value["string"]
    if value is None or isinstance(value, bytes):
        return value
    return text_bytes(value) if isinstance(value, str) else json_bytes(value)


def _bytes(text: str, encoding: str | None) -> bytes | None:
    """Return a body, None for one that its recorder wrote in a way that cannot be read."""
    if encoding == "base64":
        try:
            return base64.b64decode(text)
        except ValueError:  # of other characters, or cut
            return None
    return text_bytes(text)


def text_bytes(text: str) -> bytes:
    """Return a body that was recorded as text; what is no Unicode in it stays wrong."""
    return text.encode("utf-8", "surrogatepass")


def decoded(body: bytes | None, coding: str) -> bytes | None:
    """Return a body without its content coding, None if it cannot be read.

    Most recorders decode a body and keep the header, so the bytes decide.
    """
    if not body or not coding.strip():
        return body
    if body.startswith(GZIP) or "deflate" in coding:
        try:
            opened = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, by its beginning
            return opened.decompress(body, LARGEST)
        except zlib.error:
            return body
    try:
        body.decode()
    except UnicodeDecodeError:
        return None if any(name in coding for name in UNREAD) else body
    return body
