"""A variant is laid out from a response, so that a person begins with something that holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codegen.cli import main
from codegen.document.names import pascal_case
from codegen.scaffold.variant import Scaffold, scaffold
from codegen.sources.layout import assemble
from codegen.sources.loader import load
from codegen.sources.origins import Origin
from codegen.sources.redaction import redact
from codegen.sources.references import Sources
from codegen.sources.violations import SpecError

BASES = """\
Task:
  type: object
  required: [id, model, status]
  properties:
    id: {type: string}
    model: {}
    status: {$ref: '#/Status'}
    progress: {type: integer}
    input: {}
    output: {}
CreateTask:
  type: object
  required: [model, input]
  properties: {model: {}, input: {description: What the task is made of.}}
"""
TUNE = """\
title: Toy tunes
requests:
  TuneRequest:
    x-extends: {$ref: ../components/task.yaml#/CreateTask}
    x-sources: [page]
    properties:
      model: {const: tune}
      input: {$ref: '#/schemas/TuneInput'}
tasks:
  TuneTask:
    x-extends: {$ref: ../components/task.yaml#/Task}
    x-sources: [page]
    properties:
      model: {const: tune}
      input: {$ref: '#/schemas/TuneEcho'}
      output: {anyOf: [{$ref: '#/schemas/TuneOutput'}, {type: 'null'}]}
schemas:
  TuneEcho: {type: object}
  TuneOutput: {type: object}
  TuneInput: {type: object}
examples:
  requests:
    request: {summary: A tune, value: {model: tune, input: {}}}
"""
RESPONSE: dict[str, Any] = {
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
    (toy / "openapi/toy/variants/tune.yaml").write_text(TUNE)
    bases = toy / "openapi/toy/components/task.yaml"
    bases.write_text(bases.read_text() + BASES)
    return toy


def made(toy: Path, name: str = "slow-dance", **task: Any) -> tuple[Scaffold, dict[str, Any]]:
    """Return what is told of a variant that is laid out from RESPONSE, and its file."""
    body = json.dumps({"code": 0, "data": RESPONSE["data"] | task})
    told = scaffold(toy, "toy", name, body)
    return told, load(toy / f"openapi/toy/variants/{name}.yaml").data


def fields(schema: Any) -> Iterator[tuple[str, Any]]:
    """Yield the properties below a schema, but for references and constants."""
    for name, part in schema.get("properties", {}).items():
        if "$ref" not in part and "const" not in part and "anyOf" not in part:
            yield name, part
        yield from fields(part)
    if isinstance(schema.get("items"), dict):
        yield from fields(schema["items"])


def test_everything_is_marked_as_inferred(toy: Path) -> None:
    """What a response shows is a guess until somebody has looked at it, and cites the response."""
    _, data = made(toy)
    schemas = {**data["requests"], **data["tasks"], **data["schemas"]}
    assert all(
        (s["x-confidence"], s["x-sources"]) == ("inferred", ["slow-dance-body"]) for s in schemas.values()
    )
    assert {"tune", "bars"} <= data["schemas"]["SlowDanceInput"]["properties"].keys()
    assert {"partner", "steps", "moods"} <= data["tasks"]["SlowDanceTask"]["properties"].keys()


def test_what_variants_share_is_shared(toy: Path) -> None:
    """Envelope, status and the rest of a task are those of the other variants."""
    _, data = made(toy)
    task = data["tasks"]["SlowDanceTask"]
    assert task["x-extends"] == {"$ref": "../components/task.yaml#/Task"}
    assert task["properties"]["model"] == {"const": "dance"}
    sources, path = Sources(), toy / "openapi/toy/openapi.yaml"
    assembled = assemble(sources, path)
    assert Origin(sources, path, assembled.targets).find("/components/schemas/SlowDanceTask")
    file = assembled.files[path.parent / "variants/slow-dance.yaml"]
    whole = file["tasks"]["SlowDanceTask"]
    assert whole["x-variant"] == "slow-dance"
    assert whole["properties"]["status"] == {"$ref": "../components/task.yaml#/Status"}
    assert whole["required"] == ["id", "model", "status"]


def test_the_input_is_written_once(toy: Path) -> None:
    """What the task repeats of its request is derived from the request."""
    _, data = made(toy)
    mark = data["schemas"]["SlowDanceEcho"]["x-echo"]
    assert mark == {"of": [{"$ref": "#/schemas/SlowDanceInput"}], "shown": ["tune", "bars"]}


def test_results_are_assets(toy: Path) -> None:
    """URLs in the output get a kind, by their ending or their name; others are left to a person."""
    told, data = made(toy)
    output = data["schemas"]["SlowDanceOutput"]["properties"]
    kinds = {name: part.get("x-asset", {}).get("kind") for name, part in output.items()}
    assert kinds == {"url": "model", "preview_image": "image", "page": None, "frames": None}
    assert output["frames"]["items"]["x-asset"]["media-types"] == ["image/png"]
    assert any(item.startswith("output.page: a URL") for item in told.left)
    assert any(item.startswith("partner: its type; it is null") for item in told.left)


def test_items_of_a_list_are_told_together(toy: Path) -> None:
    """A field is what it is in all of them: null in one, complete in another, a URL or not."""
    clips = [
        {"at": 1, "url": None, "cover": "https://toy.test/1.png", "tag": 1, "end": {"x": 1}},
        {"at": 2.5, "url": "https://toy.test/a.mp3", "cover": "", "tag": "a", "end": {"x": None}},
    ]
    told, data = made(toy, "dance", output={"clips": clips}, input={"clips": clips})
    clip = data["schemas"]["DanceOutput"]["properties"]["clips"]["items"]["properties"]
    url, none = clip["url"]["anyOf"]
    assert (clip["at"]["type"], none, url["x-asset"]["kind"]) == ("number", {"type": "null"}, "audio")
    assert ("x-asset" in clip["cover"], "type" in clip["tag"]) == (False, False)
    assert [member.get("type") for member in clip["end"]["properties"]["x"]["anyOf"]] == ["integer", "null"]
    assert any(item.startswith("output.clips.*.cover: a URL") for item in told.left)
    assert "output.clips.*.tag: its type; the response shows several" in told.left
    sent = data["schemas"]["DanceInput"]["properties"]["clips"]["items"]["properties"]
    assert sent["url"]["anyOf"][0]["x-unknown"] == ["maxLength", "default"]


def test_an_echo_that_is_null_may_be_null(toy: Path) -> None:
    """Where no other variant's is, as where one's is."""
    _, data = made(toy, "dance", input=None, output=None)
    for key in ("input", "output"):
        assert data["tasks"]["DanceTask"]["properties"][key]["anyOf"][1:] == [{"type": "null"}]


def test_schemas_are_named_as_their_classes(toy: Path) -> None:
    """A number in the middle of a name is followed by a large letter there."""
    _, data = made(toy, "dance3d")
    assert "Dance3DTask" in data["tasks"]
    assert [name for name in {**data["tasks"], **data["schemas"]} if pascal_case(name) != name] == []


def test_the_request_is_what_the_task_echoes(toy: Path) -> None:
    """Its example is made of the echo, without what was null."""
    _, data = made(toy)
    example = data["examples"]["requests"]["request"]["value"]
    assert example == {"model": "dance", "input": {"tune": "polka", "bars": 8}}


def test_what_no_response_says_of_a_request_is_unknown(toy: Path) -> None:
    """At any depth: limits, defaults, and the type of what is null."""
    given = {"swing": True, "moods": ["sad"], "floor": {"size": 2.5, "mats": [{"wax": None}]}}
    _, data = made(toy, "dance", input=given)
    unknown = {name: part.get("x-unknown") for name, part in fields(data["schemas"]["DanceInput"])}
    assert unknown == {
        "swing": ["default"],
        "moods": ["maxItems"],
        "floor": ["required"],
        "size": ["minimum", "maximum", "default"],
        "mats": ["maxItems"],
        "wax": ["type"],
    }


def test_the_document_of_the_api_does_not_change(toy: Path) -> None:
    """A file in its place is all that a variant needs."""
    path = toy / "openapi/toy/openapi.yaml"
    before = path.read_bytes()
    told, _ = made(toy)
    assert path.read_bytes() == before
    assert [file.relative_to(toy / "openapi/toy").as_posix() for file in told.files] == [
        "variants/slow-dance.yaml",
        "examples/slow-dance_seen.json",
        "components/sources.yaml",
    ]


def test_a_variant_is_some_sixty_lines(toy: Path) -> None:
    """Five fields of an input and a result: what a person has to look through."""
    given = {"prompt": "a cat", "duration": 5, "aspect_ratio": "16:9", "scale": 1.5, "loud": True}
    task = {"id": "t-9", "model": "dance", "status": "done", "input": given}
    body = {"code": 0, "data": {**task, "output": {"url": "https://toy.test/dance.mp4"}}}
    scaffold(toy, "toy", "dance", json.dumps(body))
    assert len((toy / "openapi/toy/variants/dance.yaml").read_text().splitlines()) <= 60


def test_the_body_is_kept_byte_for_byte(toy: Path) -> None:
    """Numbers, escapes and white space stay as they came."""
    body = '{"code":0,\r\n\t"data":{"id":"t\\/9","model":"dance","status":"done","cost":1.10,"big":1e3}}'
    scaffold(toy, "toy", "dance", body)
    assert (toy / "openapi/toy/examples/dance_seen.json").read_bytes() == body.encode()


def test_secrets_are_taken_out(toy: Path) -> None:
    """Before anything is written, and each is named by its key."""
    body = json.dumps(RESPONSE | {"config": {"webhook": {"secret": "s3cr3t"}}})
    told = scaffold(toy, "toy", "dance", body)
    kept = "".join(file.read_text() for file in told.files)
    assert "s3cr3t" not in kept
    assert "sign=a" not in kept
    assert told.redacted == ["frames: the query of a link", "secret: a secret"]


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ('{"secret": ""}', '{"secret": ""}'),
        ('{"api_key" : "k"}', '{"api_key" : "redacted"}'),
        ('{"file_token": "file_1", "token": "t"}', '{"file_token": "file_1", "token": "redacted"}'),
        ('{"prompt": "my \\"cat\\"", "n": 1.10}', '{"prompt": "redacted", "n": 1.10}'),
        ('{"urls": ["https://a.test/x?sig=1", 2]}', '{"urls": ["https://a.test/x?redacted", 2]}'),
        ('{"a": "not a link? no"}', '{"a": "not a link? no"}'),
        ('{"note": "ask a.b@c.test, please"}', '{"note": "ask someone@example.com, please"}'),
        ('{"h": "Bearer abcdefgh1234"}', '{"h": "redacted"}'),
        ('{"u": "https://me:pw@a.test/x"}', '{"u": "https://a.test/x"}'),
        ('{"u": "sk-0123456789abcdef01", "v": "task-1"}', '{"u": "redacted", "v": "task-1"}'),
    ],
)
def test_only_secrets_are_replaced(text: str, redacted: str) -> None:
    """Webhook secrets, keys, tokens, prompts and signed queries; nothing else of the text."""
    assert redact(text)[0] == redacted


@pytest.mark.parametrize(
    ("name", "body", "problem"),
    [
        ("Slow Dance", RESPONSE, "cannot name a variant"),
        ("song", RESPONSE, "this variant exists"),
        ("dance", {"code": 0}, "no task at '/data'"),
        (
            "dance",
            {"code": 0, "data": {"id": "t-9"}},
            r"response.json:1:13\s+#/data\s+the task has no 'model'",
        ),
        ("dance", {"code": 0, "data": {"id": "t-9", "model": "polka"}}, "polka is the variant waltz"),
    ],
)
def test_what_cannot_be_laid_out_is_refused(toy: Path, name: str, body: Any, problem: str) -> None:
    """Nothing is written then."""
    package = toy / "generated/gettask-toy/gettask_toy"
    package.mkdir(parents=True)
    (package / "contract.json").write_text(json.dumps({"variants": {"waltz": {"match": [["polka"]]}}}))
    before = {p for p in toy.rglob("*") if p.is_file()}
    with pytest.raises(SpecError) as caught:
        scaffold(toy, "toy", name, json.dumps(body))
    assert re.search(problem, str(caught.value))
    assert {p for p in toy.rglob("*") if p.is_file()} == before


def test_a_path_is_wanted_where_each_variant_has_one(toy: Path) -> None:
    """And refused where none has."""
    with pytest.raises(SpecError, match="have no paths of their own"):
        scaffold(toy, "toy", "dance", json.dumps(RESPONSE), path="/dance")
    path = toy / "openapi/toy/openapi.yaml"
    path.write_text(path.read_text().replace("paths:\n", "paths:\n  x-variants: {post: {x-create: true}}\n"))
    with pytest.raises(SpecError, match="has a path of its own"):
        scaffold(toy, "toy", "dance", json.dumps(RESPONSE))
    scaffold(toy, "toy", "dance", json.dumps(RESPONSE), path="/dance")
    create = load(toy / "openapi/toy/variants/dance.yaml").data["create"]
    assert (create["path"], create["operationId"]) == ("/dance", "createDance")


def test_an_unknown_api_is_told_with_those_that_exist(toy: Path) -> None:
    """Nobody looks for a file that he did not name."""
    with pytest.raises(SpecError) as caught:
        scaffold(toy, "", "dance", "{}")
    assert "there is no API ''\n  hint: name one of: toy" in str(caught.value)


def test_a_status_that_nobody_knows_is_left_to_a_person(toy: Path) -> None:
    """It belongs in the state table, with its phase, before anything else."""
    told, _ = made(toy, status="dancing")
    assert any(item.startswith("status 'dancing'") for item in told.left)


@pytest.mark.usefixtures("without_node")
def test_what_generate_wants_mended_is_told(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files are there all the same, so the command has done its work."""
    path = toy / "overlays/toy/observed.yaml"
    path.write_text(path.read_text().replace("schemas.Status", "schemas.State"))
    body = tmp_path / "response.json"
    body.write_text(json.dumps(RESPONSE))
    command = ["--root", str(toy), "new-variant", "--api", "toy", "--name", "dance", "--body", str(body)]
    assert main(command) == 0
    out, err = capsys.readouterr()
    assert "matches nothing" in err
    assert "wrote openapi/toy/variants/dance.yaml" in out
    assert "redacted frames: the query of a link" in out


@pytest.mark.node
def test_a_new_variant_passes_generate(
    with_node: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a pasted response to a typed client in one command; the second time it is refused."""
    body = tmp_path / "response.json"
    body.write_text(json.dumps(RESPONSE))
    root = str(with_node)
    command = ["--root", root, "new-variant", "--api", "toy", "--name", "dance", "--body", str(body)]
    assert main(command) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "`make generate` passes. Left to you:" in out
    assert (with_node / "generated/gettask-toy/gettask_toy/models/dance_task.py").is_file()
    assert main(command) == 1
