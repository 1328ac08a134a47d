"""The simple repository API, as HTML (PEP 503) or JSON (PEP 691): which files an index lists."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from http.client import HTTPMessage
from typing import IO, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from release.tools import ReleaseError

LOGIN = (
    "Set UV_PUBLISH_USERNAME and UV_PUBLISH_PASSWORD (or UV_PUBLISH_TOKEN), or the user name alone with the "
    "password in the keyring under the index's URL."
)
_TIMEOUT = 60
"""Seconds for one request."""
_ACCEPT = (
    "application/vnd.pypi.simple.v1+html, application/vnd.pypi.simple.v1+json;q=0.9, "
    "text/html;q=0.5, */*;q=0.1"
)


class ListedFile(NamedTuple):
    """A file that an index lists; `sha256` is None where the index does not say."""

    name: str
    url: str
    sha256: str | None


class _Response(NamedTuple):
    url: str
    media_type: str
    body: bytes


@dataclass(frozen=True)
class SimpleApi:
    """An index by the URL that clients install from (`…/simple/`), and what to log in with."""

    url: str
    username: str = ""
    password: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    def files(self, project: str) -> dict[str, ListedFile]:
        """Return the files of a project by name; none if the index does not know it."""
        page = self._get(urljoin(self.url, f"{project}/"), _Redirects(to_other_hosts=False))
        if page is None:
            return {}
        read = _json_files if page.media_type.endswith("json") else _html_files
        return {file.name: file for file in read(page)}

    def download(self, file: ListedFile) -> bytes:
        """Return the bytes of a listed file."""
        page = self._get(file.url, _Redirects(to_other_hosts=True))
        if page is None:
            raise ReleaseError(f"{self.host} lists {urlsplit(file.url).path} and does not have it.")
        return page.body

    def _get(self, url: str, redirects: _Redirects) -> _Response | None:
        request = Request(url, headers={"Accept": _ACCEPT})
        if self.username and urlsplit(url).netloc == self.host:
            login = b64encode(f"{self.username}:{self.password}".encode()).decode()
            request.add_unredirected_header("Authorization", f"Basic {login}")
        try:
            with build_opener(redirects).open(request, timeout=_TIMEOUT) as response:
                return _Response(response.url, response.headers.get_content_type(), response.read())
        except HTTPError as error:
            error.close()
            if error.code == HTTPStatus.NOT_FOUND:
                return None
            if error.code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
                raise ReleaseError(f"{self.host} refuses the user name or password. {LOGIN}") from None
            if location := error.headers["Location"]:
                raise ReleaseError(
                    f"{self.host} redirects names that it lacks to {urlsplit(location).netloc}, where "
                    "anybody may own them: switch off its fallback."
                ) from None
            raise ReleaseError(f"{self.host} answers {error.code} {error.reason}.") from None
        except (URLError, OSError) as error:
            raise ReleaseError(f"{self.host} does not answer: {getattr(error, 'reason', error)}.") from None


class _Redirects(HTTPRedirectHandler):
    """Keeps the login on the same origin, and sends it nowhere else.

    A project's page is not followed to another host: that may be the public index, where anybody owns names.
    """

    def __init__(self, *, to_other_hosts: bool) -> None:
        self._to_other_hosts = to_other_hosts

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        same = urlsplit(newurl)[:2] == urlsplit(req.full_url)[:2]
        if not same and not self._to_other_hosts:
            return None
        request = super().redirect_request(req, fp, code, msg, headers, newurl)
        login = req.unredirected_hdrs.get("Authorization")
        if request is not None and same and login:
            request.add_unredirected_header("Authorization", login)
        return request


def _json_files(page: _Response) -> Iterator[ListedFile]:
    try:
        files = json.loads(page.body)["files"]
        for file in files:
            yield ListedFile(file["filename"], urljoin(page.url, file["url"]), file["hashes"].get("sha256"))
    except (ValueError, TypeError, KeyError, AttributeError):
        host = urlsplit(page.url).netloc
        raise ReleaseError(f"{host} answers with JSON that lists no files as PEP 691 says.") from None


def _html_files(page: _Response) -> Iterator[ListedFile]:
    links = _Links()
    links.feed(page.body.decode("utf-8", "replace"))
    for link in links.found:
        parts = urlsplit(link)
        digest = re.search(r"sha256=([0-9a-f]{64})", parts.fragment)
        name = unquote(parts.path).rpartition("/")[2]
        yield ListedFile(name, urljoin(page.url, link), digest[1] if digest else None)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]
