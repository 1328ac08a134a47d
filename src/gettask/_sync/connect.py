# Made of src/gettask/_async/connect.py by `make generate`: edit that one.
"""A client of an API that is known by its name only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._clock import Clock
from .._http.httpx_transport import HttpClient
from ..events import Hook
from .apis import CLIENTS
from .client import Client

if TYPE_CHECKING:
    from ..jobs.store import JobStore


def connect(
    api: str,
    key: str | None = None,
    *,
    base_url: str | None = None,
    region: str | None = None,
    timeout: float | None = 30.0,
    retries: int | None = 2,
    http_client: HttpClient | None = None,
    clock: Clock | None = None,
    on_event: Hook | None = None,
    jobs: JobStore | None = None,
) -> Client[Any]:
    """Return a client of an API by the API's name.

    Args:
        api: The name of an API whose package is installed, such as piapi.
        key, base_url, region, timeout, retries, http_client, clock, on_event, jobs: As in `Client`.

    Returns:
        The client.

    Raises:
        ValueError: There is no such API.
        GettaskError: Its package is not installed.

    Example:
        with connect("piapi") as client:
            task = client.get("f8d11a53-f3ac-47ad-a4d6-7610fda830be")
    """
    kind: type[Client[Any]] = CLIENTS.get(api) or type("Client", (Client,), {"api": api})
    return kind(
        key,
        base_url=base_url,
        region=region,
        timeout=timeout,
        retries=retries,
        http_client=http_client,
        clock=clock,
        on_event=on_event,
        jobs=jobs,
    )
