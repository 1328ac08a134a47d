"""contract.json holds what the runtime reads, and it is read off the effective document."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from codegen.contract import assets, contract
from codegen.walk import Node

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
            "create_task": {"method": "POST", "path": "/tasks"},
            "get_task": {"method": "GET", "path": "/tasks/{id}"},
        },
        "reply": effective["x-reply"],
        "lifecycle": effective["paths"]["/tasks/{id}"]["get"]["x-task-lifecycle"],
        "dispatch": {"properties": ["model"]},
        "variants": {
            "song": {
                "title": "Toy songs",
                "match": [["song"]],
                "required": [],
                "tasks": ["SongTask"],
                "requests": ["SongRequest"],
                "assets": [
                    {"at": "/output/url", "kind": "audio", "media_types": ["audio/mpeg"], "retention": 300}
                ],
                "sources": ["page"],
                "confidence": "documented",
            },
            "video": {
                "title": "Toy videos",
                "match": [],
                "required": [["id", "status", "clips"]],
                "tasks": ["VideoTask"],
                "requests": ["VideoRequest"],
                "assets": [
                    {"at": "/clips/*/url", "kind": "video", "media_types": ["video/mp4"], "retention": None},
                    {"at": "/thumbnails/*", "kind": "image", "media_types": ["image/png"], "retention": None},
                ],
                "sources": ["page"],
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


def test_a_recursive_schema_ends(effective: dict[str, Any]) -> None:
    """A schema that holds itself is walked once."""
    clip = Node("/components/schemas/VideoClip", "schema", effective["components"]["schemas"]["VideoClip"])
    assert [a["at"] for a in assets(effective, clip)] == ["/url"]
