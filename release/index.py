"""A package index: what it has, and how it gets more."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from http.client import HTTPMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from release.build import Artifact
from release.contents import differences, read
from release.tools import ReleaseError, environment, run, uv

_TIMEOUT = 60
"""Seconds for one request."""
_LOGIN = (
    "Set UV_PUBLISH_USERNAME and UV_PUBLISH_PASSWORD (or UV_PUBLISH_TOKEN), or the user name alone with the "
    "password in the keyring under the index's URL."
)


@dataclass(frozen=True)
class Index:
    """An index by the URL that clients install from (`…/simple/`), and what to log in with."""

    url: str
    upload_url: str
    username: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str, upload_url: str = "", environ: Mapping[str, str] = os.environ) -> Index:
        """Return the index at `url`, with credentials out of the environment or the keyring.

        Uploads go to `upload_url`, else to `url` without its last part. Raises ReleaseError for what is no
        URL of an index, or holds a password, since everybody on the machine sees command lines.
        """
        for each in (url, *filter(None, [upload_url])):
            parts = urlsplit(each)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ReleaseError(f"{each!r} is no URL of an index; it looks like https://host/simple/")
            if "@" in parts.netloc:
                raise ReleaseError(f"The URL of {parts.hostname} holds credentials, for all to see. {_LOGIN}")
        url = url.rstrip("/") + "/"
        return cls(url, upload_url or urljoin(url, ".."), *_credentials(url, environ))

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    def missing(self, artifacts: Iterable[Artifact]) -> list[Artifact]:
        """Return those that the index lacks. Raises ReleaseError if it has one with other bytes."""
        there: dict[str, Mapping[str, str]] = {}
        missing = []
        for artifact in artifacts:
            name = artifact.package.name
            if name not in there:
                there[name] = self.files(name)
            link = there[name].get(artifact.path.name)
            if link is None:
                missing.append(artifact)
            elif self._sha256(link) != artifact.sha256:
                raise ReleaseError(
                    f"{self.host} has another {artifact.path.name}, which differs in "
                    f"{self._compare(link, artifact)}. What is published stays as it is: raise the version "
                    f"of {name}."
                )
        return missing

    def files(self, project: str) -> dict[str, str]:
        """Return the URL of each file of a project, by file name; none if the index does not know it."""
        page = self._get(urljoin(self.url, f"{project}/"), _SameHost())
        if page is None:
            return {}
        url, body = page
        links = _Links()
        links.feed(body.decode("utf-8", "replace"))
        return {unquote(urlsplit(link).path).rpartition("/")[2]: urljoin(url, link) for link in links.found}

    def upload(self, artifact: Artifact) -> None:
        """Upload one file. Raises ReleaseError if the index does not take it."""
        login = {"UV_PUBLISH_USERNAME": self.username, "UV_PUBLISH_PASSWORD": self.password}
        try:
            uv(
                *(
                    "publish",
                    "--publish-url",
                    self.upload_url,
                    "--trusted-publishing",
                    "never",
                    artifact.path,
                ),
                env=environment(**login if self.username else {}),
            )
        except ReleaseError as error:
            raise ReleaseError(f"{artifact.path.name} was not taken: {_gist(str(error))}") from None

    def environment(self) -> dict[str, str]:
        """Return an environment in which uv installs from this index, and from no other."""
        login = {"UV_INDEX_RELEASE_USERNAME": self.username, "UV_INDEX_RELEASE_PASSWORD": self.password}
        return environment(UV_DEFAULT_INDEX=f"release={self.url}", **login if self.username else {})

    def _sha256(self, link: str) -> str:
        if said := re.search(r"sha256=([0-9a-f]{64})", urlsplit(link).fragment):
            return said[1]
        return hashlib.sha256(self._download(link)).hexdigest()

    def _compare(self, link: str, artifact: Artifact) -> str:
        with TemporaryDirectory() as folder:
            theirs = Path(folder, artifact.path.name)
            theirs.write_bytes(self._download(link))
            names = differences(read(theirs), read(artifact.path))
        return ", ".join(names) or "dates or compression alone"

    def _download(self, link: str) -> bytes:
        page = self._get(link)
        if page is None:
            raise ReleaseError(f"{self.host} lists {urlsplit(link).path} and does not have it.")
        return page[1]

    def _get(self, url: str, *handlers: HTTPRedirectHandler) -> tuple[str, bytes] | None:
        request = Request(
            url, headers={"Accept": "application/vnd.pypi.simple.v1+html, text/html;q=0.9, */*;q=0.1"}
        )
        if self.username and urlsplit(url).netloc == self.host:
            login = b64encode(f"{self.username}:{self.password}".encode()).decode()
            request.add_unredirected_header("Authorization", f"Basic {login}")
        try:
            with build_opener(*handlers).open(request, timeout=_TIMEOUT) as reply:
                return reply.url, reply.read()
        except HTTPError as error:
            error.close()
            if error.code == HTTPStatus.NOT_FOUND:
                return None
            if error.code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
                raise ReleaseError(f"{self.host} refuses the user name or password. {_LOGIN}") from None
            if location := error.headers["Location"]:
                raise ReleaseError(
                    f"{self.host} sends names that it lacks on to {urlsplit(location).netloc}, where anybody "
                    "may own them: switch off its fallback."
                ) from None
            raise ReleaseError(f"{self.host} answers {error.code} {error.reason}.") from None
        except (URLError, OSError) as error:
            raise ReleaseError(f"{self.host} does not answer: {getattr(error, 'reason', error)}.") from None


class _SameHost(HTTPRedirectHandler):
    """Follows no redirect to another host: that may be the public index, where anybody owns names."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).netloc != req.host:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def _credentials(url: str, environ: Mapping[str, str]) -> tuple[str, str]:
    if token := environ.get("UV_PUBLISH_TOKEN"):
        return "__token__", token
    username, password = environ.get("UV_PUBLISH_USERNAME", ""), environ.get("UV_PUBLISH_PASSWORD", "")
    if username and not password and (keyring := shutil.which("keyring", path=environ.get("PATH"))):
        try:
            password = run(keyring, "get", url, username).strip()
        except ReleaseError:
            said = f"The keyring has no password of {username} for {url}: keyring set {url} {username}"
            raise ReleaseError(said) from None
    return username, password


def _gist(said: str) -> str:
    """Return the causes that uv names, without the page of HTML that follows them."""
    causes = re.findall(r"^\s*cause: (.+)$", said, re.MULTILINE)
    gist = "; ".join(cause.removesuffix(" Server says:") for cause in causes) or said
    return f"{gist.rstrip('.')}. {_LOGIN}" if re.search(r"\b40[13]\b", gist) else f"{gist.rstrip('.')}."
