"""The task model of each request, and the union of all task models, in the committed packages."""

from __future__ import annotations

import importlib
import json
import tomllib
from typing import Annotated, Any, get_args, get_origin

import pytest

from codegen.document.dispatch import choose
from codegen.document.walk import follow
from codegen.emit.emit import package_name
from tests.generated.test_documented_bodies import APIS, GENERATED, REQUESTS, Example


def contract(api: str) -> Any:
    """Return what the package of an API says of it as data."""
    path = GENERATED / f"gettask-{api}" / package_name(api) / "contract.json"
    return json.loads(path.read_text("utf-8"))


def models(api: str) -> Any:
    """Return the models of an API."""
    return importlib.import_module(f"{package_name(api)}.models")


@pytest.mark.parametrize("example", REQUESTS, ids=lambda e: e.name)
def test_a_request_that_creates_a_task_names_its_model(example: Example) -> None:
    """The model is the one whose dispatch values, in the contract, are those of the request."""
    union = (
        example.schema if "x-dispatch" in example.schema.value else follow(example.document, example.schema)
    )
    member = choose(example.document, union, example.body)
    assert member is not None
    api = example.package.removeprefix("gettask_").replace("_", "-")
    data = contract(api)
    variant = next((v for v in data["variants"].values() if member.name in v["requests"]), None)
    if variant is None:  # an upload creates no task
        return
    request = getattr(models(api), member.name).from_dict(example.body)
    values = [example.body.get(name) for name in data["dispatch"]["properties"]]
    matching = [m["name"] for m in variant["models"] if values in m["match"]]
    expected = matching or [variant["models"][0]["name"]]
    assert [request.task_model().__name__] == expected[:1]


@pytest.mark.parametrize("api", APIS)
def test_every_request_of_the_contract_has_a_task_model(api: str) -> None:
    """What a client can create has a typed result."""
    for variant in contract(api)["variants"].values():
        for name in variant["requests"]:
            assert "task_model" in vars(getattr(models(api), name)), name


@pytest.mark.parametrize("api", APIS)
def test_any_task_is_the_union_of_all_task_models(api: str) -> None:
    """Every model that the contract names for a task, and the fallback, is in `AnyTask`."""
    data = contract(api)
    named = {model["name"] for variant in data["variants"].values() for model in variant["models"]}
    named |= {data["dispatch"]["fallback"]} - {None}
    alias = models(api).AnyTask  # annotated with how to tell the members apart, if there are several
    union = get_args(alias)[0] if get_origin(alias) is Annotated else alias
    assert {member.__name__ for member in get_args(union) or (union,)} == named


@pytest.mark.parametrize("api", APIS)
def test_a_package_registers_its_api(api: str) -> None:
    """The entry point `gettask.apis` names the package, so that an installed API is found by its name."""
    text = (GENERATED / f"gettask-{api}" / "pyproject.toml").read_text("utf-8")
    assert tomllib.loads(text)["project"]["entry-points"]["gettask.apis"] == {api: package_name(api)}
