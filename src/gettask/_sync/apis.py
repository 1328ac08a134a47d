# Made of src/gettask/_async/apis.py by `make generate`: edit that one.
"""A client for each API."""

from __future__ import annotations

from .client import Client

__all__ = ["PiAPI", "Tripo", "TripoV2"]


class PiAPI(Client):
    """A client of PiAPI."""

    api = "piapi"


class Tripo(Client):
    """A client of Tripo's API, version 3."""

    api = "tripo"


class TripoV2(Client):
    """A client of Tripo's v2 API, which was shut down."""

    api = "tripo-v2"


CLIENTS: dict[str, type[Client]] = {each.api: each for each in (PiAPI, Tripo, TripoV2)}
"""The client of each API, by the API's name."""
