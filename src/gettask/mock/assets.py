"""Links to result files: signed, with an expiry, and served with ranges."""

from __future__ import annotations

import hashlib
import hmac
import math
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gettask.mock.http import Request, Response
from gettask.mock.sample_files import EXTENSIONS, MEDIA, choose, content

PREFIX = "/_assets/"


def without_signature(path: str) -> str:
    """A path as it may be shown: that of a link without its signature."""
    return path if not path.startswith(PREFIX) else PREFIX + path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class AssetServer:
    """Makes links and serves the files that they lead to. Links are verified by signature, not stored."""

    secret: bytes

    @classmethod
    def new(cls) -> AssetServer:
        return cls(secrets.token_bytes(16))

    def link(self, base_url: str, name: str, asset: Mapping[str, Any], end: float = math.inf) -> str:
        """A URL under `base_url` for a file of one of the media types of an `x-asset`, good until `end`."""
        name = f"{name}.{MEDIA[choose(asset['media-types'])][0]}"
        if end < math.inf:
            name = f"{math.ceil(end)}/{name}"
        return f"{base_url}{PREFIX}{self._sign(name)}/{name}"

    def serve(self, request: Request, now: float) -> Response:
        """The file, or the part of it that the request asks for."""
        token, _, name = request.path.removeprefix(PREFIX).partition("/")
        end = name.rpartition("/")[0]
        media_type = EXTENSIONS.get(name.rpartition(".")[2])
        if media_type is None or not hmac.compare_digest(
            token.encode("utf-8", "surrogatepass"), self._sign(name).encode()
        ):
            return Response.text(404, "There is no such file.")
        if end and now >= int(end):
            return Response.text(403, "The link has expired; another poll of the task gives a new one.")
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

    def _sign(self, name: str) -> str:
        return hmac.new(self.secret, name.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:24]


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
