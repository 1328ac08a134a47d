"""Which URLs the environment sends through a proxy, which looks up the hosts itself."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import getproxies


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


def _excepts(entry: str, host: str) -> bool:
    """Say whether an entry of NO_PROXY may mean a host: it is a name, the end of one, an address or `*`."""
    name = entry.rpartition("://")[2].partition("/")[0]
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    name = name.removeprefix("*").lstrip(".")
    return entry == "*" or bool(name and host.endswith(name))
