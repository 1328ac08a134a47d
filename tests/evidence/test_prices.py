"""The price tables: what client and mock make of them, and what the pages of the vendors say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from codegen.sources.loader import load
from gettask import estimate
from gettask.mock.costs import cost
from gettask.mock.spec.api import Api, installed
from gettask.mock.spec.operation import Action, ParsedBody
from gettask.mock.spec.pointer import drop, put


class Order(NamedTuple):
    """A request that its table prices: an example of a request, which others are made of."""

    api: Api
    variant: str
    request: ParsedBody
    fields: tuple[str, ...]
    """Where the price looks."""


def fields_of(charges: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the pointers of what prices depend on."""
    for charge in charges:
        count = charge.get("count", [])
        count = count.get("first", []) if isinstance(count, dict) else count
        yield from [count] if isinstance(count, str) else count
        for price in charge["prices"]:
            yield from price.get("when", {})


def orders() -> Iterator[Order]:
    """Yield the first example of each request with a price table."""
    seen = set()
    for api in installed().values():
        for operation in api.operations:
            body = operation.body if operation.action is Action.CREATE else None
            for example in body.examples if body else ():
                parsed = body.match(example) if body else None
                assert isinstance(parsed, ParsedBody)
                flat, variant = api.document.flat(parsed.schema), api.variant_of(parsed.schema)
                if "x-cost" in flat and variant and id(flat) not in seen:
                    seen.add(id(flat))
                    yield Order(
                        api, variant, parsed, tuple(dict.fromkeys(fields_of(flat["x-cost"]["charges"])))
                    )


ORDERS = list(orders())


def values(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Draw values of a field; only some may be valid."""
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    match schema.get("type"):
        case "boolean":
            return st.booleans()
        case "integer" | "number":
            low, high = schema.get("minimum", 1), schema.get("maximum", 2000)
            numbers: st.SearchStrategy[Any] = st.integers(int(low), int(high))
            return (
                numbers | st.floats(low, high).map(lambda n: round(n, 2))
                if schema["type"] == "number"
                else numbers
            )
        case "array":
            return st.lists(
                st.sampled_from(schema.get("examples", [["https://example.com/a.mp4"]])[0]), max_size=5
            )
        case _:
            return st.sampled_from(["", "a", "8s", "12", "hello " * 300, "https://example.com/a.mp4"])


@st.composite
def requests(draw: st.DrawFn) -> tuple[Order, dict[str, Any]]:
    """Draw a request: all on which its price depends is something else, or left out."""
    order = draw(st.sampled_from(ORDERS))
    body: dict[str, Any] = deepcopy(order.request.value)
    for at in (at for at in order.fields if "*" not in at):
        field = order.api.document.flat(order.api.document.schema_at(order.request.schema, at))
        value = draw(values(field) | st.sampled_from([None, ...]))
        drop(body, at)
        if value is not ...:
            put(body, at, value)
    for items, _, name in (at.partition("/*/") for at in order.fields if "*" in at):
        lengths = draw(st.lists(st.integers(0, 15) | st.sampled_from([2.5, "3", None, ...]), max_size=4))
        put(body, items, [{} if value is ... else {name: value} for value in lengths])
    return order, body


@settings(max_examples=600)
@given(requests())
def test_the_mock_charges_what_the_client_estimates(drawn: tuple[Order, dict[str, Any]]) -> None:
    """Two readers of one table, each by itself: where the client knows a range, the charge is in it."""
    order, body = drawn
    expected = estimate(body, api=order.api.name, variant=order.variant)
    charged = cost(order.api.document, order.request.schema, body, order.api.lifecycle.rate)
    event("priced" if expected else "open")
    if expected is not None:
        assert charged.whole
        assert round(expected.least.amount, 2) <= charged.amount <= round(expected.most.amount, 2)


@pytest.mark.parametrize(
    "number",
    [10**400, 1e308, math.inf, math.nan, "9" * 400],
    ids=["integer", "float", "infinite", "none", "text"],
)
def test_a_number_beyond_all_bounds_has_no_price(number: Any) -> None:
    """Whatever a request counts by, neither reader of the table breaks, and no amount is infinite."""
    for order in ORDERS:
        for at in order.fields:
            body = deepcopy(order.request.value)
            put(body, at.partition("/*")[0], number)
            expected = estimate(body, api=order.api.name, variant=order.variant)
            charged = cost(order.api.document, order.request.schema, body, order.api.lifecycle.rate)
            assert math.isfinite(charged.amount), (order.variant, at)
            assert expected is None or expected.most.amount < math.inf, (order.variant, at)


def test_every_price_table_is_tried() -> None:
    """The tables of the test above are all that there are."""
    tables = {
        (api.name, str(flat["x-cost"]["charges"]))
        for api in installed().values()
        for flat in api.spec["components"]["schemas"].values()
        if "x-cost" in flat
    }
    tried = {(o.api.name, str(o.api.document.flat(o.request.schema)["x-cost"]["charges"])) for o in ORDERS}
    assert tried == tables


ROWS = load(Path(__file__).with_name("prices.yaml")).data
TAGS = ("model", "task_type")


def estimated(api: str, row: dict[str, Any]) -> list[float] | None:
    """Return the least and the most of the row's request, in dollars for PiAPI."""
    fields = dict(row)
    variant = fields.pop("variant", None)
    if variant is None:
        tags = {name: fields.pop(name) for name in TAGS}
        fields = {**tags, "input": fields}
    found = estimate(fields, api=api, variant=variant)
    if found is None:
        return None
    ends = (found.least, found.most)
    return [float(end.usd or 0) if variant is None else float(end.amount) for end in ends]


@pytest.mark.parametrize("api", ROWS)
def test_estimates_are_the_prices_of_the_pages(api: str) -> None:
    """Row by row, and where no source has a price there is no estimate."""
    wrong = []
    for row, price in ROWS[api]:
        ends = price if isinstance(price, list) else [price, price]
        expected = None if price is None else [float(Decimal(str(end))) for end in ends]
        if (found := estimated(api, row)) != expected:
            wrong.append((row, found, expected))
    assert wrong == []


@pytest.mark.parametrize("api", ROWS)
def test_every_price_table_has_a_row(api: str) -> None:
    """Each kind of request with a table has its prices read off a page."""
    read = {row.get("variant") or row["task_type"] for row, _ in ROWS[api]}
    kinds = {o.request.value.get("task_type") or o.variant for o in ORDERS if o.api.name == api}
    assert kinds <= read
