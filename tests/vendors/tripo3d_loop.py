"""What users of Tripo's own SDK do. Called with the mock's URL and a folder.

It runs on 1.0, which speaks v3, and on 0.4, which speaks v2 and takes its address from the class. It writes
the version and one JSON object of what was seen.
"""

import asyncio
import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tripo3d import Task, TripoClient

VERSION = version("tripo3d")


class Loop:
    """A client, its tasks and the files that they led to."""

    def __init__(self, client: TripoClient, folder: Path) -> None:
        self.client, self.folder = client, folder
        self.files: dict[str, str | None] = {}

    async def end(self, task_id: str) -> Task:
        """Wait for a task and download what it has."""
        task = await self.client.wait_for_task(task_id, polling_interval=0.01, timeout=20)
        assert task.status.value == "success", task
        files = await self.client.download_task_models(task, str(self.folder))
        self.files |= {f"{task.type}.{name}": path for name, path in files.items()}
        return task


async def old(loop: Loop) -> dict[str, Any]:
    """Generate, upload and import, check, rig and animate, as 0.4 does."""
    client = loop.client
    model = await loop.end(await client.text_to_model(prompt="a small cat", model_version="v3.0-20250812"))
    check = await loop.end(await client.check_riggable(model.task_id))
    rigged = await loop.end(await client.rig_model(model.task_id))
    await loop.end(await client.retarget_animation(rigged.task_id, "preset:walk"))
    await loop.end(await client.convert_model(model.task_id, "FBX"))
    file = loop.folder / "small.glb"
    file.write_bytes(b"glTF" * 64)
    await loop.end(await client.import_model(str(file)))
    balance = await client.get_balance()
    return {"riggable": check.output.riggable, "rig_type": check.output.rig_type, "balance": balance.balance}


async def new(loop: Loop) -> dict[str, Any]:
    """Generate, list, ask what was spent, upload by a presigned URL, make a splat, rig and convert."""
    client = loop.client
    model = await loop.end(await client.text_to_model(prompt="a small cat", model_version="v3.1-20260211"))
    splat = await loop.end(await client.image_to_splat("https://example.com/cat.jpg"))
    check = await loop.end(await client.rig_check(model.task_id))
    rigged = await loop.end(await client.rig(model.task_id, out_format="fbx", no_weights_list=["hair"]))
    await loop.end(await client.retarget(rigged.task_id, animation="preset:biped:walk", out_format="fbx"))
    await loop.end(await client.convert_model(model.task_id, "3MF"))
    file = loop.folder / "large.glb"
    file.write_bytes(b"glTF" * 64)
    with file.open("r+b") as enlarged:
        enlarged.truncate(client.MULTIPART_MAX_BYTES)
    small = await client.upload_file(file)
    with file.open("r+b") as enlarged:  # beyond the SDK's limit for a form: it presigns
        enlarged.truncate(client.MULTIPART_MAX_BYTES + 1)
    large = await client.upload_file(file)
    imported = await loop.end(await client.import_model(large["file_token"]))
    listed = await client.list_tasks([model.task_id, imported.task_id, "nothing"])
    usage = await client.get_usage(limit=3)
    return {
        "listed": {name: task.status.value for name, task in listed.tasks.items()},
        "made": [model.task_id, imported.task_id],
        "missed": listed.missed,
        "usage": [item.task_id for item in usage],
        "paid": [item.credits_consumed for item in usage],
        "last": imported.task_id,
        "tokens": [small["file_token"], large["file_token"]],
        "splat": splat.output.raw,
        "riggable": check.output.riggable,
        "rig_type": check.output.rig_type,
        "balance": (await client.get_balance()).balance,
    }


async def main(url: str, folder: str) -> None:
    """Print the SDK's version, the files that it downloaded and what it was told."""
    TripoClient.BASE_URL = f"{url}/v2/openapi"
    client = TripoClient(api_key="tsk_dummy", v3_base_url=url)
    loop = Loop(client, Path(folder))
    try:
        seen = await (new if VERSION >= "1" else old)(loop)
    finally:
        await client.close()
    sys.stdout.write(json.dumps({"version": VERSION, "files": loop.files, **seen}) + "\n")


asyncio.run(main(*sys.argv[1:]))
