"""Every body that was ever found, by name: the specs describe it, and the clients lose nothing of it."""

from __future__ import annotations

import importlib
import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

import gettask
from codegen.document.names import snake_case
from codegen.document.walk import Node, follow, operations
from codegen.emit.emit import package_name
from codegen.rules.validation import Validators
from codegen.sources.loader import load
from codegen.sources.pointers import join

HERE = Path(__file__).parent
GENERATED = HERE.parents[1] / "generated/openapi"
SOURCES: dict[str, dict[str, Any]] = load(HERE / "sources.yaml").data
BODIES = [name for name, source in SOURCES.items() if "exception" not in source]
TASKS = [
    name for name in BODIES if "variant" in SOURCES[name]["reply"] and SOURCES[name]["class"] != "CreatedTask"
]
EXCEPTIONS = [name for name, source in SOURCES.items() if "exception" in source]
UNFIT = [name for name in EXCEPTIONS if "reply" in SOURCES[name]]
SKELETONS = [name for name in EXCEPTIONS if name.endswith(".jsonc")]
ELSEWHERE = [name for name in EXCEPTIONS if "operation" in SOURCES[name]["exception"]]


def text(name: str) -> str:
    """Return a body as it stands in its file."""
    return (HERE / "bodies" / name).read_text("utf-8")


@cache
def document(name: str) -> Any:
    """Return an effective document: of an API, or of one variant."""
    return load(GENERATED / f"{name}.yaml").data


@cache
def validators(name: str) -> Validators:
    """Return the validators of an effective document."""
    return Validators(document(name))


def problem(name: str) -> str:
    """Return what keeps a body from being the reply that its source says it is."""
    reply = SOURCES[name]["reply"]
    spec = "/".join(filter(None, [reply["api"], reply.get("variant")]))
    (operation,) = (o for o in operations(document(spec)) if o.value["operationId"] == reply["operation"])
    where = join(operation.pointer, "responses", reply["status"])
    response = follow(document(spec), Node(where, "response", operation.value["responses"][reply["status"]]))
    schema = join(response.pointer, "content", "application/json", "schema")
    return "; ".join(validators(spec).problems(schema, json.loads(text(name))).values())


def decoded(name: str) -> Any:
    """Return what the client makes of a body."""
    reply = SOURCES[name]["reply"]
    package = package_name(reply["api"])
    operation = next(
        o for o in operations(document(reply["api"])) if o.value["operationId"] == reply["operation"]
    )
    (tag, *_) = operation.value.get("tags", ["default"])
    module = f"{package}.api.{snake_case(tag)}.{snake_case(reply['operation'])}"
    client = importlib.import_module(f"{package}.client").Client("https://example.com")
    response = httpx.Response(int(reply["status"]), content=text(name))
    return importlib.import_module(module)._parse_response(client=client, response=response)


def test_every_body_has_a_source_and_every_source_a_body() -> None:
    """No body is without a word on where it comes from."""
    found = {p.relative_to(HERE / "bodies").as_posix() for p in (HERE / "bodies").rglob("*") if p.is_file()}
    assert found == SOURCES.keys()
    assert sorted(EXCEPTIONS) == sorted([*UNFIT, *SKELETONS, *ELSEWHERE])
    for source in SOURCES.values():
        assert source["source"]
        assert source["kind"] in ("page", "openapi", "client", "recorded", "third-party")
        assert source.get("exception", {"reason": "none"})["reason"]


def test_every_example_file_is_one_of_the_bodies() -> None:
    """Nothing in openapi/*/examples was made up."""
    files = (HERE.parents[1] / "openapi").glob("*/examples/*.json")
    known = [json.loads(text(name)) for name in SOURCES if name not in SKELETONS]
    assert [path.name for path in files if json.loads(path.read_text("utf-8")) not in known] == []


@pytest.mark.parametrize("name", BODIES)
def test_a_body_fits_the_effective_spec_of_its_variant(name: str) -> None:
    """What was published or recorded is a valid reply of the operation that it came from."""
    assert problem(name) == ""


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_decoded_to_its_class_and_written_back_unchanged(name: str) -> None:
    """The client knows whose it is, and gives the JSON back as it came."""
    reply = decoded(name)
    data = getattr(reply, "data", reply)
    assert type(reply if isinstance(data, list) else data).__name__ == SOURCES[name]["class"]
    assert reply.to_dict() == json.loads(text(name))


@pytest.mark.parametrize("name", TASKS)
def test_the_runtime_takes_a_body_for_the_same_task(name: str) -> None:
    """Variant and model are those that the specs give it."""
    reply = SOURCES[name]["reply"]
    task = gettask.parse(json.loads(text(name)), api=reply["api"])
    assert task.variant == (reply["variant"] if reply.get("told", True) else None)
    assert type(task.data).__name__ == SOURCES[name]["class"]


@pytest.mark.parametrize("name", UNFIT)
def test_an_exception_does_not_fit_what_it_resembles(name: str) -> None:
    """If the spec described it, it would be no exception."""
    assert problem(name) != ""


@pytest.mark.parametrize("name", SKELETONS)
def test_a_skeleton_is_no_json(name: str) -> None:
    """A comment stands in it."""
    with pytest.raises(json.JSONDecodeError):
        json.loads(text(name))


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_body_of_another_surface_has_no_operation_here(name: str) -> None:
    """The specs do not have the path that it came from."""
    for api in sorted(path.stem for path in GENERATED.glob("*.yaml")):
        bases = {urlsplit(server["url"]).path.rstrip("/") for server in document(api)["servers"]}
        paths = {f"{o.method.upper()} {b}{o.path}" for o in operations(document(api)) for b in bases}
        assert SOURCES[name]["exception"]["operation"] not in paths
