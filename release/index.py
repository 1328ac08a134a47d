"""A package index: what it has, and how it gets more."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

from release.build import Artifact
from release.contents import differences, read
from release.simple_api import LOGIN, ListedFile, SimpleApi
from release.tools import ReleaseError, environment, run, uv


class UploadError(ReleaseError):
    """The index did not take a file; `may_be_there` says that it may have that file already."""

    def __init__(self, message: str, *, may_be_there: bool) -> None:
        super().__init__(message)
        self.may_be_there = may_be_there


@dataclass(frozen=True)
class Index:
    """An index: where clients install from, and where uploads go."""

    listing: SimpleApi
    upload_url: str

    @classmethod
    def of(cls, url: str, upload_url: str = "", environ: Mapping[str, str] = os.environ) -> Index:
        """Return the index at `url`, with credentials out of the environment or the keyring.

        Uploads go to `upload_url`, else to `url` without its last part. Raises ReleaseError for what is not
        the URL of an index, or holds a password, since everybody on the machine sees command lines.
        """
        for each in (url, *filter(None, [upload_url])):
            parts = urlsplit(each)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ReleaseError(
                    f"{each!r} is not the URL of an index; one looks like https://host/simple/"
                )
            if "@" in parts.netloc:
                raise ReleaseError(f"The URL of {parts.hostname} holds credentials, for all to see. {LOGIN}")
        url = url.rstrip("/") + "/"
        return cls(SimpleApi(url, *_credentials(url, environ)), upload_url or urljoin(url, ".."))

    @property
    def host(self) -> str:
        return self.listing.host

    def missing(self, artifacts: Iterable[Artifact]) -> list[Artifact]:
        """Return those that the index lacks. Raises ReleaseError if it has one with other bytes."""
        projects: dict[str, dict[str, ListedFile]] = {}
        missing = []
        for artifact in artifacts:
            name = artifact.package.name
            if name not in projects:
                projects[name] = self.listing.files(name)
            listed = projects[name].get(artifact.path.name)
            if listed is None:
                missing.append(artifact)
            elif (
                listed.sha256 or hashlib.sha256(self.listing.download(listed)).hexdigest()
            ) != artifact.sha256:
                raise ReleaseError(
                    f"{self.host} has another {artifact.path.name}, which differs in "
                    f"{self._compare(listed, artifact)}. What is published stays as it is: raise the version "
                    f"of {name}."
                )
        return missing

    def upload(self, artifact: Artifact) -> None:
        """Upload one file. Raises UploadError if the index does not take it."""
        login = self.listing
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
                env=environment(UV_PUBLISH_USERNAME=login.username, UV_PUBLISH_PASSWORD=login.password)
                if login.username
                else environment(),
            )
        except ReleaseError as error:
            reason = _reason(str(error))
            # Which of these an index answers for a file that it has differs by product.
            may_be_there = bool(re.search(r"\b4(00|03|09)\b", reason))
            raise UploadError(
                f"{artifact.path.name} was not taken: {reason}", may_be_there=may_be_there
            ) from None

    def environment(self) -> dict[str, str]:
        """Return an environment in which uv installs from this index, and from no other."""
        login = self.listing
        names = {"UV_INDEX_RELEASE_USERNAME": login.username, "UV_INDEX_RELEASE_PASSWORD": login.password}
        return environment(UV_DEFAULT_INDEX=f"release={login.url}", **names if login.username else {})

    def _compare(self, listed: ListedFile, artifact: Artifact) -> str:
        with TemporaryDirectory() as folder:
            published = Path(folder, artifact.path.name)
            published.write_bytes(self.listing.download(listed))
            names = differences(read(published), read(artifact.path))
        return ", ".join(names) or "dates or compression alone"


def _credentials(url: str, environ: Mapping[str, str]) -> tuple[str, str]:
    if token := environ.get("UV_PUBLISH_TOKEN"):
        return "__token__", token
    username, password = environ.get("UV_PUBLISH_USERNAME", ""), environ.get("UV_PUBLISH_PASSWORD", "")
    if username and not password and (keyring := shutil.which("keyring", path=environ.get("PATH"))):
        try:
            password = run(keyring, "get", url, username).strip()
        except ReleaseError:
            message = f"The keyring has no password of {username} for {url}: keyring set {url} {username}"
            raise ReleaseError(message) from None
    return username, password


def _reason(output: str) -> str:
    """Return the causes that uv names, without the page of HTML that follows them."""
    causes = re.findall(r"^\s*cause: (.+)$", output, re.MULTILINE)
    reason = "; ".join(cause.removesuffix(" Server says:") for cause in causes) or output
    return f"{reason.rstrip('.')}. {LOGIN}" if re.search(r"\b40[13]\b", reason) else f"{reason.rstrip('.')}."
