"""`make new-api FROM=…`: a vendor's OpenAPI document becomes an API, and what it leaves open is listed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from codegen.cli import main
from codegen.scaffold.document.adopt import Wanted, adopt
from codegen.scaffold.document.recognise import Given
from codegen.scaffold.document.upgrade import upgraded
from codegen.sources.dumper import dump
from codegen.sources.loader import load
from codegen.sources.violations import SpecError

DOCUMENTS: dict[str, Any] = load(Path(__file__).with_name("vendor-documents.yaml")).data


@pytest.fixture
def vendor(tmp_path: Path) -> Path:
    """Return the document of the vendor with videos, as a file."""
    return written(tmp_path, DOCUMENTS["video"])


def written(folder: Path, document: Any) -> Path:
    """Write a document; return its file."""
    path = folder / "vendor.yaml"
    path.write_text(dump(document))
    return path


def adopted(root: Path, path: Path, **wanted: Any) -> dict[str, Any]:
    """Take a document over as the API acme; return its files by their paths in its folder."""
    files, _ = adopt(root, path, Wanted("acme", **wanted))
    folder = root / "openapi/acme"
    return {f.relative_to(folder).as_posix(): load(f).data for f in files if f.is_relative_to(folder)}


def problems(root: Path, path: Path, **wanted: Any) -> list[str]:
    """Return what is said of a document that leaves something open: each with its line, and a way out."""
    with pytest.raises(SpecError) as caught:
        adopt(root, path, Wanted("acme", **wanted))
    assert not (root / "openapi").exists()
    lines = path.read_text().splitlines()
    for violation in caught.value.violations:
        assert violation.line is not None
        assert 1 <= violation.line <= len(lines)
        assert violation.hint
    return [violation.message for violation in caught.value.violations]


def test_the_operations_of_tasks_are_recognised(tmp_path: Path, vendor: Path) -> None:
    """Creates become variants, Get Task gets the state table, DELETE of a task cancels it."""
    files = adopted(tmp_path, vendor)
    assert {name for name in files if name.startswith("variants/")} == {
        "variants/videos.yaml",
        "variants/images.yaml",
    }
    poll = files["openapi.yaml"]["paths"]["/generations/{generation_id}"]
    assert poll["get"]["operationId"] == "getTask"
    assert poll["get"]["x-task-lifecycle"] == {"$ref": "components/lifecycle.yaml"}
    assert poll["delete"]["x-cancel"] is True
    table = files["components/lifecycle.yaml"]
    phases = {status: entry["phase"] for status, entry in table["statuses"].items()}
    assert phases == {
        "pending": "queued",
        "processing": "running",
        "succeeded": "succeeded",
        "failed": "failed",
        "canceled": "cancelled",
    }
    assert table["fields"]["status"] == {"at": ["/state"]}
    assert table["fields"]["progress"] == {"at": ["/progress"], "scale": 100}


def test_what_creates_share_is_written_once(tmp_path: Path, vendor: Path) -> None:
    """The place of all variants has it; a variant writes what it has otherwise."""
    files = adopted(tmp_path, vendor)
    assert {*files["openapi.yaml"]["paths"]["x-variants"]["post"]["responses"]} == {"202", "400"}
    assert {*files["variants/images.yaml"]["create"]["responses"]} == {"200", "402"}
    assert "responses" not in files["variants/videos.yaml"]["create"]


def test_servers_and_the_key_are_taken_over(tmp_path: Path, vendor: Path) -> None:
    """Variables of a server are written out, the key keeps its header, unused schemes are left out."""
    root = adopted(tmp_path, vendor)["openapi.yaml"]
    assert root["servers"] == [
        {"url": "https://eu.acme.test/v1", "x-region": "eu"},
        {"url": "https://us.acme.test/v1", "x-region": "us"},
    ]
    assert root["security"] == [{"key": []}]
    assert root["components"]["securitySchemes"] == {
        "key": {"type": "apiKey", "in": "header", "name": "X-Acme-Key", "x-env": "ACME_API_KEY"}
    }


def test_schemas_say_the_same_in_the_words_of_3_1(tmp_path: Path, vendor: Path) -> None:
    """Null, exclusive bounds and examples are written anew; an allOf of objects is one object."""
    files = adopted(tmp_path, vendor)
    image = files["variants/images.yaml"]["requests"]["ImagesRequest"]["properties"]
    assert image["prompt"]["examples"] == ["a red fox"]
    assert image["seed"]["type"] == ["integer", "null"]
    assert image["seed"]["exclusiveMinimum"] == 0
    video = files["variants/videos.yaml"]["requests"]["VideosRequest"]
    assert video["required"] == ["prompt"]
    assert {*video["properties"]} == {"prompt", "duration", "aspect", "webhook"}
    task = files["components/schemas.yaml"]["Generation"]["properties"]
    assert task["assets"] == {"anyOf": [{"$ref": "#/Assets"}, {"type": "null"}]}


def test_what_the_document_leaves_open_is_unknown(tmp_path: Path, vendor: Path) -> None:
    """A field of a request lists what it does not state, and nothing that it does."""
    files = adopted(tmp_path, vendor)
    fields = files["variants/images.yaml"]["requests"]["ImagesRequest"]["properties"]
    assert fields["seed"]["x-unknown"] == ["maximum", "default"]
    assert "x-unknown" not in fields["size"]
    assert fields["size"]["description"] == "Not described yet."


def test_requests_have_enums_of_their_own(tmp_path: Path, vendor: Path) -> None:
    """An enum that requests and tasks share becomes two: that of requests stays closed."""
    files = adopted(tmp_path, vendor)
    video = files["variants/videos.yaml"]["requests"]["VideosRequest"]["properties"]
    assert video["aspect"]["$ref"] == "../components/schemas.yaml#/AspectInput"
    assert files["components/schemas.yaml"]["Generation"]["properties"]["aspect"]["$ref"] == "#/Aspect"


def test_every_thing_left_to_a_person_has_its_line(tmp_path: Path, vendor: Path) -> None:
    """Schedule, transitions and retention with the line of the new file; what was left out with its own."""
    files, left = adopt(tmp_path, vendor, Wanted("acme"))
    texts = {path.relative_to(tmp_path).as_posix(): path.read_text().splitlines() for path in files}
    found = {}
    for item in left:
        match = re.match(r"(?P<file>.+?):(?P<line>\d+): (?P<text>.+)", item)
        assert match, item
        lines = texts.get(match["file"]) or vendor.read_text().splitlines()
        found[match["text"]] = lines[int(match["line"]) - 1]
    assert found["how often the vendor lets a task be polled: this schedule is a guess"] == "polling:"
    assert "x-logo:" in found["x-logo was left out, as an extension of another tool"]
    assert any("retention:" in line for line in found.values())


def test_a_task_in_an_envelope_gets_a_name(tmp_path: Path) -> None:
    """Schemas that stand inline become components, and the task is found inside."""
    files = adopted(tmp_path, written(tmp_path, DOCUMENTS["envelope"]))
    schemas = files["components/schemas.yaml"]
    assert schemas["GetTaskReply"]["properties"]["data"] == {"$ref": "#/Task"}
    assert schemas["Task"]["properties"]["status"]["enum"] == ["queued", "success", "failed"]
    assert files["components/lifecycle.yaml"]["task"] == "/data"


def test_members_of_a_union_get_names_and_are_told_apart(tmp_path: Path) -> None:
    """By the constant that each has, which may be the status; the class that each becomes is named by it."""
    files = adopted(tmp_path, written(tmp_path, DOCUMENTS["states"]))
    schemas = files["components/schemas.yaml"]
    assert schemas["Task"]["x-dispatch"] == {"properties": ["status"]}
    names = [member["$ref"] for member in schemas["Task"]["oneOf"]]
    assert names == [f"#/V1Tasks{state}" for state in ("Pending", "Running", "Failed", "Succeeded")]
    table = files["components/lifecycle.yaml"]
    assert {*table["statuses"]} == {"PENDING", "RUNNING", "FAILED", "SUCCEEDED"}
    assert table["fields"]["output"] == {"at": ["/output"]}
    assert table["fields"]["progress"] == {"at": ["/progress"], "scale": 1}
    request = files["variants/text-to-video.yaml"]["requests"]["TextToVideoRequest"]
    assert request["x-dispatch"] == {"properties": ["model"]}


def test_what_is_open_is_said_at_once_and_nothing_written(tmp_path: Path) -> None:
    """Operations, server and key in one answer, each with its place and what to say."""
    found = problems(tmp_path, written(tmp_path, DOCUMENTS["open"]))
    assert found == [
        "GET /jobs/{id} is one of 2 operations that may be Get Task",
        "GET /trainings/{id} is one of 2 operations that may be Get Task",
        "the document names no server",
        "the document does not say how a key is sent",
    ]


def test_answers_settle_what_is_open(tmp_path: Path) -> None:
    """Statuses that the document does not list become those of its schema."""
    path = written(tmp_path, DOCUMENTS["open"])
    asked = problems(tmp_path, path, server="https://open.test", key="X-Key", given=Given(poll="/jobs/{id}"))
    assert asked == ["the document does not list the statuses"]
    statuses = {"to do": "queued", "done": "succeeded"}
    given = Given(poll="/jobs/{id}", statuses=statuses)
    files = adopted(tmp_path, path, server="https://open.test", key="X-Key", given=given)
    assert files["components/schemas.yaml"]["Task"]["properties"]["state"]["enum"] == ["to do", "done"]
    assert {*files["components/lifecycle.yaml"]["statuses"]} == {"to do", "done"}
    assert [name for name in files if name.startswith("variants/")] == ["variants/jobs.yaml"]


@pytest.mark.parametrize(
    ("document", "problem", "line"),
    [
        ({"swagger": "2.0", "paths": {}}, "Swagger 2.0 is not read, only OpenAPI 3.0 and 3.1", 1),
        ({"openapi": "3.2.0", "paths": {"/a": {}}}, "OpenAPI 3.2.0 is not read, only OpenAPI 3.0 and 3.1", 1),
        ({"info": {}}, "a document without a version is not read, only OpenAPI 3.0 and 3.1", 1),
        ({"openapi": "3.1.0", "paths": {}}, "this document has no paths", 2),
        ({"openapi": "3.1.0", "paths": {"/a": {"$ref": "b.yaml"}}}, "'b.yaml' leads out of this file", 4),
        ({"openapi": "3.1.0", "paths": {"/a": {"$ref": "#/b"}}}, "'#/b' leads to nothing", 4),
        ([1], "this is not an OpenAPI document", 1),
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(
    tmp_path: Path, document: Any, problem: str, line: int
) -> None:
    """With the line, before anything is written."""
    path = written(tmp_path, document)
    with pytest.raises(SpecError) as caught:
        adopt(tmp_path, path, Wanted("acme"))
    (violation,) = caught.value.violations
    assert (violation.message, violation.line) == (problem, line)


def test_the_document_itself_is_not_changed() -> None:
    """Places in messages are those of what was read."""
    before = dump(DOCUMENTS["video"])
    upgraded(DOCUMENTS["video"])
    assert dump(DOCUMENTS["video"]) == before


@pytest.mark.node
@pytest.mark.parametrize("vendor_name", ["video", "envelope", "states"])
def test_an_adopted_api_passes_generate(
    with_node: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], vendor_name: str
) -> None:
    """From the document to a typed package, with nothing to mend."""
    path = written(tmp_path, DOCUMENTS[vendor_name])
    assert main(["--root", str(with_node), "new-api", "--name", "acme", "--from", str(path)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "`make generate` passes. Left to you:" in out
    assert (with_node / "generated/gettask-acme/gettask_acme/client.py").is_file()
