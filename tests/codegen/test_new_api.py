"""`make new-api`: the folder of an API from what is known of it, which passes as it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codegen.cli import main
from codegen.scaffold.answers import Answers, draft_of
from codegen.scaffold.api import write
from codegen.scaffold.draft import Places, find_id, phase_of
from codegen.sources.loader import load
from codegen.sources.violations import SpecError

TASK = (
    '{"code":0,"data":{"jobId":"j-1","state":"IN_QUEUE","percent":1.10,'
    '"result":{"video":"https:\\/\\/a.test\\/1.mp4"}}}'
)


def table(root: Path) -> dict[str, Any]:
    """Return the state table that was written."""
    data: dict[str, Any] = load(root / "openapi/acme/components/lifecycle.yaml").data
    return data


def made(root: Path, **answers: Any) -> list[str]:
    """Write the API of some answers; return what is left to a person."""
    draft, _ = draft_of(Answers("acme", **answers))
    write(root, draft)
    return draft.left


def test_bodies_say_where_things_stand(tmp_path: Path) -> None:
    """Task, id, status, progress and results are found by the names that vendors use, at any depth."""
    body, created = tmp_path / "task.json", tmp_path / "created.json"
    body.write_text(TASK)
    created.write_text('{"code":0,"data":{"jobId":"j-1"}}')
    statuses = ("IN_QUEUE", "IN_PROGRESS", "COMPLETED", "ERROR", "BLOCKED=rejected")
    made(tmp_path, body=body, created=created, statuses=statuses)
    found = table(tmp_path)
    assert (found["task"], found["fields"]["id"], found["fields"]["status"]) == (
        "/data",
        {"at": ["/jobId"]},
        {"at": ["/state"]},
    )
    assert found["fields"]["output"] == {"at": ["/result"]}
    phases = {name: entry["phase"] for name, entry in found["statuses"].items()}
    assert phases == {
        "IN_QUEUE": "queued",
        "IN_PROGRESS": "running",
        "COMPLETED": "succeeded",
        "ERROR": "failed",
        "BLOCKED": "rejected",
    }


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://eu.acme.test/v1/videos/j-1", {"at": ["/data/poll"], "hosts": ["eu.acme.test"]}),
        ("https://api.acme.test/v1/videos/j-1", {"at": ["/data/poll"]}),
        ("https://cdn.acme.test/v1/thumbnails/j-1", None),
    ],
)
def test_a_url_to_poll_is_known_by_its_path(url: str, found: dict[str, Any] | None, tmp_path: Path) -> None:
    """One that leads where Get Task does, on whatever host; its host is listed if no server has it."""
    body, created = tmp_path / "task.json", tmp_path / "created.json"
    body.write_text(TASK)
    created.write_text(json.dumps({"code": 0, "data": {"jobId": "j-1", "poll": url}}))
    statuses = ("IN_QUEUE", "IN_PROGRESS", "COMPLETED", "ERROR")
    server = "https://api.acme.test/v1"
    made(tmp_path, body=body, created=created, statuses=statuses, server=server, poll="/videos/{id}")
    written = table(tmp_path).get("polling-url")
    assert written == (
        None if found is None else {**found, "x-confidence": "inferred", "x-sources": ["first-look"]}
    )


@pytest.mark.parametrize(
    ("body", "statuses", "found"),
    [
        ({"id": "1", "stage": "READY"}, ("READY=succeeded", "OOPS=failed"), {"READY", "OOPS"}),
        ({"id": "1", "code": 3}, ("1=running", "3=succeeded"), {"1", "3"}),
        ({"name": "1", "done": True, "error": {"message": ""}}, (), {"false", "true", "failed"}),
    ],
)
def test_a_status_is_found_by_its_value(
    tmp_path: Path, body: dict[str, Any], statuses: tuple[str, ...], found: set[str]
) -> None:
    """Under any name, if it is one that a person named; a boolean tells whether a task has ended."""
    file = tmp_path / "task.json"
    file.write_text(json.dumps(body))
    made(tmp_path, body=file, statuses=statuses)
    written = table(tmp_path)
    assert written["fields"]["status"] == {"at": [f"/{[*body][1]}"]}
    assert {*written["statuses"]} == found


def test_bodies_are_kept_byte_for_byte(tmp_path: Path) -> None:
    """Numbers and escapes stay as they came; a secret is replaced, and named."""
    body = tmp_path / "task.json"
    text = TASK.replace('"code":0', '"code":1e3,"api_key":"s3cr3t"')
    body.write_text(text)
    draft, redacted = draft_of(Answers("acme", body=body, statuses=("IN_QUEUE", "DONE", "ERROR")))
    write(tmp_path, draft)
    kept = (tmp_path / "openapi/acme/examples/video_seen.json").read_text()
    assert kept == text.replace("s3cr3t", "redacted")
    assert redacted == ["api_key: a secret"]


def test_without_bodies_all_is_a_guess_and_says_so(tmp_path: Path) -> None:
    """The folder is there all the same, and lists what was guessed."""
    left = made(tmp_path)
    assert table(tmp_path)["statuses"].keys() == {"queued", "running", "succeeded", "failed"}
    assert any(item.startswith("the seen body: none was given") for item in left)
    source = load(tmp_path / "openapi/acme/components/sources.yaml").data["first-look"]
    assert source["title"] == "What was said about Acme"


@pytest.mark.parametrize(
    ("name", "answers", "problem"),
    [
        ("Acme", {}, "cannot name an API"),
        ("../acme", {}, "cannot name an API"),
        ("acme", {"poll": "/tasks"}, "no path with one parameter"),
        ("acme", {"create": "videos"}, "no path without parameters"),
        ("acme", {"statuses": ("DANCING",)}, "no phase is known for the status 'DANCING'"),
        ("acme", {"body": {"id": 1}}, "looks like id and status"),
        ("acme", {"created": {"ok": True}}, "looks like an id"),
        ("acme", {"body": {"id": "1", "status": "DANCING"}}, "name all statuses with their phases"),
        ("acme", {"body": [1]}, "no object of JSON"),
        ("acme", {"body": None}, "cannot be read"),
    ],
)
def test_what_makes_no_api_is_refused(
    tmp_path: Path, name: str, answers: dict[str, Any], problem: str
) -> None:
    """With the answer and the way out, and nothing written."""
    given = dict(answers)
    for key in ("body", "created"):
        if key in given:
            file = tmp_path / f"{key}.json"
            if given[key] is not None:
                file.write_text(json.dumps(given[key]))
            given[key] = file
    with pytest.raises(SpecError) as caught:
        write(tmp_path, draft_of(Answers(name, **given))[0])
    assert problem in str(caught.value)
    assert "hint: " in str(caught.value)
    assert not (tmp_path / "openapi").exists()


def test_an_api_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """The second time it is refused."""
    made(tmp_path)
    with pytest.raises(SpecError, match="there is an API 'acme'"):
        made(tmp_path)


@pytest.mark.parametrize(
    ("word", "phase"),
    [("IN_QUEUE", "queued"), ("Request Moderated", "rejected"), ("canceled", "cancelled"), ("DANCING", None)],
)
def test_words_mean_phases(word: str, phase: str | None) -> None:
    """Whatever their case and separators; a word that no vendor used means nothing."""
    assert phase_of(word) == phase


def test_the_id_of_a_new_task_is_found_by_its_name() -> None:
    """In the body or one level below; a boolean is no id."""
    assert find_id({"result": "t-1"}) == "/result"
    assert find_id({"id": True, "data": {"task_id": 7}}) == "/data/task_id"
    assert find_id({"ok": 1}) is None
    assert Places.of({"status": "ok"}) is None


@pytest.mark.node
def test_a_new_api_passes_generate(
    with_node: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a recorded body to a typed package that registers itself, beside the APIs that there are."""
    body = tmp_path / "task.json"
    body.write_text(TASK)
    created = tmp_path / "created.json"
    created.write_text('{"jobId": "j-1", "poll": "https://eu.acme.example/videos/j-1"}')
    command = ["--root", str(with_node), "new-api", "--name", "acme", "--body", str(body)]
    command += ["--created", str(created), "--get", "/videos/{id}"]
    assert main([*command, "--statuses", "IN_QUEUE WORKING=running DONE FAILED"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "`make generate` passes. Left to you:" in out
    package = with_node / "generated/gettask-acme"
    assert (
        '[project.entry-points."gettask.apis"]\nacme = "gettask_acme"'
        in (package / "pyproject.toml").read_text()
    )
    assert (package / "gettask_acme/models/video_request.py").is_file()
    facts = json.loads((package / "gettask_acme/contract.json").read_text())
    assert facts["lifecycle"]["polling-url"]["hosts"] == ["eu.acme.example"]
