"""The servers and keys that the environment names: `PIAPI_BASE_URL` and its like, and `GETTASK_MOCK_URL`."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from .._contract.contract import Contract
from ..errors import AuthenticationError

MOCK_URL = "GETTASK_MOCK_URL"
"""The variable that moves the clients of all APIs to a mock, each to its path there. They need no key."""

MOCK_KEY = "mock"
"""The key for the server that `GETTASK_MOCK_URL` names, unless code passes one: no real key goes there."""


_QUOTES = "\"'`"

log = logging.getLogger("gettask")


def base_url_variable(api: str) -> str:
    """Return the name of the variable that replaces the servers of one API, such as PIAPI_BASE_URL."""
    return f"{api.upper().replace('-', '_')}_BASE_URL"


def base_url_of(contract: Contract, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the server that the environment names for an API, None if it names none.

    `GETTASK_MOCK_URL` comes first: while it is set, no job is real unless code names a server itself.
    """
    mock = environment.get(MOCK_URL, "").strip()
    if mock:
        return mock.rstrip("/") + urlsplit(contract.servers[0].url).path.rstrip("/")
    return environment.get(base_url_variable(contract.api), "").strip() or None


def key_of(contract: Contract, key: str | None, *, server_given: bool = False) -> str:
    """Return the key to use: the one given, that of a mock, or the one in the environment.

    Args:
        contract: The contract of the API.
        key: The key that the caller gives, None for none.
        server_given: Whether the caller gives a server as well.

    Raises:
        AuthenticationError: There is none, or no header can carry it.
    """
    auth = contract.auth
    if key is not None:
        key = _pasted(contract, key)
    elif os.environ.get(MOCK_URL, "").strip() and not server_given:
        key = MOCK_KEY
    else:
        key = _pasted(contract, auth.from_environment())
    if not key:
        raise AuthenticationError(f"{contract.title} needs a key: set {auth.env}, or pass key=")
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise AuthenticationError(f"The key of {contract.title} has characters that no header can carry")
    return key


def _pasted(contract: Contract, key: str) -> str:
    """Return a key without what is easily pasted with it, and warn of that: quotes, and the word `Bearer`."""
    bare = key.strip()
    for _ in range(2):  # either may stand inside the other
        if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in _QUOTES:
            bare = bare[1:-1].strip()
        if bare[:7].lower() == "bearer ":
            bare = bare[7:].strip()
    if bare != key.strip():
        log.warning("the key of %s was given in quotes or after 'Bearer', which are left out", contract.title)
    return bare
