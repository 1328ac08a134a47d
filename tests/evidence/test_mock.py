"""What the mock shows of a task has the shape of the body that was recorded of such a task."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from gettask import Phase, parse
from gettask.mock import Mock, Request, TaskPlan, after_polls, create_app
from gettask.mock.responses.template import UUID
from tests.evidence.test_bodies import SOURCES, TASKS, text

MODELS = [name for name in TASKS if name.startswith("piapi/") and "task_type" in text(name)]
# Fields that bodies of 2024 lack, whose dates stand in their names or in them.
OLD = {
    "piapi/official-examples/faceswap_create_pending.json": {"/config/service_mode"},
    "piapi/official-examples/flux_img2img_create_pending.json": {"/config/service_mode"},
    "piapi/official-examples/unified-schema_x-example_pending.json": {"/config", "/error/raw_message"},
}


@cache
def mock(phase: Phase) -> Mock:
    """Return a mock whose tasks are in a phase."""
    plans = {Phase.SUCCEEDED: TaskPlan(), Phase.QUEUED: TaskPlan(after_polls(9))}
    return create_app(["piapi"], plan=plans[phase]).mock


def shape(value: Any, pointer: str = "") -> dict[str, str]:
    """Return the type of each place of a body: of a list the first item counts, of an id as name none."""
    found = {pointer: "number" if type(value) in (int, float) else type(value).__name__}
    parts: dict[Any, Any] = dict(enumerate(value[:1])) if isinstance(value, list) else {}
    parts |= value if isinstance(value, dict) else {}
    for name, part in parts.items():
        found |= shape(part, f"{pointer}/{'*' if UUID.fullmatch(str(name)) else name}")
    return found


@pytest.mark.parametrize("name", MODELS)
def test_the_mock_shows_a_task_as_it_was_recorded(name: str) -> None:
    """Same keys, same types, no key that the body lacks; what its page left empty may be filled."""
    body, variant = json.loads(text(name)), SOURCES[name]["reply"]["variant"]
    recorded, phase = body["data"], parse(body, "piapi").phase
    order = {part: recorded[part] for part in ("model", "task_type", "input")}
    simulated = mock(phase)
    task = simulated.tasks.add("piapi", "k", order, variant)
    request = Request("GET", f"/api/v1/task/{task.id}", headers={"x-api-key": "k", "host": "127.0.0.1"})
    seen, shown = shape(recorded), shape(simulated.handle(request).json()["data"])
    empty = {
        at for at, kind in seen.items() if kind == "dict" and not any(f"{at}/" in other for other in seen)
    }
    skipped = (*empty, *OLD.get(name, ()), "/input")
    places = {
        at for at in seen.keys() | shown.keys() if not any(f"{at}/".startswith(f"{s}/") for s in skipped)
    }
    assert {at: shown.get(at) for at in places} == {at: seen.get(at) for at in places}


def test_ids_inside_a_task_are_its_own() -> None:
    """No two tasks share the id of a song, in whatever place it stands."""
    simulated = mock(Phase.SUCCEEDED)
    for model in ("music-u", "suno"):
        seen = set[str]()
        for _ in range(2):
            order: dict[str, Any] = {"model": model, "task_type": "generate_music", "input": {}}
            task = simulated.tasks.add("piapi", "k", order, model)
            request = Request(
                "GET", f"/api/v1/task/{task.id}", headers={"x-api-key": "k", "host": "127.0.0.1"}
            )
            output = simulated.handle(request).json()["data"]["output"]
            ids = {*output.get("clips", ())} | {song["id"] for song in output.get("songs", ())}
            assert ids
            assert not ids & seen
            seen |= ids
