"""Write what Tripo's own SDK sends, one JSON list a request: its method, the HTTP method, path and body."""

import asyncio
import inspect
import json
import sys
from typing import Any

from tripo3d import Animation, RigSpec, RigType, TripoClient

TASK = "1ec04ced-4b87-44f6-a296-beee80777941"
IMAGE = "https://example.com/cat.jpg"
# What takes the place of arguments whose type does not say what they may be.
WORDS: dict[str, Any] = {
    "animation": Animation.QUADRUPED_WALK,
    "animations": [Animation.IDLE, Animation.WALK],
    "completion_mode": "quick_cap",
    "export_orientation": "-y",
    "fbx_preset": "mixamo",
    "file": IMAGE,
    "files": [IMAGE],
    "format": "USDZ",
    "geometry_quality": "detailed",
    "images": [IMAGE, None, IMAGE],
    "inputs": [IMAGE, IMAGE],
    "kind": "color",
    "orientation": "align_image",
    "out_format": "fbx",
    "part_names": ["arm"],
    "prompts": [{"view": "left", "prompt": "a red collar"}],
    "rig_type": RigType.OTHERS,
    "segmentation_granularity": "simple",
    "spec": RigSpec.VRM,
    "template": "figure",
    "texture_alignment": "geometry",
    "texture_format": "PNG",
    "texture_quality": "extreme",
}
NUMBERS = {"face_limit": 5000, "flatten_bottom_threshold": 0.5, "process_res": 600, "texture_size": 2048}
MODELS = {
    "generate_image": "banana",
    "image_to_image": "seedream_v5",
    "mesh_complete": "v1.0-20250506",
    "mesh_decimate": "v3.0",
    "mesh_segment": "v2.0-20260430",
    "mesh_uv": "v1.0",
    "rig": "v3.0-20260909",
    "smart_lowpoly": "P-v3.0-20260909",
    "texture_model": "v3.5-20260815",
}
# What the SDK's docstrings and its own tests hand on beside the arguments that it names.
MORE: dict[str, dict[str, Any]] = {
    "text_to_model": {"export_orientation": "-y", "texture_version": "v3.5-20260815"},
    "image_to_model": {"texture_version": "v3.5-20260815", "delight": True},
    "text_to_image": {"model": "seedream_v4", "size": "1024x1024"},
    "texture_model": {"texture_quality": "fast", "delight": True},
    "rig": {"no_weights_list": ["hair"]},
    "mesh_uv": {"export_orientation": "+y"},
}
# Forms of v2, which the SDK hands on as they are.
FILE = {"type": "jpg", "file_token": "file_abc123"}
OLD = [
    {"type": "text_to_model", "prompt": "a small cat", "model_version": "v2.5-20250123"},
    {"type": "image_to_model", "file": FILE, "model_version": "v2.5-20250123"},
    {"type": "multiview_to_model", "files": [FILE, {}, FILE, {}], "model_version": "v2.5-20250123"},
    {"type": "generate_multiview_image", "file": FILE},
    {"type": "convert_model", "original_model_task_id": TASK, "format": "FBX"},
    {"type": "animate_retarget", "original_model_task_id": TASK, "animation": "preset:walk"},
]
NO_REQUEST = {"refine_model", "stylize_model", "create_task", "wait_for_task", "close", "upload_file"}


class Recorder:
    """Stands in for the SDK's transport: prints what it is to send."""

    def __init__(self) -> None:
        self.method = ""

    async def request(self, method: str, path: str, *, json_data: Any = None, **_: Any) -> Any:
        """Print the name of the SDK's method, the HTTP method, path and body."""
        sys.stdout.write(json.dumps([self.method, method, path, json_data]) + "\n")
        return {"task_id": TASK, "presigned_url": IMAGE, "file_token": "file_abc123"}


def argument(method: str, parameter: inspect.Parameter) -> Any:
    """Return what a caller could give, never the default, which is not sent."""
    name, default = parameter.name, parameter.default
    if name in ("model", "model_version"):
        return MODELS.get(method, default or "v3.1-20260211")
    if name in WORDS | NUMBERS:
        return (WORDS | NUMBERS)[name]
    if isinstance(default, bool):
        return not default
    kind = str(parameter.annotation)
    if "bool" in kind:
        return True
    if "int" in kind or "float" in kind:
        return 2
    return [TASK] if "Sequence" in kind else TASK


async def main() -> None:
    """Call every method of the SDK twice: with what it requires, and with all that it takes."""
    client = TripoClient(api_key="tsk_dummy")
    client._http = recorder = Recorder()
    for name, method in inspect.getmembers(client, inspect.iscoroutinefunction):
        if name.startswith(("_", "download")) or name in NO_REQUEST:
            continue
        recorder.method = name
        taken = [p for p in inspect.signature(method).parameters.values() if p.kind != p.VAR_KEYWORD]
        needed = [p for p in taken if p.default is p.empty]
        for parameters in (needed, taken):
            given = {p.name: argument(name, p) for p in parameters}
            if name in ("generate_image", "image_to_image") and parameters is needed:
                given = {("file" if name == "generate_image" else "input"): IMAGE, "prompt": "make it orange"}
            if name == "retarget":  # one clip or several, not both
                given = {**given, "animation": Animation.IDLE} if parameters is needed else given
                given.pop("animation" if parameters is taken else "animations", None)
            await method(**given)
            await method(**given | MORE.get(name, {}))
    for kind in RigType:
        await client.rig(TASK, rig_type=kind)
    for spec in RigSpec:
        await client.rig(TASK, spec=spec)
    for animation in Animation:
        await client.retarget(TASK, animation=animation)
    recorder.method = "create_task"
    for old in OLD:
        await client.create_task(old)


asyncio.run(main())
