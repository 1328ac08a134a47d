"""What a user of Tripo's own SDK does: create, wait, download. Called with the mock's URL and a folder."""

import asyncio
import json
import sys

from tripo3d import TripoClient  # type: ignore[import-untyped]


async def main(url: str, folder: str) -> None:
    """Print the final task's id and status and the names of the files that were downloaded."""
    client = TripoClient(api_key="tsk_dummy", v3_base_url=url)
    try:
        task_id = await client.text_to_model(prompt="a small cat", model_version="v3.1-20260211")
        task = await client.wait_for_task(task_id, polling_interval=0.01, timeout=20)
        files = await client.download_task_models(task, folder)
    finally:
        await client.close()
    sys.stdout.write(json.dumps({"id": task_id, "status": str(task.status.value), "files": files}) + "\n")


asyncio.run(main(*sys.argv[1:]))
