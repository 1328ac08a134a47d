"""The document of a variant stands alone and knows that variant only."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from codegen.document.extraction import Extractor, variants
from codegen.document.walk import operations
from codegen.rules.check import check

INFO = {"title": "Toy songs", "description": "Songs from words."}


def extract(effective: dict[str, Any], variant: str) -> dict[str, Any]:
    return Extractor(effective).extract(variant, INFO)


@pytest.fixture
def song(effective: dict[str, Any]) -> dict[str, Any]:
    return extract(effective, "song")


def test_all_variants_are_found(effective: dict[str, Any]) -> None:
    """Variants are what tasks and requests name, in order."""
    assert variants(effective) == ["song", "video"]


@pytest.mark.parametrize("variant", ["song", "video"])
def test_the_document_of_a_variant_breaks_no_rule(effective: dict[str, Any], variant: str) -> None:
    """It stands alone: every reference leads somewhere, every request has an example."""
    assert check(extract(effective, variant), "variant") == []


def test_extraction_leaves_the_whole_as_it_was(effective: dict[str, Any]) -> None:
    """The effective document is not changed."""
    before = deepcopy(effective)
    extract(effective, "song")
    assert effective == before


def test_a_single_member_stands_as_a_reference(song: dict[str, Any]) -> None:
    """A union with one member left is that member, with x-dispatch beside it."""
    schemas = song["components"]["schemas"]
    dispatch = {"properties": ["model"]}
    assert schemas["AnyTask"] == {"x-dispatch": dispatch, "$ref": "#/components/schemas/SongTask"}
    assert schemas["CreateRequest"] == {"x-dispatch": dispatch, "$ref": "#/components/schemas/SongRequest"}


def test_several_members_of_a_variant_stay_a_union(effective: dict[str, Any]) -> None:
    """A variant with two bodies keeps both."""
    schemas = effective["components"]["schemas"]
    schemas["OldSongTask"] = {"type": "object", "x-variant": "song", "required": ["old"]}
    schemas["AnyTask"]["oneOf"].append({"$ref": "#/components/schemas/OldSongTask"})
    song = extract(effective, "song")
    assert song["components"]["schemas"]["AnyTask"]["oneOf"] == [
        {"$ref": "#/components/schemas/SongTask"},
        {"$ref": "#/components/schemas/OldSongTask"},
    ]


def test_no_discriminator_maps_to_members_that_are_gone(effective: dict[str, Any]) -> None:
    """What a vendor says of all members is no longer true of those that are left, be it one or two."""
    schemas = effective["components"]["schemas"]
    schemas["OldSongTask"] = {**schemas["SongTask"], "required": ["id", "model", "status", "old"]}
    schemas["OldSongTask"]["properties"] |= {"old": {}}
    refs = {name: f"#/components/schemas/{name}" for name in ("OldSongTask", "SongTask", "VideoTask")}
    schemas["AnyTask"]["oneOf"] = [{"$ref": ref} for ref in refs.values()]
    schemas["AnyTask"]["discriminator"] = {"propertyName": "model", "mapping": refs}
    for variant in ("song", "video"):
        document = extract(effective, variant)
        assert "discriminator" not in document["components"]["schemas"]["AnyTask"]
        broken = {violation.rule for violation in check(document, "variant")}
        assert "discriminator-mapping" not in broken


def test_other_variants_are_gone(song: dict[str, Any]) -> None:
    """Schemas and examples of other variants, and sources that only they cite, are pruned."""
    components = song["components"]
    assert sorted(components["schemas"]) == [
        *("AnyTask", "CreateRequest", "ErrorReply", "Reply"),
        *("SongOutput", "SongRequest", "SongTask", "Status"),
    ]
    assert "examples" not in components
    assert list(components["securitySchemes"]) == ["key"]
    assert list(song["info"]["x-sources"]) == ["page"]


def test_bodies_keep_the_examples_of_their_variant(song: dict[str, Any]) -> None:
    """An example is kept if its body dispatches to the variant, or to none."""
    get, post = song["paths"]["/tasks/{id}"]["get"], song["paths"]["/tasks"]["post"]
    reply = get["responses"]["200"]["content"]["application/json"]
    assert list(reply["examples"]) == ["song-waiting", "song-done"]
    assert list(post["requestBody"]["content"]["application/json"]["examples"]) == ["song"]
    assert "not-found" in str(song["components"]["responses"]["NotFound"])


def test_a_body_without_an_example_left_has_no_examples(effective: dict[str, Any]) -> None:
    """No empty map of examples stays behind."""
    post = extract(effective, "video")["paths"]["/tasks"]["post"]
    assert "examples" not in post["responses"]["200"]["content"]["application/json"]


def test_a_variant_that_cannot_be_created_has_no_create(effective: dict[str, Any]) -> None:
    """Where no request is of the variant, the operation goes."""
    del effective["components"]["schemas"]["CreateRequest"]["oneOf"][1]
    video = extract(effective, "video")
    assert [o.value["operationId"] for o in operations(video)] == ["getTask"]


def test_a_response_that_is_no_union_is_extracted_by_requests(effective: dict[str, Any]) -> None:
    """One task for all variants stays whole; its examples go by the dispatch properties' values."""
    schemas = effective["components"]["schemas"]
    schemas["AnyTask"] = {"x-dispatch": {"properties": ["model"]}, "$ref": "#/components/schemas/Task"}
    schemas["Task"] = {"type": "object", "required": ["id"], "properties": {"model": {"type": "string"}}}
    get = effective["paths"]["/tasks/{id}"]["get"]
    examples = get["responses"]["200"]["content"]["application/json"]["examples"]
    examples["video-model"] = {"value": {"code": 0, "data": {"id": "t-3", "model": "video"}}}
    assert variants(effective) == ["song", "video"]
    song = extract(effective, "song")
    assert "Task" in song["components"]["schemas"]
    assert song["components"]["schemas"]["CreateRequest"]["$ref"] == "#/components/schemas/SongRequest"
    kept = song["paths"]["/tasks/{id}"]["get"]["responses"]["200"]["content"]["application/json"]["examples"]
    assert list(kept) == ["song-waiting", "song-done"]


def test_the_document_of_a_variant_has_its_own_title(song: dict[str, Any]) -> None:
    """Title and description are the variant's; version and license are the API's."""
    assert song["info"]["title"] == "Toy songs"
    assert song["info"]["description"] == "Songs from words."
    assert song["info"]["version"] == "1.0.0"
