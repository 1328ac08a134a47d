"""Object storage as a place for results: S3, Google Cloud Storage, Azure.

Example:
    from gettask import PiAPI
    from gettask.storage import ObjectStorage

    with PiAPI() as piapi:
        piapi.download(task, "s3://bucket/results")
        piapi.download(task, ObjectStorage("s3://bucket/results", config={"region": "eu-central-1"}))

It needs the extra `storage`: pip install 'gettask[storage]'. Credentials are found as obstore finds them: in
the environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT, …), or from the machine's role.
"""

from __future__ import annotations

import copy
import filecmp
import mmap
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ._download.media_types import SUFFIXES, type_of
from ._download.unfinished import temporary_folder
from ._redact import printable, redact
from .errors import DownloadError

if TYPE_CHECKING:
    from obstore.store import ObjectStore

__all__ = ["ObjectStorage", "is_url"]

SCHEMES = ("s3", "s3a", "gs", "az", "azure", "adl", "abfs", "abfss", "file", "memory")

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_ORDERED = ("s3", "s3a", "gs")  # lists begin after a name, and are sorted
RETRIES = 3
"""How often a request is sent again."""
RETRY_TIMEOUT = 30.0
"""Seconds after which a request is not sent again."""
_PROBE = ".gettask-check"


def is_url(text: str) -> bool:
    """Say whether a text is the URL of object storage, and not the path of a folder."""
    return _URL.match(text) is not None


class ObjectStorage:
    """A prefix in object storage that results are saved under.

    An object appears only when it is whole: it is sent in one conditional request, which creates it or fails.
    So two writers never replace each other's results. The file to send is mapped, not read into memory.

    Args:
        url: The bucket and prefix: `s3://bucket/prefix`, `gs://…`, `az://…`, `abfs://…`; for tests
            `file:///folder` and `memory:///`.
        config: What obstore calls the config of the store, such as `region`, `endpoint` or
            `access_key_id`. Default: the environment.
        client_options: obstore's options for connections, such as `timeout` or `allow_http`.

    Raises:
        ValueError: The URL or an option cannot be used.
        ImportError: obstore is not installed.
    """

    def __init__(
        self,
        url: str,
        *,
        config: Mapping[str, Any] | None = None,
        client_options: Mapping[str, Any] | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        """The URL, without a slash at its end."""
        self._scheme = urlsplit(url).scheme.lower()
        self._folder = ""
        self._store = _open(url, self._scheme, config, client_options)

    def __truediv__(self, folder: str) -> ObjectStorage:
        """Return a prefix below this one."""
        below = copy.copy(self)
        below._folder = f"{self._folder}{folder.strip('/')}/"
        below.url = f"{self.url}/{folder.strip('/')}"
        return below

    def __str__(self) -> str:
        return self.url

    def __repr__(self) -> str:
        return f"ObjectStorage({self.url!r})"

    def check(self) -> None:
        """Write an empty object, `.gettask-check`, and delete it if that is allowed.

        Raises:
            DownloadError: Nothing can be written there.
        """
        import obstore
        from obstore.exceptions import BaseError

        with self._errors():
            obstore.put(self._store, self._key(_PROBE), b"")
        try:
            obstore.delete(self._store, self._key(_PROBE))
        except BaseError:  # who may write may not always delete
            return

    def has(self, url: str) -> bool:
        """Say whether an object is there.

        Args:
            url: Its URL, as `download` returned it.

        Raises:
            DownloadError: The storage does not answer.
        """
        name = url.removeprefix(f"{self.url}/")
        return name != url and self._head(name) is not None

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Return a temporary folder of this machine, where results are checked before they are sent."""
        with temporary_folder() as folder:
            yield folder

    def find(self, stem: str) -> str | None:
        """Return the URL of the result that an earlier download completed, None if there is none."""
        name = self._find(stem)
        return None if name is None else f"{self.url}/{name}"

    @contextmanager
    def content(self, stem: str) -> Iterator[Path]:
        """Return a temporary file with the bytes of an object that is there."""
        name = self._find(stem)
        assert name is not None
        with tempfile.TemporaryDirectory(prefix="gettask-") as folder:
            yield self._fetched(name, Path(folder, Path(name).name))

    def commit(self, part: Path, stem: str, suffix: str, media_type: str) -> str:
        """Create an object from a complete file, and return its URL.

        A name that is taken gets a number, unless it has the same bytes: then an earlier attempt has sent
        them, of which the response was lost.

        Raises:
            DownloadError: It cannot be created.
        """
        number = 1
        while True:
            name = f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
            if self._create(name, part, media_type or type_of(name)) or self._is_same(name, part):
                return f"{self.url}/{name}"
            number += 1

    def _key(self, name: str) -> str:
        return f"{self._folder}{name}"

    def _create(self, name: str, part: Path, media_type: str) -> bool:
        """Create an object; return False if there is one of this name."""
        import obstore
        from obstore.exceptions import AlreadyExistsError

        # A file system keeps no attributes.
        attributes = None if self._scheme == "file" else {"Content-Type": media_type}
        with self._errors(), part.open("rb") as file:
            # Not closed here: a store that keeps its objects in memory keeps the mapping.
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            try:
                obstore.put(self._store, self._key(name), content, mode="create", attributes=attributes)
            except AlreadyExistsError:
                return False
        return True

    def _is_same(self, name: str, part: Path) -> bool:
        if self._head(name) != part.stat().st_size:
            return False
        with tempfile.TemporaryDirectory(prefix="gettask-") as folder:
            return filecmp.cmp(part, self._fetched(name, Path(folder, "there")), shallow=False)

    def _head(self, name: str) -> int | None:
        """Return the size of an object, None if there is none."""
        import obstore

        with self._errors():
            try:
                return obstore.head(self._store, self._key(name))["size"]
            except FileNotFoundError:
                return None

    def _find(self, stem: str) -> str | None:
        """Return the name of a result with any of the known suffixes."""
        import obstore

        names = {f"{stem}{suffix}" for suffix in SUFFIXES}
        end = self._key(f"{stem}/")  # the character after the dot
        with self._errors():
            listed = obstore.list(self._store, self._folder or None, offset=self._key(stem), chunk_size=50)
            for page in listed:
                for item in page:
                    name = item["path"].removeprefix(self._folder)
                    if name in names and item["size"]:
                        return name
                if self._scheme in _ORDERED and page[-1]["path"] > end:
                    break
        return None

    def _fetched(self, name: str, target: Path) -> Path:
        import obstore

        with self._errors(), target.open("wb") as file:
            for chunk in obstore.get(self._store, self._key(name)):
                file.write(chunk)
        return target

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn errors of the storage into a DownloadError that says where and why."""
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, OSError) as error:
            why = printable(redact(str(error).partition("\n")[0]))
            raise DownloadError(f"Cannot use {redact(self.url)}: {why}") from error


def _open(
    url: str, scheme: str, config: Mapping[str, Any] | None, client_options: Mapping[str, Any] | None
) -> ObjectStore:
    parts = urlsplit(url)
    if parts.password is not None or parts.query:
        raise ValueError(
            "the URL holds a password or a query: pass secrets as config=, or in the environment"
        )
    if scheme not in SCHEMES:
        raise ValueError(f"{redact(url)!r}: the scheme is none of {', '.join(SCHEMES)}")
    try:
        from obstore.exceptions import BaseError
        from obstore.store import from_url
    except ImportError:
        raise ImportError("object storage needs obstore: pip install 'gettask[storage]'") from None
    options: dict[str, Any] = {}
    if scheme == "file":
        options = {"mkdir": True}
    elif scheme != "memory":
        options = {
            "config": dict(config or {}) | ({"disable_bulk_delete": True} if scheme in ("s3", "s3a") else {}),
            # An empty mapping would replace what the environment says.
            "client_options": client_options and dict(client_options),
            "retry_config": {"max_retries": RETRIES, "retry_timeout": timedelta(seconds=RETRY_TIMEOUT)},
        }
    try:
        return from_url(url, **options)
    except (BaseError, ValueError, TypeError) as error:
        raise ValueError(f"{redact(url)!r}: {redact(str(error).partition(chr(10))[0])}") from None
