"""Clients that third parties publish, unmodified, against the mock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gettask.conformance import judge
from gettask.conformance.readers import traces
from gettask.mock.spec.api import installed
from gettask.mock.spec.operation import Action
from tests.vendors.environments import clients, talk

HERE = Path(__file__).parent
QUICK = ["--poll-interval", "0"]
SHORTCUTS = {
    "imagine": ["imagine", "a bear", "--aspect", "16:9", "--process-mode", "fast", "--skip-prompt-check"],
    "flux": ["flux", "a bear", "--width", "512", "--height", "512", "--steps", "8", "--guidance", "3.5"],
    "flux dev": ["flux", "a bear", "--model", "Qubico/flux1-dev"],
    "faceswap": ["faceswap", "--src", "https://example.com/a.png", "--dst", "https://example.com/b.png"],
    "kling": ["kling", "a cat", "--duration", "5", "--mode", "std"],
    "suno": ["suno", "a song about rain", "--style", "pop"],
}


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def task(self) -> dict[str, Any]:
        """The task that it printed."""
        found: dict[str, Any] = json.loads(self.out)["data"]
        return found


def requests() -> Iterator[dict[str, Any]]:
    """Yield the example of each kind of request of PiAPI."""
    for operation in installed()["piapi"].operations:
        if operation.action is Action.CREATE and operation.body is not None:
            yield from operation.body.examples


@pytest.fixture(scope="module")
def command_line(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Ran], Path]:
    """What `piapi-cli` did, and a recording of it."""
    folder = tmp_path_factory.mktemp("piapi-cli")
    commands = [[*words, *QUICK] for words in SHORTCUTS.values()]
    commands += [
        ["run", each["model"], each["task_type"], json.dumps(each["input"]), *QUICK] for each in requests()
    ]
    flux = ["submit", "Qubico/flux1-schnell", "txt2img", '{"prompt": "a bear"}', "--id-only"]
    commands += [flux, ["cancel", "{id}"], flux, ["result", "{id}"], ["wait", "{id}", *QUICK]]
    (folder / "commands.json").write_text(json.dumps(commands))
    written, har = talk(
        clients(), HERE / "piapi_skills_loop.py", "piapi", folder, "--complete-after", "2-polls"
    )
    return [Ran(*json.loads(line)) for line in written.splitlines()], har


@pytest.fixture(scope="module")
def old_client(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """What the client of Tripo v2 saw, and a recording of it."""
    written, har = talk(clients(), HERE / "tripo_loop.py", "tripo-v2", tmp_path_factory.mktemp("tripo"))
    return json.loads(written), har


def test_every_kind_of_request_runs_to_its_end(command_line: tuple[list[Ran], Path]) -> None:
    """`piapi-cli run` prints a finished task for each request that the specification shows."""
    ran = command_line[0][len(SHORTCUTS) : -5]
    assert [(each.code, each.task["status"]) for each in ran] == [(0, "completed")] * len([*requests()])


def test_shortcuts_succeed_where_they_know_the_api(command_line: tuple[list[Ran], Path]) -> None:
    """Two of them send what no page of PiAPI has: a task type of Kling, and a song without lyrics_type."""
    ran = dict(zip(SHORTCUTS, command_line[0], strict=False))
    refused = {name: each.err for name, each in ran.items() if each.code}
    assert refused.keys() == {"kling", "suno"}
    assert "text2video" in refused["kling"]
    assert "lyrics_type" in refused["suno"]
    assert all(ran[name].task["status"] == "completed" for name in ran.keys() - refused.keys())


def test_a_task_is_cancelled_and_another_waited_for(command_line: tuple[list[Ran], Path]) -> None:
    """Each command takes the id that the one before it printed."""
    made, cancelled, other, polled, waited = command_line[0][-5:]
    assert [each.code for each in command_line[0][-5:]] == [0] * 5
    assert json.loads(cancelled.out)["message"] == f"task {made.out.strip()} canceled"
    assert polled.task["task_id"] == waited.task["task_id"] == other.out.strip()
    assert waited.task["status"] == "completed"


def test_the_model_is_where_the_client_of_v2_looks_for_it(old_client: tuple[dict[str, Any], Path]) -> None:
    """It goes by texture and pbr."""
    assert old_client[0]["models"] == {"pbr": "glTF", "textured": "glTF", "bare": "glTF"}
    assert {*old_client[0]["ended"].values()} == {"success"}


def test_a_null_is_told_by_its_field(old_client: tuple[dict[str, Any], Path]) -> None:
    """The client sends null for what its caller leaves out, which no page allows."""
    assert "negative_prompt: null" in old_client[0]["refused"]


@pytest.mark.parametrize(("client", "api"), [("command_line", "piapi"), ("old_client", "tripo-v2")])
def test_what_was_said_keeps_the_contract(client: str, api: str, request: pytest.FixtureRequest) -> None:
    """The recording has no violation."""
    har: Path = request.getfixturevalue(client)[1]
    ((trace,), _) = traces([har], api)
    verdict = judge(trace)
    assert [(each.check.name, each.problem.message) for each in verdict.violations] == []
    assert verdict.tasks >= 9
