"""What a user of Tripo's own SDK does: create, wait, download. Called with the mock's URL and a folder.

It runs on 1.0, which speaks v3, and on 0.4, which speaks v2 and takes its address from the class.
"""

import asyncio
import json
import sys
from importlib.metadata import version

from tripo3d import TripoClient


async def main(url: str, folder: str) -> None:
    """Print the SDK's version, the final task's id and status and the names of the downloaded files."""
    TripoClient.BASE_URL = f"{url}/v2/openapi"
    client = TripoClient(api_key="tsk_dummy", v3_base_url=url)
    try:
        task_id = await client.text_to_model(prompt="a small cat", model_version="v3.1-20260211")
        task = await client.wait_for_task(task_id, polling_interval=0.01, timeout=20)
        files = await client.download_task_models(task, folder)
    finally:
        await client.close()
    result = {"version": version("tripo3d"), "id": task_id, "status": task.status.value, "files": files}
    sys.stdout.write(json.dumps(result) + "\n")


asyncio.run(main(*sys.argv[1:]))
