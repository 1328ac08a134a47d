"""The client that a command talks through: its key and server, by options, environment and config file."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from typing import TypeVar

from .._contract.contract import load
from .._http.environment import MOCK_URL, base_url_of
from ..client import AsyncClient, Client, connect, connect_async
from ..errors import ApiShutDownWarning, AuthenticationError
from ..jobs.store import JobStore
from . import config, output

T = TypeVar("T")

TIMEOUT = 30.0
"""Seconds for one request."""


def server_of(api: str, base_url: str | None, region: str | None) -> tuple[str | None, str | None]:
    """Return the base URL and region to use: those of the config file where nothing else names any."""
    if base_url is None and region is None and base_url_of(load(api)) is None:
        known = config.settings(api)
        return known.base_url, known.region
    return base_url, region


def client_of(
    api: str,
    base_url: str | None,
    region: str | None,
    jobs: JobStore | None = None,
    timeout: float = TIMEOUT,
) -> Client:
    """Return the client of an API. Options win over the environment, and that over the config file.

    Raises:
        AuthenticationError: There is no key.
    """
    return _client(connect, api, base_url, region, jobs, timeout)


def async_client_of(api: str, timeout: float = TIMEOUT, jobs: JobStore | None = None) -> AsyncClient:
    """Return the async client of an API, as `client_of` does.

    Raises:
        AuthenticationError: There is no key.
    """
    return _client(connect_async, api, None, None, jobs, timeout)


def _client(
    connect_: Callable[..., T],
    api: str,
    base_url: str | None,
    region: str | None,
    jobs: JobStore | None,
    timeout: float,
) -> T:
    known = config.settings(api)
    base_url, region = server_of(api, base_url, region)
    contract = load(api)
    mocked = bool(os.environ.get(MOCK_URL, "").strip()) and base_url in (None, base_url_of(contract))
    key = None if mocked else contract.auth.from_environment() or known.key
    if key is None and not mocked:
        env, file = contract.auth.env, config.path()
        raise AuthenticationError(
            f"{contract.title} needs a key: set {env}, or put it under [{api}] in {file}"
        )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ApiShutDownWarning)
        client = connect_(
            api, key, base_url=None if mocked else base_url, region=region, timeout=timeout, jobs=jobs
        )
    for warning in caught:
        output.message(f"gettask: {warning.message}")
    return client
