"""What users of Runway's own SDK do. Called with the mock's URL. Prints one JSON object of what was seen."""

import asyncio
import json
import sys
from importlib.metadata import version
from typing import Any

import runwayml
from runwayml.lib import polling

IMAGE = {"model": "gen4_turbo", "prompt_image": "https://example.com/cat.jpg", "ratio": "1280:720"}
# The SDK pauses for six seconds between polls.
polling.POLL_TIME = polling.POLL_JITTER = 0


def waited(client: runwayml.RunwayML, scenario: str = "succeeds-later") -> dict[str, Any]:
    """Create a task and wait; return it, or the one of the error that the SDK raises."""
    created = client.image_to_video.create(**IMAGE, extra_headers={"x-mock-scenario": scenario})
    try:
        task = created.wait_for_task_output(timeout=20)
    except runwayml.TaskFailedError as error:
        task = error.task_details
    found: dict[str, Any] = task.to_dict(mode="json")
    return found


def gone(client: runwayml.RunwayML) -> str:
    """Cancel a task, and return what the SDK raises for a poll."""
    created = client.image_to_video.create(**IMAGE, extra_headers={"x-mock-scenario": "queued-long"})
    seen: str = client.tasks.retrieve(created.id).status
    client.tasks.delete(created.id)
    try:
        client.tasks.retrieve(created.id)
    except runwayml.NotFoundError as error:
        return f"{seen}, then {error.status_code}"
    return seen


def refused(url: str) -> str:
    """Return what the SDK raises for a version of the API that nobody knows."""
    try:
        runwayml.RunwayML(api_key="key_dummy", runway_version="2020-01-01", base_url=url).tasks.retrieve("x")
    except runwayml.APIStatusError as error:
        return type(error).__name__
    return ""


async def waited_async(url: str) -> str:
    """Create a task and wait with the SDK's async client; return its status."""
    async with runwayml.AsyncRunwayML(api_key="key_dummy", base_url=url) as client:
        created = await client.image_to_video.create(**IMAGE)
        status: str = (await created.wait_for_task_output(timeout=20)).status
        return status


def main(url: str, _: str) -> None:
    """Print the SDK's version and what it saw."""
    client = runwayml.RunwayML(api_key="key_dummy", base_url=url)
    seen = {
        "version": version("runwayml"),
        "succeeded": waited(client),
        "failed": waited(client, "fails"),
        "cancelled": gone(client),
        "async": asyncio.run(waited_async(url)),
        "refused": refused(url),
    }
    sys.stdout.write(json.dumps(seen) + "\n")


main(*sys.argv[1:])
