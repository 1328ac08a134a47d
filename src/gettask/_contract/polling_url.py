"""The URL at which the API has a task, and the hosts that it may lead to: each poll carries the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from .._redact import printable, redact
from .errors import UnexpectedResponseError
from .pointer import lookup

_URL = re.compile(
    r"(?P<origin>(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?P<port>:[0-9]{1,5})?)"
    r"(?P<path>/[!$-;=?-\[\]_a-z~]*)",
    re.IGNORECASE | re.ASCII,
)
"""What every parser of URLs reads alike: no user name, no backslash, no blank, no fragment."""

_LONGEST = 2048
_LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_DEFAULT_PORTS = {("http", ":80"), ("https", ":443")}


@dataclass(frozen=True, slots=True)
class PollingUrl:
    """Where a response of Create Task has the URL that polls its task, and the hosts that it may lead to.

    Attributes:
        at: The pointers of the URL in the body of the response.
        header: The header that has it instead, None for none.
        hosts: The hosts of the API, its servers among them; `*` stands for one label, as in `api.*.acme.com`.
    """

    at: tuple[str, ...]
    header: str | None
    hosts: tuple[str, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any], servers: Iterable[str]) -> PollingUrl:
        """Read `polling-url` of a state table; `servers` are the URLs of the API's servers."""
        own = (urlsplit(url).hostname or "" for url in servers if url.startswith("https://"))
        hosts = tuple(dict.fromkeys([*own, *data.get("hosts", ())]))
        return cls(tuple(data.get("at", ())), data.get("header"), hosts)

    def read(self, document: Any, headers: Mapping[str, str]) -> str | None:
        """Return the URL in a response of Create Task as it came, None if there is none."""
        values = [headers.get(self.header.lower())] if self.header else []
        values += [lookup(document, at) for at in self.at]
        return next((value for value in values if isinstance(value, str) and value.strip()), None)

    def resolve(self, url: str, base_url: str) -> str | None:
        """Return the URL to poll, None for the documented path of the client's server.

        A URL on the server of the client is polled as it is, and so is one on another host of the API's. A
        gateway that stands for the API passes on what the API says: it is asked itself, and no other host.

        Args:
            url: The URL of the task, or its path.
            base_url: The server of the client.

        Raises:
            UnexpectedResponseError: It leads elsewhere, and is not polled.
        """
        base = urlsplit(base_url)
        here = _origin(base.scheme, base.netloc)
        if url.startswith("/") and not url.startswith("//"):
            url = f"{here}{url}"
        found = _URL.fullmatch(url) if len(url) <= _LONGEST else None
        if found is None:
            raise self._refused(url, "is not a plain one")
        if _origin(found["scheme"], found["host"] + (found["port"] or "")) == here:
            return url
        if found["scheme"].lower() != "https":
            raise self._refused(url, "is no HTTPS")
        if found["port"] not in (None, ":443"):
            raise self._refused(url, f"has the port {found['port'][1:]}")
        if not self._lists(found["host"]):
            raise self._refused(url, "leads to another host")
        return url if base.scheme == "https" and self._lists(base.hostname or "") else None

    def _lists(self, host: str) -> bool:
        return any(_pattern(each).fullmatch(host.lower()) for each in self.hosts)

    def _refused(self, url: str, problem: str) -> UnexpectedResponseError:
        known = " and ".join(self.hosts) or "no other host"
        return UnexpectedResponseError(
            f"The URL to poll, {printable(redact(url), 100)!r}, {problem}, so nothing was sent: the key goes "
            f"to the client's server and {known} alone. A bare id, without its handle, is polled at the "
            "documented path.",
            retryable=False,
        )


def _origin(scheme: str, place: str) -> str:
    """Return scheme, host and port in lower case, without a port that goes without saying."""
    scheme, place = scheme.lower(), place.lower()
    host, colon, port = place.rpartition(":")
    return f"{scheme}://{host if colon and (scheme, colon + port) in _DEFAULT_PORTS else place}"


def _pattern(host: str) -> re.Pattern[str]:
    return re.compile(r"\.".join(_LABEL if label == "*" else re.escape(label) for label in host.split(".")))
