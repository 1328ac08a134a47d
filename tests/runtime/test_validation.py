"""A request is held against the spec before it is sent and paid."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from gettask import APIS, RequestValidationError, RequestWarning, load
from gettask._validation.request import check_request
from gettask._validation.schema import SchemaChecker
from tests.runtime.harness import Caller, Server, body, reply, some_status

FLUX = {"model": "Qubico/flux1-dev", "task_type": "txt2img", "input": {"prompt": "a dog"}}
VARIANTS = [(api, name) for api in APIS for name, each in load(api).variants.items() if each.example]


def problems(api: str, name: str | None, data: dict[str, Any]) -> list[str]:
    """Return what is wrong with a request, as text."""
    contract = load(api)
    return [str(each) for each in check_request(contract, contract.variants[name] if name else None, data)]


@pytest.mark.parametrize(("api", "name"), VARIANTS)
def test_the_example_of_each_variant_is_flawless(api: str, name: str) -> None:
    """What the spec itself gives as a request meets neither refusal nor warning."""
    example = load(api).variants[name].example
    assert example is not None
    assert problems(api, name, dict(example)) == []


@pytest.mark.parametrize(("api", "name"), VARIANTS)
def test_a_misspelt_field_is_named_with_what_it_may_stand_for(api: str, name: str) -> None:
    """Of each variant, any field of its example that loses a letter is found, wherever it stands."""
    example = load(api).variants[name].example
    data = json.loads(json.dumps(example))
    place = data["input"] if isinstance(data.get("input"), dict) and data["input"] else data
    field = max(place, key=len)
    place[f"{field[0]}{field[2:]}x"] = place.pop(field)
    assert any(f"did you mean {field}" in each for each in problems(api, name, data)), problems(
        api, name, data
    )


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (
            {"input": {"promt": "dog"}},
            ["/input/prompt: is missing", "/input/promt: unknown field; did you mean prompt?"],
        ),
        ({"input": {"prompt": 5}}, ["/input/prompt: expected string, got 5"]),
        ({"input": {"prompt": "x", "steps": "4"}}, None),
        ({"config": {"webhook_config": 1}}, None),
        ({"input": []}, ["/input: expected object, got []"]),
        ({"model": "kling"}, None),
    ],
)
def test_a_wrong_field_is_named_with_its_place(data: dict[str, Any], found: list[str] | None) -> None:
    """Each problem has its pointer, and what would fit."""
    seen = problems("piapi", "flux", FLUX | data)
    assert seen
    assert found is None or seen == found


def test_a_value_that_the_vendor_retires_is_warned_of_with_the_day() -> None:
    """It is sent all the same; a live value meets nothing."""
    data = {"prompt": "a dog", "model": "chat_image_1"}
    contract = load("tripo")
    found = check_request(contract, contract.variants["text-to-image"], data)
    assert [(str(each), each.fatal) for each in found] == [
        ('/model: "chat_image_1" is retired as of 2026-10-23', False)
    ]
    assert problems("tripo", "text-to-image", data | {"model": "chat_image_2"}) == []


def test_a_body_of_another_variant_is_refused_with_the_name_of_its_own() -> None:
    """Flux's body as kling orders neither of them by mistake."""
    (problem,) = problems("piapi", "kling", FLUX)
    assert "kling cannot be created with model='Qubico/flux1-dev', task_type='txt2img'" in problem
    assert "which creates flux" in problem


@pytest.mark.parametrize(
    "keyword", ["minimum", "maximum", "minLength", "maxItems", "pattern", "not", "oneOf"]
)
def test_every_keyword_can_fail(keyword: str) -> None:
    """No limit of a spec is read without effect."""
    cases: dict[str, tuple[Any, Any, Any]] = {
        "minimum": (2, 3, 1),
        "maximum": (2, 1, 3),
        "minLength": (2, "ab", "a"),
        "maxItems": (1, [1], [1, 2]),
        "pattern": ("^a", "ab", "b"),
        "not": ({"pattern": "^data:"}, "https://x", "data:x"),
        "oneOf": ([{"required": ["a"]}, {"required": ["b"]}], {"a": 1}, {"a": 1, "b": 2}),
    }
    limit, right, wrong = cases[keyword]
    checker = SchemaChecker({"X": {keyword: limit}})
    schema = {"$ref": "#/components/schemas/X"}
    assert checker.check(right, schema) == []
    assert [each.fatal for each in checker.check(wrong, schema)] == [True]


def test_a_value_beyond_an_open_enum_is_a_warning_and_beyond_another_a_refusal() -> None:
    """Vendors add models before the spec has them; a closed list is closed."""
    for is_open in (True, False):
        (problem,) = SchemaChecker({}).check("v4", {"enum": ["v3"], "x-open-enum": is_open})
        assert problem.fatal is not is_open


def test_what_no_page_states_is_a_warning_and_a_page_within_it_refuses() -> None:
    """The nearest mark of confidence counts; a choice is made by what fits, whatever is known of it."""
    inner = {"type": "integer", "maximum": 5}
    documented = inner | {"x-confidence": "documented"}
    schema: dict[str, Any] = {
        "x-confidence": "reported",
        "required": ["c"],
        "properties": {"a": inner, "b": documented, "c": {"anyOf": [{"type": "string"}, inner]}},
    }
    found = SchemaChecker({}).check({"a": 9, "b": 9}, schema)
    assert {each.pointer: each.refuses for each in found} == {"/a": False, "/b": True, "/c": False}
    assert "(reported, not documented)" in str(found[0])
    assert SchemaChecker({}).check({"c": 3}, schema) == SchemaChecker({}).check({"c": "x"}, schema) == []


def created(api: str) -> Server:
    """Return a server that creates every task."""
    return Server(reply(body(api, some_status(api, "queued"), task_id="new")))


def test_a_refused_request_is_not_sent(open_client: Callable[..., Caller]) -> None:
    """The error lists what is wrong and says how to send it all the same; no byte has left."""
    server = created("piapi")
    with pytest.raises(RequestValidationError, match="force=True") as caught:
        open_client("piapi", server).create(FLUX | {"input": {"prompt": 5}})
    assert caught.value.problems == ("/input/prompt: expected string, got 5",)
    assert not caught.value.outcome_unknown
    assert server.requests == []
    assert open_client("piapi", server).create(FLUX | {"input": {"prompt": 5}}, force=True).id == "new"


def test_a_doubtful_request_is_sent_with_a_warning_unless_strict(open_client: Callable[..., Caller]) -> None:
    """A field that the vendor may have added costs a warning that names it, at the caller's line."""
    server = created("piapi")
    client = open_client("piapi", server)
    doubtful = FLUX | {"input": {"prompt": "a dog", "sed": 5}}
    with pytest.warns(RequestWarning, match="/input/sed: unknown field; did you mean seed"):
        assert client.create(doubtful).id == "new"
    with pytest.raises(RequestValidationError, match="/input/sed"):
        client.create(doubtful, strict=True)
    assert len(server.requests) == 1


def test_a_model_that_creates_something_else_is_refused(open_client: Callable[..., Caller]) -> None:
    """`variant=` that contradicts the class of the request is not an order."""
    request = load("piapi").model("FluxTxt2ImgRequest").from_dict(FLUX)
    with pytest.raises(RequestValidationError, match="FluxTxt2ImgRequest does not create kling"):
        open_client("piapi", created("piapi")).create(request, variant="kling")
    assert open_client("piapi", created("piapi")).create(request).id == "new"


def test_a_task_type_of_no_variant_is_a_warning(open_client: Callable[..., Caller]) -> None:
    """What the spec does not know at all may be new: it is sent, with what it may have meant."""
    with pytest.warns(RequestWarning, match="did you mean Qubico/flux1-dev/txt2img"):
        assert open_client("piapi", created("piapi")).create(FLUX | {"task_type": "txt2imgg"}).id == "new"
