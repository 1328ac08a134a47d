"""Where a URL leads: through a proxy of the environment, which looks up its host itself, or to addresses."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit
from urllib.request import getproxies

from .errors import no_response


def any_proxy() -> bool:
    """Say whether the environment names a proxy; hosts that need none do not count."""
    return any(getproxies().get(scheme) for scheme in ("http", "https", "all"))


def is_proxied(url: str) -> bool:
    """Say whether a URL goes through a proxy. A host that may be one of the exceptions does not."""
    proxies = getproxies()
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:  # half an IPv6 address; nothing can be fetched from there
        return False
    if not (proxies.get(parts.scheme.lower()) or proxies.get("all")):
        return False
    return not any(_excepts(entry.strip().lower(), host) for entry in proxies.get("no", "").split(","))


def addresses_of(host: str, url: str) -> list[str]:
    """Return the addresses of a URL's host, none if a proxy does the connecting.

    Raises:
        TransportError: The host has none.
    """
    if is_proxied(url):
        return []
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:  # asked again while connecting, the name might lead anywhere
        raise no_response(host, error, sent=False) from error


def _excepts(entry: str, host: str) -> bool:
    """Say whether an entry of NO_PROXY may mean a host: it is a name, the end of one, an address or `*`."""
    name = entry.rpartition("://")[2].partition("/")[0]
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    name = name.removeprefix("*").lstrip(".")
    return entry == "*" or bool(name and host.endswith(name))
