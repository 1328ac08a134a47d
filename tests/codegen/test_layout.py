"""A variant is one file in its place: what it says is put where the document of its API wants it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from codegen.sources.layout import Assembled, assemble
from codegen.sources.pointers import get
from codegen.sources.references import Sources
from codegen.sources.violations import SpecError

GET = "/paths/~1tasks~1{id}/get/responses/200/content/application~1json"
DANCE = """\
title: Toy dances
requests:
  DanceRequest:
    x-sources: [page]
    required: [model, input]
    properties:
      model: {const: dance}
      input: {$ref: '#/schemas/DanceInput'}
schemas:
  DanceInput:
    x-sources: [page]
    required: [steps]
    properties:
      steps: {type: integer, minimum: 1, default: 4, description: How many steps.}
      mood: {$ref: '#/schemas/DanceMood', description: The mood of it.}
      tempo: {const: 1.5}
      seconds: {type: number, x-unit: s, x-unknown: [maximum]}
      shoes: {type: array, maxItems: 2, items: {type: string, enum: [left, right], description: Which.}}
      floor: {type: object, properties: {size: {type: integer}}}
      partner: {anyOf: [{type: string, maxLength: 9}, {type: 'null'}]}
  DanceMood: {type: string, enum: [glad, sad], default: glad}
  SlowInput: {properties: {steps: {type: number}, mood: {type: boolean}}}
"""


def dance(toy: Path, schema: str) -> dict[str, Any]:
    """Return a schema of a variant Dance, with what it takes over."""
    path = toy / "openapi/toy/variants/dance.yaml"
    path.write_text(f"{DANCE}  Dance: {schema}\n")
    found: dict[str, Any] = assembled(toy).files[path]["schemas"]["Dance"]
    return found


def assembled(toy: Path) -> Assembled:
    """Return Toy with its variants in their places."""
    return assemble(Sources(), toy / "openapi/toy/openapi.yaml")


def document(toy: Path) -> Any:
    """Return the document of Toy with its variants in their places."""
    return assembled(toy).files[toy / "openapi/toy/openapi.yaml"]


def test_a_file_in_its_place_is_in_unions_and_examples(toy: Path) -> None:
    """Nothing else names it."""
    dance(toy, "{type: object}")
    schemas = document(toy)["components"]["schemas"]
    assert schemas["CreateRequest"]["oneOf"][0] == {"$ref": "variants/dance.yaml#/requests/DanceRequest"}
    assert [m["$ref"] for m in schemas["AnyTask"]["oneOf"]] == [
        "variants/song.yaml#/tasks/SongTask",
        "variants/video.yaml#/tasks/VideoTask",
    ]
    assert list(get(document(toy), GET)["examples"]) == ["song-waiting", "song-done", "video-done"]


def test_no_mark_is_left(toy: Path) -> None:
    """The document is plain OpenAPI."""
    dance(toy, "{x-extends: {$ref: '#/schemas/DanceInput'}}")
    for file in assembled(toy).files.values():
        assert "x-variants" not in str(file)
        assert "x-extends" not in str(file)


def test_an_example_belongs_to_the_variant_of_its_file(toy: Path) -> None:
    """Its body may not tell."""
    examples = get(document(toy), GET)["examples"]
    assert {name: example["x-variant"] for name, example in examples.items()} == {
        "song-waiting": "song",
        "song-done": "song",
        "video-done": "video",
    }
    assert examples["song-done"]["externalValue"] == "examples/song_done.json"


def test_a_featured_variant_comes_first(toy: Path) -> None:
    """Clients and docs show the first."""
    path = toy / "openapi/toy/variants/video.yaml"
    path.write_text("featured: true\n" + path.read_text())
    union = document(toy)["components"]["schemas"]["CreateRequest"]
    assert [m["$ref"].rpartition("/")[2] for m in union["oneOf"]] == ["VideoRequest", "SongRequest"]


def test_members_that_only_required_keys_tell_come_last(toy: Path) -> None:
    """Those that require more before the others, since clients try them in order."""
    path = toy / "openapi/toy/variants/video.yaml"
    text = path.read_text().replace("tasks:\n", "tasks:\n  OldTask: {required: [id]}\n")
    (toy / "openapi/toy/variants/a.yaml").write_text(text.replace("Video", "A"))
    path.unlink()
    union = document(toy)["components"]["schemas"]["AnyTask"]
    assert [m["$ref"].rpartition("/")[2] for m in union["oneOf"]] == ["SongTask", "ATask", "OldTask"]


def test_an_operation_of_its_own_is_the_shared_one_with_its_words(toy: Path) -> None:
    """Path, id and summary are the variant's; the rest is written once."""
    path = toy / "openapi/toy/openapi.yaml"
    shared = "{x-create: true, requestBody: {content: {application/json: {x-variants: requests}}}}"
    path.write_text(path.read_text().replace("paths:\n", f"paths:\n  x-variants: {{post: {shared}}}\n"))
    song = toy / "openapi/toy/variants/song.yaml"
    song.write_text(f"create: {{path: /songs, operationId: createSong}}\n{song.read_text()}")
    post = document(toy)["paths"]["/songs"]["post"]
    assert (post["operationId"], post["x-create"]) == ("createSong", True)
    media = post["requestBody"]["content"]["application/json"]
    assert media["schema"] == {"$ref": "variants/song.yaml#/requests/SongRequest"}
    assert list(media["examples"]) == ["song"]
    assert list(document(toy)["paths"]) == ["/songs", "/tasks", "/tasks/{id}"]


def test_a_schema_takes_over_another_one(toy: Path) -> None:
    """It replaces what it says itself; of the properties, one by one, but for what they describe."""
    schema = dance(
        toy, "{x-extends: {$ref: '#/schemas/DanceInput'}, properties: {steps: {const: 3}, new: {}}}"
    )
    assert schema["required"] == ["steps"]
    assert schema["properties"]["steps"] == {"description": "How many steps.", "const": 3}
    assert next(iter(schema["properties"])) == "steps"
    assert list(schema["properties"])[-1] == "new"


def test_references_of_a_schema_in_another_file_lead_on(toy: Path) -> None:
    """They are written for the file of the variant."""
    schema = dance(toy, "{x-extends: {$ref: '../components/task.yaml#/NotFound'}}")
    body = schema["content"]["application/json"]["schema"]
    assert body == {"$ref": "../components/task.yaml#/ErrorReply"}


def test_an_echo_is_its_input_without_limits(toy: Path) -> None:
    """Type, unit and sentence stay; limits, defaults, values and what is required go."""
    shown = "[steps, mood, tempo, seconds, shoes, floor, partner]"
    echo = dance(toy, f"{{x-echo: {{of: [{{$ref: '#/schemas/DanceInput'}}], shown: {shown}}}}}")
    assert echo == {
        "type": "object",
        "x-sources": ["page"],
        "properties": {
            "steps": {"type": "integer", "description": "How many steps."},
            "mood": {"type": "string", "description": "The mood of it."},
            "tempo": {"type": "number"},
            "seconds": {"type": "number", "x-unit": "s"},
            "shoes": {"type": "array", "items": {"type": "string"}},
            "floor": {"type": "object"},
            "partner": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        },
    }


def test_what_no_page_shows_repeated_is_inferred(toy: Path) -> None:
    """Lists and objects may be null then; and the echo as a whole is inferred if nothing is shown."""
    echo = dance(toy, "{x-echo: {of: [{$ref: '#/schemas/DanceInput'}], shown: [steps]}}")
    properties = echo["properties"]
    assert "x-confidence" not in echo
    assert "x-confidence" not in properties["steps"]
    assert properties["mood"]["x-confidence"] == "inferred"
    assert properties["floor"]["anyOf"] == [{"type": "object"}, {"type": "null"}]
    assert dance(toy, "{x-echo: {of: [{$ref: '#/schemas/DanceInput'}]}}")["x-confidence"] == "inferred"


def test_an_echo_of_several_inputs_fits_each(toy: Path) -> None:
    """An integer here and a number there is a number; what else differs is anything."""
    of = "[{$ref: '#/schemas/DanceInput'}, {$ref: '#/schemas/SlowInput'}]"
    echo = dance(toy, f"{{x-echo: {{of: {of}, shown: [steps, mood]}}}}")
    assert echo["properties"]["steps"]["type"] == "number"
    assert "type" not in echo["properties"]["mood"]


@pytest.mark.parametrize(
    ("schema", "pointer", "message"),
    [
        ("{x-extends: '#/schemas/DanceInput'}", "/schemas/Dance/x-extends", "a $ref to a schema"),
        ("{x-extends: {$ref: '#/schemas/No'}}", "/schemas/Dance/x-extends/$ref", "has no 'No'"),
        ("{x-echo: {shown: [steps]}}", "/schemas/Dance/x-echo", "x-echo has of"),
        (
            "{x-echo: {of: [{$ref: '#/schemas/DanceInput'}], shown: [stpes]}}",
            "/schemas/Dance/x-echo/shown/0",
            "no input has 'stpes'",
        ),
    ],
)
def test_a_mark_that_means_nothing_is_refused(toy: Path, schema: str, pointer: str, message: str) -> None:
    """With its line."""
    with pytest.raises(SpecError) as caught:
        dance(toy, schema)
    (violation,) = caught.value.violations
    assert violation.file == toy / "openapi/toy/variants/dance.yaml"
    assert violation.pointer == pointer
    assert violation.line == len(DANCE.splitlines()) + 1
    assert message in violation.message
