"""Links to result files: signed, with an expiry, and served with ranges."""

from __future__ import annotations

import hashlib
import hmac
import math
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gettask.mock.http import Request, Response
from gettask.mock.sample_files import EXTENSIONS, MEDIA, choose, content

PREFIX = "/_assets/"
MAX_EXPIRED = 1000
"""For how many tasks it is known that their links have expired at once."""
MAX_SERIES = 100
"""How often the links of one task can expire at once."""
EXPIRED = "The link has expired; another poll of the task gives a new one."


def without_signature(path: str) -> str:
    """A path as it may be shown: that of a link without its signature."""
    return path if not path.startswith(PREFIX) else PREFIX + path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class AssetServer:
    """Makes links and serves the files that they lead to. Links are verified by signature, not stored."""

    secret: bytes
    expired: dict[str, int] = field(default_factory=dict)
    """How often the links of a task have expired at once, for tasks with such links."""

    @classmethod
    def new(cls) -> AssetServer:
        return cls(secrets.token_bytes(16))

    def link(
        self, base_url: str, task_id: str, number: int, asset: Mapping[str, Any], end: float = math.inf
    ) -> str:
        """A URL under `base_url` for a file of one of the media types of an `x-asset`, good until `end`."""
        name = f"{task_id}-{number}.{MEDIA[choose(asset['media-types'])][0]}"
        if end < math.inf:
            name = f"{math.ceil(end)}/{name}"
        return f"{base_url}{PREFIX}{self._sign(name, self.expired.get(task_id, 0))}/{name}"

    def expire(self, task_id: str) -> None:
        """Let all links of a task expire that were made so far."""
        self.expired[task_id] = min(self.expired.get(task_id, 0) + 1, MAX_SERIES)
        if len(self.expired) > MAX_EXPIRED:
            del self.expired[next(iter(self.expired))]

    def serve(self, request: Request, now: float) -> Response:
        """The file, or the part of it that the request asks for."""
        token, _, name = request.path.removeprefix(PREFIX).partition("/")
        end = name.rpartition("/")[0]
        media_type = EXTENSIONS.get(name.rpartition(".")[2])
        series = self.expired.get(name.rpartition("/")[2].rpartition("-")[0], 0)
        if media_type is None or not self._signed(token, name, series):
            expired = media_type is not None and any(self._signed(token, name, old) for old in range(series))
            return Response.text(403, EXPIRED) if expired else Response.text(404, "There is no such file.")
        if end and now >= int(end):
            return Response.text(403, EXPIRED)
        if request.method not in ("GET", "HEAD"):
            return Response.text(405, "Files can only be read.", allow="GET, HEAD")
        whole = content(media_type)
        wanted = byte_range(request.headers.get("range", ""), len(whole))
        if wanted is None:
            return Response.of(200, media_type, whole, accept_ranges="bytes")
        if not wanted:
            return Response.text(416, "The file has no such range.", content_range=f"bytes */{len(whole)}")
        part = whole[wanted.start : wanted.stop]
        where = f"bytes {wanted.start}-{wanted.stop - 1}/{len(whole)}"
        return Response.of(206, media_type, part, accept_ranges="bytes", content_range=where)

    def _signed(self, token: str, name: str, series: int) -> bool:
        return hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self._sign(name, series).encode())

    def _sign(self, name: str, series: int) -> str:
        signed = f"{series}/{name}" if series else name
        return hmac.new(self.secret, signed.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:24]


def byte_range(header: str, size: int) -> range | None:
    """The bytes that a Range header asks for, empty if the file has none of them; None for the whole file.

    Several ranges and other units are ignored, as RFC 9110 allows.
    """
    match = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", header.strip(), re.ASCII)
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)
