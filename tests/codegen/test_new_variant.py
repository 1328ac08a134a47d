"""A variant is laid out from a reply, so that a person begins with something that holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codegen.cli import main
from codegen.document.names import pascal_case
from codegen.scaffold import scaffold
from codegen.sources.loader import load
from codegen.sources.references import Sources
from codegen.sources.violations import SpecError, Violation

TUNE = """\
openapi: 3.1.0
info:
  title: Toy tunes
  version: 1.0.0
  license: {name: MIT, identifier: MIT}
servers:
  - url: https://toy.test/api
security:
  - key: []
paths:
  /tasks:
    post:
      operationId: createTask
      summary: Create a tune
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/TuneRequest'}
            examples:
              tune: {$ref: '#/components/examples/TuneRequest'}
      responses:
        '200':
          description: The tune.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/TuneReply'}
        '404': {$ref: ../components/task.yaml#/NotFound}
  /tasks/{id}:
    get:
      operationId: getTask
      summary: Get a tune
      x-task-lifecycle: {$ref: ../components/lifecycle.yaml}
      parameters:
        - $ref: ../components/task.yaml#/IdParameter
      responses:
        '200':
          description: The tune.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/TuneReply'}
        '404': {$ref: ../components/task.yaml#/NotFound}
components:
  securitySchemes:
    key: {$ref: ../openapi.yaml#/components/securitySchemes/key}
  examples:
    TuneRequest: {summary: A tune, value: {model: tune, input: {}}}
  schemas:
    TuneReply:
      type: object
      required: [code, data]
      properties:
        code: {type: integer}
        data: {$ref: '#/components/schemas/TuneTask'}
    TuneTask:
      type: object
      x-variant: tune
      x-sources: [page]
      required: [id, model, status]
      properties:
        id: {type: string}
        model: {const: tune}
        status: {$ref: ../components/task.yaml#/Status}
        progress: {type: integer}
        input: {$ref: '#/components/schemas/TuneEcho'}
        output:
          anyOf:
            - $ref: '#/components/schemas/TuneOutput'
            - type: 'null'
    TuneEcho: {type: object}
    TuneOutput: {type: object}
    TuneRequest:
      type: object
      x-variant: tune
      x-sources: [page]
      required: [model, input]
      properties:
        model: {const: tune}
        input: {$ref: '#/components/schemas/TuneInput'}
    TuneInput: {type: object}
"""
REPLY: dict[str, Any] = {
    "code": 0,
    "data": {
        "id": "t-9",
        "model": "dance",
        "status": "done",
        "progress": 100,
        "partner": None,
        "steps": [{"left": 1}, {"right": 2.5}],
        "moods": [],
        "output": {
            "url": "https://toy.test/dance.glb",
            "preview_image": "https://toy.test/preview",
            "page": "https://toy.test/watch",
            "frames": ["https://toy.test/1.png?sign=a", "https://toy.test/2.png"],
        },
        "input": {"tune": "polka", "bars": 8, "seed": None},
    },
}


@pytest.fixture
def toy(toy: Path) -> Path:
    """Return the repository of Toy with one more variant, which has all that a new one takes after."""
    (toy / "openapi/toy/tasks/tune.yaml").write_text(TUNE)
    path = toy / "openapi/toy/openapi.yaml"
    text = path.read_text()
    for end, before in (("Request", "    Reply:\n"), ("Task", "")):
        entry = f"        - $ref: tasks/tune.yaml#/components/schemas/Tune{end}\n"
        text = text.replace(before, entry + before, 1) if before else text + entry
    asked = "              video: {$ref: tasks/video.yaml#/components/examples/VideoRequest}\n"
    path.write_text(text.replace(asked, asked + asked.replace("video", "tune").replace("Video", "Tune")))
    return toy


def fields(schema: Any) -> Iterator[tuple[str, Any]]:
    """Yield the properties below a schema, but for references and constants."""
    for name, part in schema.get("properties", {}).items():
        if "$ref" not in part and "const" not in part and "anyOf" not in part:
            yield name, part
        yield from fields(part)
    if isinstance(schema.get("items"), dict):
        yield from fields(schema["items"])


def laid_out(toy: Path) -> dict[str, Any]:
    """Return the schemas of the document that is laid out from REPLY."""
    scaffold(toy, "toy", "slow-dance", REPLY)
    schemas: dict[str, Any] = load(toy / "openapi/toy/tasks/slow-dance.yaml").data["components"]["schemas"]
    return schemas


def test_every_field_is_marked_as_inferred(toy: Path) -> None:
    """What a reply shows is a guess until somebody has looked at it, and cites the reply."""
    schemas = laid_out(toy)
    found = [pair for schema in schemas.values() for pair in fields(schema)]
    guessed = {name for name, part in found if part.get("x-confidence") == "inferred"}
    assert guessed >= {"partner", "steps", "left", "right", "moods", "url", "frames", "tune", "bars"}
    assert all(p["x-sources"] == ["slow-dance-body"] for n, p in found if n in guessed)


def test_what_sisters_share_is_shared(toy: Path) -> None:
    """Envelope, status and the schema's place in the union are those of the other variants."""
    schemas = laid_out(toy)
    task = schemas["SlowDanceTask"]
    assert task["x-variant"] == schemas["SlowDanceRequest"]["x-variant"] == "slow-dance"
    assert task["properties"]["status"] == {"$ref": "../components/task.yaml#/Status"}
    assert task["properties"]["model"] == {"const": "dance"}
    assert schemas["SlowDanceTaskReply"]["required"] == ["code", "data"]
    Sources().check(toy / "openapi/toy/openapi.yaml")


def test_results_are_assets(toy: Path) -> None:
    """URLs in the output get a kind, by their ending or their name; others are left to a person."""
    left = scaffold(toy, "toy", "slow-dance", REPLY).left
    schemas = load(toy / "openapi/toy/tasks/slow-dance.yaml").data["components"]["schemas"]
    output = schemas["SlowDanceOutput"]["properties"]
    kinds = {name: part.get("x-asset", {}).get("kind") for name, part in output.items()}
    assert kinds == {"url": "model", "preview_image": "image", "page": None, "frames": None}
    assert output["frames"]["items"]["x-asset"]["media-types"] == ["image/png"]
    assert any(item.startswith("output.page: a URL") for item in left)
    assert any(item.startswith("partner: it is null") for item in left)


def test_items_of_a_list_are_told_together(toy: Path) -> None:
    """A field is what it is in all of them: null in one, whole in another, a URL or not."""
    clips = [
        {"at": 1, "url": None, "cover": "https://toy.test/1.png", "tag": 1, "end": {"x": 1}},
        {"at": 2.5, "url": "https://toy.test/a.mp3", "cover": "", "tag": "a", "end": {"x": None}},
    ]
    body = REPLY | {"data": REPLY["data"] | {"output": {"clips": clips}, "input": {"clips": clips}}}
    left = scaffold(toy, "toy", "dance", body).left
    schemas = load(toy / "openapi/toy/tasks/dance.yaml").data["components"]["schemas"]
    clip = schemas["DanceOutput"]["properties"]["clips"]["items"]["properties"]
    url, none = clip["url"]["anyOf"]
    assert (clip["at"]["type"], none, url["x-asset"]["kind"]) == ("number", {"type": "null"}, "audio")
    assert ("x-asset" in clip["cover"], "type" in clip["tag"]) == (False, False)
    assert [member.get("type") for member in clip["end"]["properties"]["x"]["anyOf"]] == ["integer", "null"]
    assert any(item.startswith("output.clips.*.cover: a URL") for item in left)
    assert "output.clips.*.tag: what it is; the reply shows several types" in left
    asked = schemas["DanceInput"]["properties"]["clips"]["items"]["properties"]
    assert asked["url"]["anyOf"][0]["x-unknown"] == ["maxLength"]


def test_an_echo_that_is_null_may_be_null(toy: Path) -> None:
    """Where no sister's is, as where one's is."""
    scaffold(toy, "toy", "dance", {"code": 0, "data": REPLY["data"] | {"input": None, "output": None}})
    schemas = load(toy / "openapi/toy/tasks/dance.yaml").data["components"]["schemas"]
    for key in ("input", "output"):
        assert schemas["DanceTask"]["properties"][key]["anyOf"][1:] == [{"type": "null"}]


def test_schemas_are_named_as_their_classes(toy: Path) -> None:
    """A number in the middle of a name is followed by a large letter there."""
    scaffold(toy, "toy", "dance3d", REPLY)
    schemas = load(toy / "openapi/toy/tasks/dance3d.yaml").data["components"]["schemas"]
    assert "Dance3DTask" in schemas
    assert [name for name in schemas if pascal_case(name) != name] == []


def test_the_request_is_what_the_task_echoes(toy: Path) -> None:
    """Its example is made of the echo, without what was null."""
    schemas = laid_out(toy)
    document = load(toy / "openapi/toy/tasks/slow-dance.yaml").data
    example = document["components"]["examples"]["SlowDanceRequest"]["value"]
    assert example == {"model": "dance", "input": {"tune": "polka", "bars": 8}}
    assert schemas["SlowDanceInput"]["properties"]["bars"]["x-unknown"] == ["minimum", "maximum", "default"]


def test_what_no_reply_tells_of_a_request_is_said_to_be_unknown(toy: Path) -> None:
    """At any depth: limits, defaults, and the type of what is null."""
    given = {"swing": True, "moods": ["sad"], "floor": {"size": 2.5, "mats": [{"wax": None}]}}
    scaffold(toy, "toy", "dance", {"code": 0, "data": REPLY["data"] | {"input": given}})
    schemas = load(toy / "openapi/toy/tasks/dance.yaml").data["components"]["schemas"]
    unknown = {name: part.get("x-unknown") for name, part in fields(schemas["DanceInput"])}
    assert unknown == {
        "swing": ["default"],
        "moods": ["maxItems"],
        "floor": None,
        "size": ["minimum", "maximum", "default"],
        "mats": ["maxItems"],
        "wax": ["type"],
    }


def test_entries_are_added_and_nothing_else_changes(toy: Path) -> None:
    """The API's document gains lines, in its own style."""
    path = toy / "openapi/toy/openapi.yaml"
    before = path.read_text().splitlines()
    laid_out(toy)
    added = [line for line in path.read_text().splitlines() if line not in before]
    assert [line.strip() for line in added] == [
        "slow-dance: {$ref: tasks/slow-dance.yaml#/components/examples/SlowDanceRequest}",
        "slow-dance: {$ref: tasks/slow-dance.yaml#/components/examples/SlowDanceSeen}",
        "- $ref: tasks/slow-dance.yaml#/components/schemas/SlowDanceRequest",
        "- $ref: tasks/slow-dance.yaml#/components/schemas/SlowDanceTask",
    ]
    assert [line for line in path.read_text().splitlines() if line in before] == before


@pytest.mark.parametrize(
    ("name", "body", "problem"),
    [
        ("Slow Dance", REPLY, "no name of a variant"),
        ("song", REPLY, "there already"),
        ("dance", {"code": 0}, "no task at '/data'"),
        (
            "dance",
            {"code": 0, "data": {"id": "t-9"}},
            r"^reply.json\s+#/data\s+the task does not say its 'model'",
        ),
        ("dance", {"code": 0, "data": {"id": "t-9", "model": "polka"}}, "polka is the variant waltz already"),
    ],
)
def test_what_cannot_be_laid_out_is_refused(toy: Path, name: str, body: Any, problem: str) -> None:
    """Nothing is written then."""
    package = toy / "generated/gettask-toy/gettask_toy"
    package.mkdir(parents=True)
    (package / "contract.json").write_text(json.dumps({"variants": {"waltz": {"match": [["polka"]]}}}))
    before = {p for p in toy.rglob("*") if p.is_file()}
    with pytest.raises(SpecError, match=problem):
        scaffold(toy, "toy", name, body)
    assert {p for p in toy.rglob("*") if p.is_file()} == before


def test_what_fails_half_way_has_written_nothing(toy: Path) -> None:
    """The entries come last, and an API whose unions a person wrote otherwise has no place for them."""
    path = toy / "openapi/toy/openapi.yaml"
    path.write_text(path.read_text().replace("tune.yaml#/components/schemas/TuneRequest", "tune.yaml#/Tune"))
    before = {p: p.read_bytes() for p in toy.rglob("*") if p.is_file()}
    with pytest.raises(SpecError, match="no union has TuneRequest"):
        scaffold(toy, "toy", "dance", REPLY)
    assert {p: p.read_bytes() for p in toy.rglob("*") if p.is_file()} == before


def test_an_unknown_api_is_told_with_those_that_there_are(toy: Path) -> None:
    """Nobody looks for a file that he did not name."""
    with pytest.raises(SpecError, match=r"'' is no API\s+hint: name one of: toy"):
        scaffold(toy, "", "dance", REPLY)


def test_a_status_that_nobody_knows_is_left_to_a_person(toy: Path) -> None:
    """The state table does not grow by itself: what a status means is not in the reply."""
    body = REPLY | {"data": REPLY["data"] | {"status": "resting"}}
    left = scaffold(toy, "toy", "dance", body).left
    assert "status 'resting': what it means, in the state table and in the schema" in left
    assert not [item for item in scaffold(toy, "toy", "slow-dance", REPLY).left if item.startswith("status")]


def test_what_was_laid_out_is_told_whatever_is_wrong_with_the_specs(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An overlay that does not fit any more is named, and the files that are there now as well."""

    def generate(root: Path, _: object) -> None:
        overlay = root / "overlays/toy/observed.yaml"
        raise SpecError(Violation("it matches nothing", overlay, "/actions/0", 3, 5))

    monkeypatch.setattr("codegen.cli.generate", generate)
    body = tmp_path / "reply.json"
    body.write_text(json.dumps(REPLY))
    command = ["--root", str(toy), "new-variant", "--api", "toy", "--name", "dance", "--body", str(body)]
    assert main(command) == 0
    said = capsys.readouterr()
    assert "it matches nothing" in said.err
    assert "wrote openapi/toy/tasks/dance.yaml" in said.out


@pytest.mark.node
def test_a_new_variant_passes_generate(
    with_node: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a pasted reply to a typed client in one command; the second time it is refused."""
    body = tmp_path / "reply.json"
    body.write_text(json.dumps(REPLY))
    command = [
        "--root",
        str(with_node),
        "new-variant",
        "--api",
        "toy",
        "--name",
        "dance",
        "--body",
        str(body),
    ]
    assert main(command) == 0
    said, problems = capsys.readouterr()
    assert problems == ""
    assert "`make generate` passes. Left to you:" in said
    assert (with_node / "generated/gettask-toy/gettask_toy/models/dance_task.py").is_file()
    assert main(command) == 1
