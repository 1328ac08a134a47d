"""The clients: one class for each API, sync and async, and `connect` for an API known by its name only.

Example:
    from gettask.client import PiAPI

    with PiAPI() as piapi:
        task = piapi.wait("f8d11a53-f3ac-47ad-a4d6-7610fda830be", deadline=900)
        files = piapi.download(task, "out/")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from . import _apis
from ._contract.handle import TaskRequest
from ._sync.apis import *  # noqa: F403
from ._sync.apis import CLIENTS
from ._sync.client import Client
from ._sync.connect import connect

if TYPE_CHECKING:
    from ._async.apis import *  # noqa: F403
    from ._async.client import AsyncClient
    from ._async.connect import connect_async

__all__ = ["CLIENTS", "AsyncClient", "Client", "TaskRequest", "connect", "connect_async"]
__all__ += _apis.__all__


def __getattr__(name: str) -> object:
    """Load the async clients on first use: asyncio takes time to import."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = {"AsyncClient": "client", "connect_async": "connect"}.get(name, "apis")
    value: object = getattr(import_module(f"._async.{home}", __package__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
