"""`make new-variant` works for every vendor: of any shape, a second variant follows from a recording."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codegen.document.walk import operations
from codegen.rules.check import check
from codegen.scaffold.variant import scaffold
from codegen.sources.dumper import dump
from codegen.sources.loader import load
from codegen.sources.pointers import clone
from codegen.sources.violations import SpecError
from gettask.mock import TaskPlan, after_polls
from tests.vendors.served import bundled, install, served
from tests.vendors.test_shapes import SHAPES, document_of

SECRET = "sk-0123456789abcdef0123"
REQUEST = {"prompt": "a tree", "seconds": 5, "callback": f"https://me:{SECRET}@hooks.test/x?token={SECRET}"}


def poll_of(document: dict[str, Any]) -> Any:
    """Return Get Task."""
    return next(o for o in operations(document) if "x-task-lifecycle" in o.value)


def as_folder(root: Path, shape: str) -> dict[str, Any]:
    """Write the API of a shape as a person would, its variant in a file; return the document."""
    document = document_of(shape)
    data = clone(document)
    create = data["paths"].pop("/videos")["post"]
    media = create["requestBody"]["content"]["application/json"]
    example = {k: v for k, v in media["examples"]["request"].items() if k != "x-variant"}
    create["requestBody"]["content"]["application/json"] = {"x-variants": "requests"}
    about = {key: create.pop(key) for key in ("operationId", "summary")}
    data["paths"] = {"x-variants": {"post": create}, **data["paths"]}
    request = data["components"]["schemas"].pop("VideoRequest")
    del request["x-variant"]
    sources = data["info"]["x-sources"]
    data["info"]["x-sources"] = {"$ref": "components/sources.yaml"}
    variant = {
        "title": "Videos",
        "create": {"path": "/videos", **about},
        "requests": {"VideoRequest": request},
        "examples": {"requests": {"request": example}},
    }
    folder = root / "openapi/shape"
    for name, content in (
        ("openapi.yaml", data),
        ("components/sources.yaml", sources),
        ("variants/video.yaml", variant),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(dump(content))
    return document


def effective(root: Path) -> dict[str, Any]:
    """Return the document with its variants, as bundling makes it."""
    document, _ = bundled(root / "openapi/shape/openapi.yaml")
    return document


def task_of(document: dict[str, Any]) -> str:
    """Return a finished task as Get Task shows it, in the words of the shape."""
    responses = poll_of(document).value["responses"]
    examples = responses["200"]["content"]["application/json"]["examples"]
    return json.dumps(next(iter(examples.values()))["value"]).replace('"t-1"', '"t-2"')


def har_of(document: dict[str, Any]) -> str:
    """Return the traffic of a task as a browser exports it, with what else it has at that time."""
    poll = poll_of(document)
    create = next(o for o in operations(document) if o.value.get("x-create"))
    status, response = next((s, r) for s, r in create.value["responses"].items() if s.startswith("2"))
    shown = response.get("content", {}).get("application/json", {}).get("examples", {})
    body = json.dumps(next(iter(shown.values()))["value"]).replace("t-1", "t-2") if shown else ""
    headers = [
        {"name": name, "value": "https://shape.test/v1/tasks/t-2"} for name in response.get("headers", {})
    ]
    path = poll.path.replace("{id}", "t-2")
    poll_request: dict[str, Any] = {
        "method": poll.method.upper(),
        "url": f"https://shape.test/v1{path}",
        "headers": [{"name": "Authorization", "value": f"Bearer {SECRET}"}],
    }
    if "{id}" not in poll.path and poll.method == "get":
        poll_request |= {
            "url": poll_request["url"] + "?id=t-2",
            "queryString": [{"name": "id", "value": "t-2"}],
        }
    elif poll.method == "post":
        poll_request |= {"postData": {"mimeType": "application/json", "text": '{"id": "t-2"}'}}
    entries = [
        {"request": {"method": "GET", "url": "https://shape.test/logo.png"}, "response": {"status": 200}},
        {
            "request": {
                "method": "POST",
                "url": "https://shape.test/v1/clips",
                "postData": {"mimeType": "application/json", "text": json.dumps(REQUEST)},
            },
            "response": {"status": int(status), "headers": headers, "content": {"text": body}},
        },
        {"request": poll_request, "response": {"status": 500, "content": {"text": "busy"}}},
        {"request": poll_request, "response": {"status": 200, "content": {"text": task_of(document)}}},
    ]
    return json.dumps({"log": {"version": "1.2", "entries": entries}})


def errors(document: dict[str, Any]) -> list[str]:
    """Return what the rules refuse."""
    found = [v for v in check(document, "effective") if v.severity == "error"]
    return [f"{v.rule} {v.pointer} {v.message}" for v in found]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_har_makes_a_variant(tmp_path: Path, shape: str) -> None:
    """Path, request and task are found in it, the rules take the result, and no secret is kept."""
    har = har_of(as_folder(tmp_path, shape))
    made = scaffold(tmp_path, "shape", "clip", har)
    data = load(tmp_path / "openapi/shape/variants/clip.yaml").data
    assert data["create"]["path"] == "/clips"
    fields = data["requests"]["ClipRequest"]["properties"]
    assert {*fields} == {"prompt", "seconds", "callback"}
    assert fields["seconds"]["x-unknown"] == ["minimum", "maximum", "default"]
    assert errors(effective(tmp_path)) == []
    kept = "".join(file.read_text() for file in made.files)
    assert SECRET not in kept
    assert "t-2" in kept
    assert any(what.startswith("callback: ") for what in made.redacted)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_new_variant_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str) -> None:
    """Made of a HAR: the client waits for a job of it on the mock, and the checks find nothing."""
    scaffold(tmp_path, "shape", "clip", har_of(as_folder(tmp_path, shape)))
    name = f"new-{shape}"
    document, infos = bundled(tmp_path / "openapi/shape/openapi.yaml")
    install(tmp_path, name, document, infos)
    with served(tmp_path, monkeypatch, name, document) as vendor:
        vendor.mock.tasks.plan = TaskPlan(after_polls(2))
        example = vendor.client.contract.variants["clip"].example or {}
        task = vendor.client.wait(vendor.client.create(example, variant="clip"))
        assert task.phase.succeeded
        assert len(vendor.client.download(task, tmp_path / "out")) == 1
        assert vendor.violations() == ""


@pytest.mark.parametrize("shape", SHAPES)
def test_a_pasted_pair_makes_a_variant(tmp_path: Path, shape: str) -> None:
    """Request and task, one after the other, with the path that no body shows."""
    document = as_folder(tmp_path, shape)
    scaffold(tmp_path, "shape", "clip", f"{json.dumps(REQUEST)}\n\n{task_of(document)}\n", path="/clips")
    data = load(tmp_path / "openapi/shape/variants/clip.yaml").data
    assert data["examples"]["requests"]["request"]["value"]["seconds"] == 5
    assert errors(effective(tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"log": {"entries": []}}', "this HAR has no good response of GET /tasks/{id}"),
        ("{} {} {} {}", "4 bodies stand one after the other"),
        ("[1]", "the response has no task at ''"),
        ('[1] {"id": "t"}', "the request is no object of JSON"),
        ("no JSON", "not JSON"),
    ],
)
def test_what_has_no_task_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    """With a way out, and nothing written."""
    as_folder(tmp_path, "base")
    with pytest.raises(SpecError) as caught:
        scaffold(tmp_path, "shape", "clip", text, path="/clips")
    assert problem in str(caught.value)
    assert not (tmp_path / "openapi/shape/variants/clip.yaml").exists()


def test_a_path_that_is_taken_is_refused(tmp_path: Path) -> None:
    """Two variants cannot share the operation that is one variant's own."""
    document = as_folder(tmp_path, "base")
    with pytest.raises(SpecError, match="/videos creates another variant"):
        scaffold(tmp_path, "shape", "clip", task_of(document), path="/videos")
