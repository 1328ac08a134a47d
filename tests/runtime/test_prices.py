"""What a request costs by the price table, and what a task's own cost is in dollars."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from gettask_piapi.models import Sora2ProVideoInput, Sora2ProVideoRequest
from hypothesis import given
from hypothesis import strategies as st

import gettask
from gettask import Cost, Estimate, estimate
from gettask._contract.prices import PriceTable

CHARGE = {"size": 1, "fields": [], "first": False, "between": None}
EXAMPLES = Path(__file__).parents[2] / "openapi/piapi/examples"


def table(*charges: dict[str, Any], **rest: Any) -> PriceTable:
    """Return a price table in points."""
    filled = [{**CHARGE, **charge, "prices": [price(**p) for p in charge["prices"]]} for charge in charges]
    base = {"unit": "points", "confidence": "documented", "sources": ["page"], "note": None}
    return PriceTable.of({**base, "charges": filled, "defaults": {}, "limits": {}, "values": {}, **rest})


def price(**given: Any) -> dict[str, Any]:
    return {"when": {}, "up_to": None, "note": None, "confidence": None, "sources": [], **given}


def amounts(quoted: PriceTable, request: dict[str, Any]) -> tuple[float, float] | None:
    """Return the least and the most that a request costs."""
    quote = quoted.quote(request)
    return None if quote is None else (float(quote.amount.least), float(quote.amount.most))


SECONDS = {"per": "second", "fields": ["/length"], "prices": [{"amount": 3}]}
SIZES = {"per": "task", "prices": [{"when": {"/size": "big"}, "amount": 5}, {"amount": 1}]}


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"length": 4}, (12, 12)),
        ({"length": "4s"}, (12, 12)),
        ({"length": [1, 2]}, (6, 6)),
        ({"length": "long"}, None),
        ({"length": True}, None),
        ({"length": -4}, None),
        ({"length": float("inf")}, None),
        ({"length": None}, None),
        ({}, None),
    ],
)
def test_a_number_is_what_the_request_says(
    request_: dict[str, Any], expected: tuple[float, float] | None
) -> None:
    """Numbers, texts such as 4s and lists are counted; anything else is not guessed."""
    assert amounts(table(SECONDS), request_) == expected


def test_a_field_left_out_has_its_default_or_all_values_that_it_can_have() -> None:
    """A default makes one price, limits and values a range."""
    assert amounts(table(SECONDS, defaults={"/length": 2}), {}) == (6, 6)
    assert amounts(table(SECONDS, limits={"/length": [1, 10]}), {}) == (3, 30)
    assert amounts(table(SECONDS, limits={"/length": [1, None]}), {}) is None
    assert amounts(table(SIZES, values={"/size": ["big", "small"]}), {}) == (1, 5)


def test_the_first_price_that_holds_counts() -> None:
    """An open condition leaves the later prices possible, one that holds does not."""
    assert amounts(table(SIZES), {"size": "big"}) == (5, 5)
    assert amounts(table(SIZES), {"size": "small"}) == (1, 1)
    assert amounts(table(SIZES), {}) == (1, 5)


@pytest.mark.parametrize(
    ("condition", "request_", "expected"),
    [
        ({"present": True}, {"n": 1}, 2),
        ({"present": True}, {"n": []}, 1),
        ({"present": False}, {}, 2),
        ({"present": True, "minimum": 2}, {}, 1),
        ({"present": True, "minimum": 2}, {"n": 1}, 1),
        ({"minimum": 2, "maximum": 3}, {"n": 3}, 2),
        ({"minimum": 2, "maximum": 3}, {"n": 4}, 1),
        ([1, "1"], {"n": 1}, 2),
        (1, {"n": True}, 1),
    ],
)
def test_conditions_on_a_field(condition: Any, request_: dict[str, Any], expected: int) -> None:
    """Presence, ranges and lists of values decide which price holds."""
    prices = [{"when": {"/n": condition}, "amount": 2}, {"amount": 1}]
    assert amounts(table({"per": "task", "prices": prices}), request_) == (expected, expected)


def test_charges_are_added() -> None:
    """The cost is the sum of the parts, of which one without a bound leaves none for all."""
    assert amounts(table(SECONDS, SIZES), {"length": 2, "size": "big"}) == (11, 11)
    assert amounts(table(SECONDS, SIZES), {"size": "big"}) is None


def test_a_request_without_a_price_costs_no_guess() -> None:
    """Where no price holds, or none is known, there is no estimate."""
    only_big = {"per": "task", "prices": [{"when": {"/size": "big"}, "amount": 5}]}
    assert amounts(table(only_big), {"size": "small"}) is None
    assert amounts(table({"per": "task", "prices": [{"amount": None}]}), {}) is None
    assert amounts(table({"per": "task", "prices": [{"amount": [1, None]}]}), {}) is None


def test_an_amount_may_be_for_all_of_up_to_so_many() -> None:
    """Steps of a scale are not multiplied; a number between two steps leaves both possible."""
    steps = {
        "per": "pixel",
        "size": 100,
        "fields": ["/w", "/h"],
        "prices": [{"up_to": 1, "amount": 2}, {"up_to": 2, "amount": 4}],
    }
    assert amounts(table(steps), {"w": 10, "h": 10}) == (2, 2)
    assert amounts(table(steps), {"w": 10, "h": 11}) == (4, 4)
    assert amounts(table(steps), {"w": 10, "h": 30}) is None
    assert amounts(table(steps, limits={"/h": [1, 15]}), {"w": 10}) == (2, 4)


def test_parts_of_a_size_may_be_rounded_up() -> None:
    """Nobody says whether 1,500 characters are one and a half thousands or two, so both are possible."""
    text = {"per": "character", "size": 1000, "fields": ["/text"], "prices": [{"amount": 10}]}
    assert amounts(table(text), {"text": "8" * 1500}) == (15, 20)
    assert amounts(table(text), {"text": "8" * 2000}) == (20, 20)


@given(
    st.dictionaries(st.sampled_from(["length", "size"]), st.sampled_from([1, 2.5, "big", "3s", [1], None])),
    st.integers(1, 9),
    st.sampled_from(["big", "small"]),
)
def test_an_estimate_holds_whatever_is_filled_in_later(
    request: dict[str, Any], length: int, size: str
) -> None:
    """What a complete request costs lies within the range of each part of it."""
    quoted = table(SECONDS, SIZES, limits={"/length": [1, 9]}, values={"/size": ["big", "small"]})
    partial = amounts(quoted, request)
    whole = amounts(
        quoted, {"length": length, "size": size, **{k: v for k, v in request.items() if v is not None}}
    )
    if partial is not None:
        assert whole is not None
        assert partial[0] <= whole[0] <= whole[1] <= partial[1]


def test_an_estimate_has_vendor_units_dollars_and_its_evidence() -> None:
    """Prices in dollars become points by the rate of the state table, and name their pages."""
    made = Sora2ProVideoRequest(
        model="sora2",
        task_type="sora2-pro-video",
        input_=Sora2ProVideoInput(prompt="a cat", duration=4, resolution="720p"),
    )
    quoted = estimate(made)
    assert isinstance(quoted, Estimate)
    assert quoted.least == quoted.most == Cost(9600000, "points", Decimal("0.96"))
    assert quoted.exact
    assert str(quoted) == "9600000 points ($0.96)"
    assert (quoted.confidence, quoted.sources) == ("documented", ("Sora 2 Pro, Text to Video",))
    assert estimate(made.to_dict(), api="piapi") == quoted


def test_an_estimate_of_json_needs_an_api_and_where_the_path_says_it_a_variant() -> None:
    """What cannot be told from the JSON is asked for, by name."""
    body = {"model": "v3.1-20260211", "prompt": "a cat", "texture": False, "pbr": False}
    with pytest.raises(ValueError, match="pass api="):
        estimate(body)
    with pytest.raises(ValueError, match="variant='text-to-mdel'"):
        estimate(body, api="tripo", variant="text-to-mdel")
    assert estimate(body, api="tripo") is None
    quoted = estimate(body, api="tripo", variant="text-to-model")
    assert quoted is not None
    assert quoted.most == Cost(10, "credits", Decimal("0.1"))


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("sora2_completed", 3200000),
        ("flux_kontext_completed", 200000),
        ("flux_img2img_pending", 20000),
        ("diffrhythm_pending", 200000),
        ("gemini_pending", 300000),
        ("music-u_completed", 500000),
    ],
)
def test_the_vendor_charged_what_the_table_says(name: str, points: int) -> None:
    """The tasks that pages show and clients recorded cost what their input costs by the table."""
    task = gettask.parse((EXAMPLES / f"{name}.json").read_text("utf-8"), "piapi")
    quoted = estimate(task.body, api="piapi")
    assert task.cost is not None
    assert quoted is not None
    assert task.cost.amount == points
    assert quoted.least.amount <= points <= quoted.most.amount
    assert task.cost == Cost(points, "points", Decimal(points) / 10_000_000)


def test_a_condition_on_presence_takes_a_field_left_out_for_absent() -> None:
    """Three clips are three clips: the single one, which has no default, is not counted beside them."""
    clips = {"input": "task", "animations": ["preset:walk", "preset:run", "preset:jump"]}
    found = estimate(clips, api="tripo", variant="animation-retarget")
    assert found is not None
    assert (found.least.amount, found.most.amount) == (30, 30)
