"""What users of the third-party client `tripo` do. Called with the mock's URL and a folder.

It writes one JSON object of what was seen.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tripo import Client
from tripo.client import APIError
from tripo.model import MultiviewFileTokens, TaskInput

EVERYTHING: dict[str, Any] = {
    "model_version": "v2.5-20250123",
    "face_limit": 9000,
    "texture": True,
    "pbr": True,
}
CONVERSION: dict[str, Any] = {
    "quad": False,
    "force_symmetry": False,
    "face_limit": 9000,
    "flatten_bottom": False,
    "flatten_bottom_threshold": 0.01,
    "texture_size": 2048,
    "texture_format": "PNG",
    "pivot_to_center_bottom": False,
}
"""All that the calls take: what is left out is sent as null."""


def end(client: Client, task_id: str) -> Any:
    """Poll a task until it is final."""
    for _ in range(20):
        task = client.get_task(task_id)
        if task.status not in ("queued", "running"):
            break
    return task


def model(client: Client, **options: Any) -> str | None:
    """Return the first bytes of a model from words, as the client finds it."""
    made = client.text_to_model("a small cat", negative_prompt="a dog", **EVERYTHING | options)
    assert end(client, made.task_id).status == "success"
    found = client.try_download_model(made.task_id)
    return None if found is None or found.model is None else found.model[:4].decode()


def main(url: str, folder: str) -> None:
    """Print what became of each kind of task, of the models and of an upload."""
    picture = Path(folder) / "cat.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    seen: dict[str, Any] = {}
    with Client(base_url=f"{url}/v2/openapi", api_key="tsk_dummy") as client:
        seen["models"] = {
            "pbr": model(client, texture=True, pbr=True),
            "textured": model(client, texture=True, pbr=False),
            "bare": model(client, texture=False, pbr=False),
        }
        file = client.upload_file(str(picture))
        first = client.image_to_model(file, **EVERYTHING).task_id
        end(client, first)
        rigged = client.create_task(TaskInput(type="animate_rig", original_model_task_id=first)).task_id
        clip = TaskInput(type="animate_retarget", original_model_task_id=rigged, animation="preset:walk")
        made = {
            "multiview": client.multiview_to_model(MultiviewFileTokens(front=file, back=file), **EVERYTHING),
            "refine": client.refine_model(first),
            "stylize": client.stylize_model("lego", first, 80),
            "convert": client.convert_model("FBX", first, **CONVERSION),
            "check": client.create_task(TaskInput(type="animate_prerigcheck", original_model_task_id=first)),
            "retarget": client.create_task(clip),
        }
        seen["ended"] = {name: end(client, task.task_id).status for name, task in made.items()}
        try:
            client.text_to_model("a small cat")
        except APIError as error:
            seen["refused"] = error.message
        seen["balance"] = client.get_balance().balance
    sys.stdout.write(json.dumps(seen) + "\n")


main(*sys.argv[1:])
