"""contract.json holds what the runtime reads, and it is read off the effective document."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from codegen.document.assets import asset_fields
from codegen.document.contract import contract, fallback
from codegen.document.walk import Node

INFOS = {"song": {"title": "Toy songs"}, "video": {"title": "Toy videos"}}


@pytest.fixture
def made(effective: dict[str, Any]) -> dict[str, Any]:
    return contract("toy", effective, INFOS)


def test_the_whole_contract_of_toy(made: dict[str, Any], effective: dict[str, Any]) -> None:
    """Every key stands for what the spec says."""
    assert made == {
        "api": "toy",
        "title": "Toy API",
        "version": "1.0.0",
        "servers": [{"url": "https://toy.test/api", "region": None}],
        "auth": {"header": "X-Key", "scheme": None, "env": "TOY_KEY"},
        "operations": {
            "create_task": {"method": "POST", "path": "/tasks", "server": None, "task": None, "headers": {}},
            "get_task": {
                "method": "GET",
                "path": "/tasks/{id}",
                "server": None,
                "task": {"in": "path", "name": "id"},
                "headers": {},
            },
        },
        "created": None,
        "reply": effective["x-reply"],
        "lifecycle": effective["paths"]["/tasks/{id}"]["get"]["x-task-lifecycle"],
        "dispatch": {"properties": ["model"], "fallback": None},
        "variants": {
            "song": {
                "title": "Toy songs",
                "match": [["song"]],
                "required": [],
                "tasks": ["SongTask"],
                "models": [{"name": "SongTask", "match": [["song"]], "required": ["id", "model", "status"]}],
                "requests": ["SongRequest"],
                "rules": [{"name": "SongRequest", "match": [["song"]], "prices": None, "deprecated": None}],
                "create": "create_task",
                "example": {"model": "song", "words": "la la"},
                "assets": [
                    {"at": "/output/url", "kind": "audio", "media_types": ["audio/mpeg"], "retention": 300}
                ],
                "results": [],
                "backed": True,
                "sources": ["page"],
                "read": "2025-02-03",
                "confidence": "documented",
            },
            "video": {
                "title": "Toy videos",
                "match": [],
                "required": [["id", "status", "clips"]],
                "tasks": ["VideoTask"],
                "models": [{"name": "VideoTask", "match": [], "required": ["id", "status", "clips"]}],
                "requests": ["VideoRequest"],
                "rules": [{"name": "VideoRequest", "match": [["video"]], "prices": None, "deprecated": None}],
                "create": "create_task",
                "example": {"model": "video", "prompt": "a cat"},
                "assets": [
                    {"at": "/clips/*/url", "kind": "video", "media_types": ["video/mp4"], "retention": None},
                    {"at": "/thumbnails/*", "kind": "image", "media_types": ["image/png"], "retention": None},
                ],
                "results": [],
                "backed": True,
                "sources": ["page"],
                "read": "2025-02-03",
                "confidence": "inferred",
            },
        },
        "errors": effective["x-errors"],
        "deprecated": None,
    }


def test_a_bearer_key_goes_into_authorization(effective: dict[str, Any]) -> None:
    """An HTTP security scheme is the Authorization header with its scheme."""
    scheme = {"type": "http", "scheme": "bearer", "x-env": "TOY_KEY"}
    effective["components"]["securitySchemes"]["key"] = scheme
    auth = contract("toy", effective, INFOS)["auth"]
    assert auth == {"header": "Authorization", "scheme": "Bearer", "env": "TOY_KEY"}


def test_regions_and_shutdown_are_told(effective: dict[str, Any]) -> None:
    """A server's region and the day the API ended are in the contract."""
    effective["servers"].append({"url": "https://toy.example/api", "x-region": "far"})
    effective["info"]["x-shutdown"] = {"date": "2026-10-31", "successor": "toy-2"}
    made = contract("toy", effective, INFOS)
    assert made["servers"][1] == {"url": "https://toy.example/api", "region": "far"}
    assert made["deprecated"] == {"date": "2026-10-31", "successor": "toy-2"}


def test_every_pair_of_an_enum_matches(effective: dict[str, Any]) -> None:
    """A member that leaves a choice of values is matched by each of them."""
    song = effective["components"]["schemas"]["SongTask"]["properties"]
    song["model"] = {"type": "string", "enum": ["song", "song-2"]}
    assert contract("toy", effective, INFOS)["variants"]["song"]["match"] == [["song"], ["song-2"]]


def test_where_one_task_serves_all_variants_requests_tell_them_apart(effective: dict[str, Any]) -> None:
    """Match is taken from the requests, tasks and assets from the one task."""
    schemas = effective["components"]["schemas"]
    task = deepcopy(schemas["SongTask"])
    del task["x-variant"]
    task["properties"]["model"] = {"type": "string"}
    schemas["Task"] = task
    schemas["AnyTask"] = {"x-dispatch": {"properties": ["model"]}, "$ref": "#/components/schemas/Task"}
    made = contract("toy", effective, INFOS)["variants"]
    assert {name: v["match"] for name, v in made.items()} == {"song": [["song"]], "video": [["video"]]}
    assert {name: v["required"] for name, v in made.items()} == {"song": [], "video": []}
    assert [v["tasks"] for v in made.values()] == [["Task"], ["Task"]]
    assert made["video"]["assets"][0]["at"] == "/output/url"


def test_an_operation_with_a_host_of_its_own_says_so(effective: dict[str, Any]) -> None:
    """The server of an operation stands beside its path."""
    effective["paths"]["/tasks"]["post"]["servers"] = [{"url": "https://files.test"}]
    operations = contract("toy", effective, INFOS)["operations"]
    assert [o["server"] for o in operations.values()] == ["https://files.test", None]


def test_the_fallback_is_that_of_the_client(client_view: dict[str, Any], effective: dict[str, Any]) -> None:
    """The effective document is strict; the client's view names the class of unknown tasks."""
    assert fallback(effective) is None
    assert fallback(client_view) == "UnknownTask"


def test_an_operation_a_variant_names_its_creating_operation(effective: dict[str, Any]) -> None:
    """x-create is the variant's way in, and x-match says what its task will be."""
    post = effective["paths"]["/tasks"]["post"]
    request = {"$ref": "#/components/schemas/VideoRequest"}
    body = {"content": {"application/json": {"schema": request}}}
    effective["paths"]["/videos"] = {
        "post": {**post, "operationId": "createVideo", "x-create": True, "requestBody": body}
    }
    schemas = effective["components"]["schemas"]
    del schemas["CreateRequest"]["oneOf"][1]
    schemas["VideoRequest"]["x-match"] = {"model": "video-1"}
    made = contract("toy", effective, INFOS)["variants"]
    assert {name: v["create"] for name, v in made.items()} == {"song": "create_task", "video": "create_video"}
    assert made["video"]["requests"] == ["VideoRequest"]


def test_a_variant_that_no_operation_creates_has_none(effective: dict[str, Any]) -> None:
    """Some tasks can only be read."""
    del effective["components"]["schemas"]["CreateRequest"]["oneOf"][1]
    del effective["paths"]["/tasks"]["post"]["requestBody"]["content"]["application/json"]["examples"][
        "video"
    ]
    made = contract("toy", effective, INFOS)["variants"]["video"]
    assert (made["create"], made["requests"], made["example"]) == (None, [], None)


@pytest.mark.parametrize(
    ("marks", "confidence"),
    [
        ({}, "documented"),
        ({"SongRequest": "reported"}, "reported"),
        ({"SongTask": "observed"}, "observed"),
        ({"SongOutput": "inferred"}, "inferred"),
        ({"SongRequest": "inferred", "SongTask": "observed"}, "inferred"),
    ],
)
def test_a_variant_is_as_sure_as_its_weakest_part(
    effective: dict[str, Any], marks: dict[str, str], confidence: str
) -> None:
    """Request, task and results: the least known of the three."""
    for name, sure in marks.items():
        effective["components"]["schemas"][name]["x-confidence"] = sure
    assert contract("toy", effective, INFOS)["variants"]["song"]["confidence"] == confidence


def test_where_one_task_serves_all_variants_results_are_as_sure_as_their_mark(
    effective: dict[str, Any],
) -> None:
    """x-results on the request says what the variant's finished task has, and how that is known."""
    schemas = effective["components"]["schemas"]
    schemas["Task"] = {**deepcopy(schemas["SongTask"]), "x-confidence": "inferred"}
    del schemas["Task"]["x-variant"]
    schemas["AnyTask"] = {"x-dispatch": {"properties": ["model"]}, "$ref": "#/components/schemas/Task"}
    schemas["SongRequest"]["x-results"] = {"keys": ["url"], "x-confidence": "reported"}
    made = contract("toy", effective, INFOS)["variants"]
    assert [(v["results"], v["confidence"]) for v in made.values()] == [
        (["url"], "reported"),
        ([], "documented"),
    ]


def test_the_surest_of_several_requests_counts(effective: dict[str, Any]) -> None:
    """A second request that is less known takes nothing from the first."""
    schemas = effective["components"]["schemas"]
    schemas["OtherRequest"] = {**deepcopy(schemas["SongRequest"]), "x-confidence": "inferred"}
    schemas["CreateRequest"]["oneOf"].append({"$ref": "#/components/schemas/OtherRequest"})
    assert contract("toy", effective, INFOS)["variants"]["song"]["confidence"] == "documented"


@pytest.mark.parametrize(
    ("status", "sure", "backed"),
    [("Done", None, True), ("Done", "observed", True), ("Done", "inferred", False), ("Broken", None, False)],
)
def test_a_finished_body_backs_a_variant(
    effective: dict[str, Any], status: str, sure: str | None, backed: bool
) -> None:
    """It counts if a page shows it or a client recorded it; one that was made up does not."""
    reply = effective["paths"]["/tasks/{id}"]["get"]["responses"]["200"]
    example = reply["content"]["application/json"]["examples"]["video-done"]
    example["value"]["data"]["status"] = status
    if sure:
        example["x-confidence"] = sure
    assert contract("toy", effective, INFOS)["variants"]["video"]["backed"] is backed


def test_an_observed_result_backs_a_variant(effective: dict[str, Any]) -> None:
    """Where a recorded body was too partial for an example, its URL has still been seen."""
    reply = effective["paths"]["/tasks/{id}"]["get"]["responses"]["200"]
    del reply["content"]["application/json"]["examples"]["video-done"]["value"]["data"]["status"]
    assert contract("toy", effective, INFOS)["variants"]["video"]["backed"] is False
    clip = effective["components"]["schemas"]["VideoClip"]["properties"]["url"]
    clip["x-confidence"] = "observed"
    assert contract("toy", effective, INFOS)["variants"]["video"]["backed"] is True


def test_an_example_may_name_its_variant(effective: dict[str, Any]) -> None:
    """x-variant on an example names the variant where the body does not."""
    reply = effective["paths"]["/tasks/{id}"]["get"]["responses"]["200"]
    example = reply["content"]["application/json"]["examples"]["song-done"]
    del example["value"]["data"]["model"], example["x-variant"]
    assert contract("toy", effective, INFOS)["variants"]["song"]["backed"] is False
    example["x-variant"] = "song"
    assert contract("toy", effective, INFOS)["variants"]["song"]["backed"] is True


def test_an_implied_status_counts_as_the_status(effective: dict[str, Any]) -> None:
    """A body without a status has that of the keys it has."""
    reply = effective["paths"]["/tasks/{id}"]["get"]["responses"]["200"]
    del reply["content"]["application/json"]["examples"]["video-done"]["value"]["data"]["status"]
    effective["components"]["schemas"]["VideoTask"]["required"].remove("status")
    table = effective["paths"]["/tasks/{id}"]["get"]["x-task-lifecycle"]
    table["implied"] = [{"required": ["clips"], "status": "done"}]
    assert contract("toy", effective, INFOS)["variants"]["video"]["backed"] is True


def test_a_recursive_schema_ends(effective: dict[str, Any]) -> None:
    """A schema that holds itself is walked once."""
    clip = Node("/components/schemas/VideoClip", "schema", effective["components"]["schemas"]["VideoClip"])
    assert [r.at for r in asset_fields(effective, clip)] == ["/url"]


def test_a_price_comes_with_all_that_it_is_read_by(effective: dict[str, Any]) -> None:
    """Defaults, limits and values of the fields that a price names stand beside it."""
    request = effective["components"]["schemas"]["SongRequest"]
    request["properties"] |= {
        "length": {"type": "integer", "minimum": 1, "maximum": 9},
        "size": {"type": "string", "enum": ["big", "small"]},
        "loud": {"type": "boolean", "default": False},
    }
    prices = [
        {"when": {"/size": "big", "/loud": True}, "amount": [1, 2]},
        {"amount": 1, "x-sources": ["page"]},
    ]
    charge = {"per": "second", "count": "/length", "prices": prices}
    request["x-cost"] = {"unit": "points", "x-sources": ["recorded"], "charges": [charge]}
    (rule,) = contract("toy", effective, INFOS)["variants"]["song"]["rules"]
    made = rule["prices"]
    assert (made["unit"], made["sources"], made["confidence"]) == (
        "points",
        ["recorded", "page"],
        "documented",
    )
    assert (made["defaults"], made["limits"]) == ({"/loud": False}, {"/length": [1, 9]})
    assert made["values"] == {"/size": ["big", "small"]}
    assert made["charges"][0]["fields"] == ["/length"]
    assert [price["amount"] for price in made["charges"][0]["prices"]] == [[1, 2], 1]


def test_a_deprecated_request_says_what_takes_its_place(effective: dict[str, Any]) -> None:
    """Its note and what to use instead are in the contract, a sentence of ours where nobody says anything."""
    request = effective["components"]["schemas"]["SongRequest"]
    request["deprecated"] = True
    (rule,) = contract("toy", effective, INFOS)["variants"]["song"]["rules"]
    assert rule["deprecated"] == {"note": "The vendor has deprecated it.", "instead": None}
    request["x-deprecated"] = {"note": "It was stopped.", "instead": "video"}
    (rule,) = contract("toy", effective, INFOS)["variants"]["song"]["rules"]
    assert rule["deprecated"] == {"note": "It was stopped.", "instead": "video"}
