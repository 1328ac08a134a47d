"""Which hosts a download may reach, and where a redirect leads."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterator
from datetime import datetime
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

from .._http.response import Response
from .._redact import printable, redact
from ..errors import DownloadError

MAX_REDIRECTS = 5

YOUNG = 120.0
"""Seconds after the end of a task in which a missing file may still reach its host."""

YOUNG_PAUSES = (1.0, 2.0, 4.0, 8.0)
"""The pauses before further attempts to fetch such a file, in seconds."""

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

# IPv6 that stands for the IPv4 address in its last 32 bits: compatible, translated (NAT64).
_EMBEDDING = tuple(map(ipaddress.IPv6Network, ("::/96", "64:ff9b::/96", "64:ff9b:1::/96")))

# One strict reading, so that no two parsers can disagree on the host: ASCII, no user, no backslash.
_URL = re.compile(
    r"(?i)https?://(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?(?:[/?#][^\s\\\x00-\x1f\x7f]*)?"
)


def host_of(url: str) -> str:
    """Return the host of a URL; raise DownloadError for all but plain http and https."""
    match = _URL.fullmatch(url)
    if match is None:
        raise DownloadError(f"Refused to fetch {printable(redact(url))!r}: not a plain http or https URL.")
    return match[1].lower().strip("[]").rstrip(".")


def is_private(host: str) -> bool:
    """Return whether a host, by its name or address alone, is off the public internet."""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    address = _address(host)
    if address is None:
        return False
    return any(not each.is_global or each.is_multicast for each in _reachable(address))


def is_loopback(host: str) -> bool:
    """Return whether a host, by its name or address alone, is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def redirected(url: str, response: Response) -> str | None:
    """Return the target of a redirect, None for any other response.

    Raises:
        DownloadError: It leads from https to http, where anybody could change the result.
    """
    target = response.headers.get("location")
    if not target or response.status not in (301, 302, 303, 307, 308):
        return None
    try:
        target = urljoin(url, target)
    except ValueError:  # half a host; it is rejected later, as any URL that cannot be parsed
        return target
    if urlsplit(url).scheme == "https" and target[:5].lower() == "http:":
        raise DownloadError(f"Refused to follow {redact(url)} from https to http.")
    return target


def is_young(ended_at: datetime | None, now: float) -> bool:
    """Return whether a task ended so recently that its results may not have reached their host.

    Args:
        ended_at: When it ended, None if the vendor does not say.
        now: Seconds since 1970.
    """
    return ended_at is None or now - ended_at.timestamp() < YOUNG


def _reachable(address: Address) -> Iterator[Address]:
    """Yield the addresses that packets to one may reach: itself, or the IPv4 addresses embedded in it."""
    carried = []
    if isinstance(address, ipaddress.IPv6Address):
        low = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        embedded = low if any(address in network for network in _EMBEDDING) else None
        carried = [
            inner
            for inner in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()), embedded)
            if inner is not None
        ]
    yield from carried or [address]


def _address(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(
            socket.inet_aton(host)
        )  # 127.1, 0x7f000001, 2130706433: all of them loopback
    except OSError:
        return None
