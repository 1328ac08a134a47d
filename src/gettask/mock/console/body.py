"""The body of a task, value by value with the spec's sentence for each; and its results as what they are."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gettask.mock.assets import PREFIX
from gettask.mock.console.spec_text import SpecText, child
from gettask.mock.sample_files import EXTENSIONS, content
from gettask.mock.spec.api import Api
from gettask.mock.spec.pointer import join, tokens
from gettask.mock.tasks.task import MockTask

MODEL = "model/gltf-binary"
"""The models that a page draws."""
MAX_VALUES = 500
"""How many values of a body are listed."""
MAX_TEXT = 4000
"""How many bytes of a text result are shown."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a body."""

    pointer: str
    text: str
    """The value as JSON."""
    sentence: str
    line: int | None
    """The line of the spec."""


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a task."""

    pointer: str
    path: str
    """The path of the file."""
    name: str
    media_type: str
    kind: str
    """image, audio, video, text, model or file."""
    size: int
    text: str
    """The text of a text result, facts about a model, else empty."""


def values(api: Api, task: MockTask, body: Any) -> list[Value]:
    """The values of a response to a poll."""
    found: list[Value] = []
    # The task has the schema of its variant, which the whole response leaves open.
    inside = tokens(api.lifecycle.task)
    for path, value, schema in _walk(api, body, api.poll.schema(api.poll.success), (), inside, task):
        if len(found) == MAX_VALUES:
            break
        sentence = api.document.flat(schema).get("description", "") if schema is not None else ""
        line = SpecText.of(api).line_of(schema)
        found.append(Value(join(path), json.dumps(value, ensure_ascii=False), sentence, line))
    return found


def results(body: Any, base_url: str) -> list[Result]:
    """The results that a body links to."""
    start = base_url + PREFIX
    return [
        _result(join(path), value.removeprefix(base_url))
        for path, value in _leaves(body, ())
        if isinstance(value, str) and value.startswith(start)
    ][:MAX_VALUES]


def _walk(
    api: Api, value: Any, schema: Any, path: tuple[str | int, ...], inside: tuple[str, ...], task: MockTask
) -> Iterator[tuple[tuple[str | int, ...], Any, Any]]:
    if path == inside:
        schema = _task_schema(api, task, schema)
    if isinstance(value, dict | list) and value:
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, part in steps:
            below = None if schema is None else child(api.document, schema, step)
            yield from _walk(api, part, below, (*path, step), inside, task)
    else:
        yield path, value, schema


def _task_schema(api: Api, task: MockTask, default: Any) -> Any:
    """The schema of the task's variant and tags, the default if the spec has none of its own."""
    for member in api.document.members(api.task_schema):
        tags = ((name, api.document.tags(member, name)) for name in task.tags)
        if api.variant_of(member) == task.variant and all(
            known is None or task.tags[name] in known for name, known in tags
        ):
            return member
    return default


def _leaves(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(part, (*path, step))
    else:
        yield path, value


def _result(pointer: str, path: str) -> Result:
    name = path.rpartition("/")[2]
    media_type = EXTENSIONS.get(name.rpartition(".")[2], "application/octet-stream")
    data = content(media_type) if media_type in EXTENSIONS.values() else b""
    kind, text = media_type.partition("/")[0], ""
    if kind == "text" or media_type == "application/json":
        kind, text = "text", data[:MAX_TEXT].decode("utf-8", "replace")
    elif media_type == MODEL:
        kind, text = "model", _facts(data)
    elif kind not in ("image", "audio", "video"):
        kind = "file"
    return Result(pointer, path, name, media_type, kind, len(data), text)


def _facts(data: bytes) -> str:
    """What a binary glTF file contains."""
    version, length = struct.unpack_from("<I", data, 4)[0], struct.unpack_from("<I", data, 12)[0]
    scene = json.loads(data[20 : 20 + length])
    counts = ", ".join(
        f"{len(scene[name])} {name}" for name in ("meshes", "materials", "images") if name in scene
    )
    return f"glTF {version}: {counts}"
