"""Removes secrets from what is read, so that no report and no memory of a trace holds one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from .bodies import NOT_JSON, Body, json_bytes, parse_json
from .trace import fingerprint

SECRET_HEADERS = re.compile(
    r"authorization|cookie|api-?key|secret|token(?!.*trace)|credential", re.IGNORECASE
)
SECRET_NAMES = re.compile(
    r"secret|password|passwd|api_?key|access_?key|session_?token|security_?token|credential|^authorization$",
    re.IGNORECASE,
)
MARKS = (
    *(b"secret", b"passw", b"credential", b"authorization"),
    *(b"apikey", b"api_key", b"accesskey", b"access_key"),
    *(b"sessiontoken", b"session_token", b"securitytoken", b"security_token"),
    b"\\u00",  # a letter may be written as an escape
)
"""One of these is in every JSON body that has a member of `SECRET_NAMES`, in lower case."""
SECRET_PARAMETERS = re.compile(
    r"signature|credential|security-token|^sig$|^token$|key-pair-id|^policy$|api_?key|access_?key",
    re.IGNORECASE,
)

SHORTEST_KEY = 8
"""Characters of a text that is long enough to be a key, and to be looked for in responses."""


def marker(secret: str) -> str:
    """Return what stands in the place of a secret: the same for the same secret."""
    return secret if secret.startswith("[redacted ") else f"[redacted {fingerprint(secret)}]"


def key_of(headers: Mapping[str, str], names: Iterable[str]) -> str | None:
    """Return the fingerprint of the API key in headers, None if they have none."""
    for name in names:
        value = headers.get(name.lower(), "")
        if value:
            return value[10:-1] if value.startswith("[redacted ") else fingerprint(value)
    return None


def repeats_key(
    headers: Mapping[str, str], names: Iterable[str], answered: Iterable[str], body: bytes
) -> bool:
    """Return whether a response has the API key of its request in it.

    Args:
        headers: The headers of the request, with names in lower case.
        names: The names of headers that carry a key.
        answered: The values of the response's headers.
        body: The body of the response.
    """
    for name in names:
        key = headers.get(name.lower(), "").rpartition(" ")[2]
        if len(key) < SHORTEST_KEY or key.startswith("[redacted") or not key.isascii():
            continue
        if key.encode() in body or any(key in value for value in answered):
            return True
    return False


def clean_headers(headers: Mapping[str, str], secret: Iterable[str] = ()) -> dict[str, str]:
    """Return headers in lower case without secrets.

    Args:
        headers: The headers.
        secret: Names of further secret headers, in lower case.
    """
    further = frozenset(secret)
    return {
        name.lower(): marker(value) if name.lower() in further or _secret_header(name) else value
        for name, value in headers.items()
    }


def clean_url(url: str) -> str:
    """Return a URL without user, and without parameters that sign it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    if not parts.query:
        return url if host == parts.netloc else urlunsplit(parts._replace(netloc=host))
    pairs = [
        (name, marker(value) if SECRET_PARAMETERS.search(name) else value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
    ]
    return urlunsplit(parts._replace(netloc=host, query=urlencode(pairs)))


def clean_body(body: bytes) -> bytes:
    """Return a JSON body without members that are secret by name; other bodies as they are."""
    return cleaned(body).read()


def cleaned(content: bytes) -> Body:
    """Return a JSON body without members that are secret by name, and its value if it was parsed for that.

    Raises:
        RecursionError: It nests too deeply.
    """
    lower = content.lower()
    if not any(mark in lower for mark in MARKS):  # bodies may be large, and this is quicker than to parse
        return Body(content)
    value = parse_json(content)
    if value is NOT_JSON or not _has_secret(value):
        return Body(content, value)
    return Body(json_bytes(_clean(value)))


def _has_secret(value: Any) -> bool:
    if isinstance(value, dict):
        return any(
            marker(each) != each if isinstance(each, str) and each and _secret(name) else _has_secret(each)
            for name, each in value.items()
        )
    return isinstance(value, list) and any(map(_has_secret, value))


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: marker(each) if isinstance(each, str) and each and _secret(name) else _clean(each)
            for name, each in value.items()
        }
    return [_clean(each) for each in value] if isinstance(value, list) else value


@lru_cache(maxsize=1024)
def _secret(name: str) -> bool:
    return SECRET_NAMES.search(name) is not None


@lru_cache(maxsize=1024)
def _secret_header(name: str) -> bool:
    return SECRET_HEADERS.search(name) is not None
