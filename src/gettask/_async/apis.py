"""A client for each API."""

from __future__ import annotations

from .client import AsyncClient

__all__ = ["AsyncPiAPI", "AsyncTripo", "AsyncTripoV2"]


class AsyncPiAPI(AsyncClient):
    """A client of PiAPI."""

    api = "piapi"


class AsyncTripo(AsyncClient):
    """A client of Tripo's API, version 3."""

    api = "tripo"


class AsyncTripoV2(AsyncClient):
    """A client of Tripo's v2 API, which was shut down."""

    api = "tripo-v2"


CLIENTS: dict[str, type[AsyncClient]] = {each.api: each for each in (AsyncPiAPI, AsyncTripo, AsyncTripoV2)}
"""The client of each API, by the API's name."""
