"""What is made for the tools of others says what the state table says, and is where it is said to be."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from codegen.document.lifecycle import lifecycles
from codegen.emit import formats
from codegen.emit.aep151 import aep151
from codegen.emit.asyncapi import asyncapi
from codegen.emit.portable import VERSIONS
from codegen.emit.speakeasy import speakeasy
from codegen.sources.loader import load
from codegen.sources.overlay import apply

ROOT = Path(__file__).parents[2]
APIS = sorted(path.stem for path in (ROOT / "generated/openapi").glob("*.yaml"))


@cache
def effective(api: str) -> dict[str, Any]:
    """Return the effective document of an API."""
    (path,) = (ROOT / f"generated/gettask-{api}").glob("*/openapi.json")
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return document


@cache
def contract(api: str) -> dict[str, Any]:
    """Return the contract of an API."""
    (path,) = (ROOT / f"generated/gettask-{api}").glob("*/contract.json")
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


POSTING = [api for api in APIS if "webhooks" in effective(api)]


@pytest.mark.parametrize("api", APIS)
def test_what_is_written_is_where_it_is_named(api: str) -> None:
    """So a file of an API that has changed is made again, and one of another is kept."""
    there = {p.relative_to(ROOT / "generated").as_posix() for p in (ROOT / "generated").glob(f"*/*/{api}*")}
    there |= {
        p.relative_to(ROOT / "generated").as_posix() for p in (ROOT / "generated").glob(f"*/{api}.yaml")
    }
    named = {name for name in formats.names(api) if (ROOT / "generated" / name).exists()}
    ours = {name for name in there if re.search(rf"/{re.escape(api)}(\.|$)", name)}
    assert {name for name in ours if not name.startswith(("openapi", "documented", "gettask"))} == named
    assert named >= {f"portable/{version}/{api}.json" for version in VERSIONS}


@pytest.mark.parametrize("dialect", [*formats.DIALECTS])
@pytest.mark.parametrize("api", APIS)
def test_each_overlay_fits_the_document_that_it_extends(api: str, dialect: str) -> None:
    """Every target is there, nothing else changes, and what is in doubt about the form is in the file."""
    path = ROOT / f"generated/dialects/{dialect}/{api}.overlay.yaml"
    if not path.exists():  # the status stands in no body, or nothing creates a task
        assert formats.DIALECTS[dialect](effective(api), contract(api), "") is None
        return
    overlay = load(path)
    document = load((path.parent / overlay.data["extends"]).resolve()).data
    applied = apply(json.loads(json.dumps(document)), overlay).data
    added = {name for action in overlay.data["actions"] for name in action["update"]}
    assert all(name.startswith("x-") for name in added)
    for item in applied["paths"].values():
        for operation in item.values():
            for name in added & operation.keys() if isinstance(operation, dict) else ():
                del operation[name]
    assert applied == document
    assert overlay.data["info"]["x-unconfirmed"]


@pytest.mark.parametrize("api", APIS)
def test_polling_in_the_words_of_speakeasy_ends_as_the_table_does(api: str) -> None:
    """Each spelling of a status that a reply may have is a success, a failure, or neither."""
    made = speakeasy(effective(api), contract(api), "")
    if made is None:
        return
    (polling,) = made["actions"][0]["update"]["x-speakeasy-polling"]
    for status, entry in next(iter(lifecycles(effective(api)))).table["statuses"].items():
        success = [c for c in polling["successCriteria"] if _holds(c, status)]
        failure = [c for c in polling.get("failureCriteria", []) if _holds(c, status)]
        assert bool(success) == (entry["phase"] == "succeeded"), status
        assert bool(failure) == (entry["terminal"] and entry["phase"] != "succeeded"), status


def _holds(criterion: dict[str, str], status: str) -> bool:
    if "context" in criterion:
        return re.search(criterion["condition"], status) is not None
    return criterion["condition"].endswith(f'== "{status}"')


@pytest.mark.parametrize("api", APIS)
def test_each_create_is_a_long_running_operation_of_aep_151(api: str) -> None:
    """And what it refers to is in the document."""
    made = aep151(effective(api), contract(api), "")
    creates = {variant["create"] for variant in contract(api)["variants"].values()} - {None}
    assert made is not None
    assert len(made["actions"]) == len(creates)
    for action in made["actions"]:
        ref = action["update"]["x-aep-long-running-operation"]["response"]["$ref"]
        node: Any = effective(api)
        for token in ref.removeprefix("#/").split("/"):
            node = node[token.replace("~1", "/").replace("~0", "~")]


@pytest.mark.parametrize("api", POSTING)
def test_each_webhook_is_a_message_whose_examples_fit(api: str) -> None:
    """The address is the receiver's; what is about a task names its id, where every example has it."""
    made = asyncapi(effective(api), contract(api))
    assert made is not None
    assert made["channels"].keys() == made["components"]["messages"].keys()
    assert len(made["operations"]) == len(effective(api)["webhooks"])
    registry = jsonschema_rs.Registry([("urn:made", made)])
    for name, message in made["components"]["messages"].items():
        assert made["channels"][name]["address"] is None
        schema = {"$ref": f"urn:made#/components/messages/{name}/payload"}
        validator = jsonschema_rs.Draft202012Validator(schema, registry=registry)
        for example in message.get("examples", []):
            assert [error.message for error in validator.iter_errors(example["payload"])] == []
            place = message["correlationId"]["location"].removeprefix("$message.payload#/").split("/")
            value = example["payload"]
            for token in place:
                value = value[token]
            assert isinstance(value, str)


def test_an_api_that_posts_nothing_has_no_messages() -> None:
    """None of its own, and no file."""
    for api in {*APIS} - {*POSTING}:
        assert asyncapi(effective(api), contract(api)) is None
        assert not (ROOT / f"generated/asyncapi/{api}.yaml").exists()
