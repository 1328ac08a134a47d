"""What users of fal's own SDK do. Called with an https URL of the mock; prints what was seen."""

import asyncio
import json
import os
import sys
from importlib.metadata import version
from typing import Any

# The SDK reads it when it is imported, and speaks https only.
os.environ["FAL_QUEUE_RUN_HOST"] = sys.argv[1].removeprefix("https://")

import fal_client

ENDPOINT = "fal-ai/flux/dev"
INPUT = {"prompt": "a cat", "image_size": "square", "seed": 3}


def submitted(client: fal_client.SyncClient, scenario: str) -> fal_client.SyncRequestHandle:
    """Create a task of a scenario."""
    handle = client.submit(ENDPOINT, arguments=INPUT, headers={"x-mock-scenario": scenario})
    assert isinstance(handle, fal_client.SyncRequestHandle)
    return handle


def waited(client: fal_client.SyncClient) -> dict[str, Any]:
    """Create a task, follow it to its end, fetch its result; and both again by its id alone."""
    handle = submitted(client, "succeeds-later")
    statuses = [type(each).__name__ for each in handle.iter_events(with_logs=True, interval=0)]
    again = client.status(ENDPOINT, handle.request_id)
    return {
        "statuses": list(dict.fromkeys(statuses)),
        "result": handle.get(interval=0),
        "again": type(again).__name__,
        "again_images": len(client.result(ENDPOINT, handle.request_id)["images"]),
    }


def failed(client: fal_client.SyncClient) -> dict[str, Any]:
    """Create a task that fails; return what its status says, and what the SDK raises for its result."""
    handle = submitted(client, "fails")
    last = [*handle.iter_events(interval=0)][-1]
    try:
        handle.get(interval=0)
    except fal_client.FalClientHTTPError as error:
        return {"status": type(last).__name__, "error": last.error, "raised": error.status_code}
    return {}


def cancelled(client: fal_client.SyncClient) -> list[str]:
    """Cancel a task that waits; return its states before and after."""
    handle = submitted(client, "queued-long")
    before = handle.status()
    handle.cancel()
    return [type(before).__name__, type(handle.status()).__name__]


def refused(client: fal_client.SyncClient) -> dict[str, Any]:
    """Send a request with a mistake; return what the SDK raises."""
    try:
        client.submit(ENDPOINT, arguments={"seed": "seven"})
    except fal_client.FalClientHTTPError as error:
        return {"status": error.status_code, "message": error.message[0]["msg"]}
    return {}


async def waited_async() -> int:
    """Create a task and wait with the SDK's async client; return how many images there are."""
    result = await fal_client.AsyncClient(key="key_dummy").subscribe(ENDPOINT, arguments=INPUT)
    return len(result["images"])


def main() -> None:
    """Print the SDK's version and what it saw."""
    client = fal_client.SyncClient(key="key_dummy")
    seen = {
        "version": version("fal-client"),
        "succeeded": waited(client),
        "failed": failed(client),
        "cancelled": cancelled(client),
        "refused": refused(client),
        "async": asyncio.run(waited_async()),
    }
    sys.stdout.write(json.dumps(seen) + "\n")


main()
