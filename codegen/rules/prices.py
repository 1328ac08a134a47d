"""Prices: `x-cost` against the request that it stands on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from codegen.document.lifecycle import lifecycles
from codegen.document.prices import conditions, counted
from codegen.document.walk import Node, at
from codegen.rules.keywords import possible, quoted, types_of
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import join, tokens


@rule("cost-place", "effective", hint="move x-cost to the request that creates the task")
def _place(spec: Spec) -> Messages:
    """`x-cost` or `x-deprecated` on a schema that is not a request of a variant.

    Clients, mock and pages look for both on the request that creates a task.
    """
    requests, _ = spec.sides
    for pointer, _, value in spec.schemas:
        for name in value.keys() & {"x-cost", "x-deprecated"}:
            if pointer not in requests or "x-variant" not in value:
                yield join(pointer, name), "this is not a request that creates a task"
        if "x-deprecated" in value and not value.get("deprecated"):
            yield join(pointer, "x-deprecated"), "the request is not deprecated"


@rule("cost-unit", "effective", hint="write USD, or the unit of the cost in the state table")
def _unit(spec: Spec) -> Messages:
    """Prices in a unit that is not the state table's, or in USD without a rate.

    Nobody could tell what a task costs in the unit that its body states.
    """
    table = next((found.table for found in lifecycles(spec.document)), {})
    cost = table.get("fields", {}).get("cost", {})
    units = {value["unit"] for _, value in _costs(spec)} - {"USD"}
    if "unit" in cost and len(units) == 1 and cost["unit"] not in units:
        # All prices against the table: the table is wrong.
        lifecycle = next(found.pointer for found in lifecycles(spec.document))
        yield (
            f"{lifecycle}/fields/cost/unit",
            f"{cost['unit']!r} is not the unit of the prices, {units.pop()!r}",
        )
        return
    for pointer, value in _costs(spec):
        known = {cost.get("unit"), *(["USD"] if "rate" in cost else [])}
        if value["unit"] not in known:
            rate = "" if value["unit"] != "USD" else "; the state table has no rate of USD"
            yield (
                join(pointer, "unit"),
                f"{value['unit']!r} is not the unit of the cost, {cost.get('unit')!r}{rate}",
            )


@rule("cost-field", "effective", hint="mend the pointer; it begins at the body of the request")
def _field(spec: Spec) -> Messages:
    """A price that depends on a field that the request does not have, or that counts what has no number.

    The price would never hold, and an estimate would be wrong without a word.
    """
    for pointer, value in _costs(spec):
        request = Node(pointer.rpartition("/")[0], "schema", _at(spec, pointer))
        for i, charge in enumerate(value["charges"]):
            where = join(pointer, "charges", i)
            for name in counted(charge):
                fields = at(spec.document, request, tokens(name))
                kinds = {kind for field in fields for kind in types_of(field.value)}
                if not fields:
                    yield join(where, "count"), f"the request has no field {name!r}"
                elif kinds and not kinds & {"integer", "number", "string", "array"}:
                    yield join(where, "count"), f"{name!r} has no number and no length: it is {quoted(kinds)}"
            for j, name, _ in conditions(charge):
                if not at(spec.document, request, tokens(name)):
                    yield join(where, "prices", j, "when", name), f"the request has no field {name!r}"


@rule("cost-value", "effective", hint="write a value that the field can have")
def _value(spec: Spec) -> Messages:
    """A price for a value that the field of the request cannot have.

    The price would never hold: the value is misspelt, or the vendor has renamed it.
    """
    for pointer, value in _costs(spec):
        request = Node(pointer.rpartition("/")[0], "schema", _at(spec, pointer))
        for i, charge in enumerate(value["charges"]):
            for j, name, condition in conditions(charge):
                where = join(pointer, "charges", i, "prices", j, "when", name)
                fields = at(spec.document, request, tokens(name))
                wanted = condition if isinstance(condition, list) else [condition]
                for each in wanted if fields and not isinstance(condition, dict) else []:
                    if not possible(fields, each):
                        yield where, f"{name!r} cannot be {each!r}"


@rule("cost-source", "effective", hint="name the page, or say x-confidence: observed, reported or inferred")
def _source(spec: Spec) -> Messages:
    """A price that counts as documented, and whose sources hold no page of the vendor.

    A price that a client noted is worth less than one that the vendor states.
    """
    registry = spec.document.get("info", {}).get("x-sources", {})
    for pointer, value in _costs(spec):
        parts = [(pointer, value)]
        parts += [
            (join(pointer, "charges", i, "prices", j), price)
            for i, charge in enumerate(value["charges"])
            for j, price in enumerate(charge["prices"])
        ]
        for where, part in parts:
            known = part.get("x-confidence", value.get("x-confidence", "documented"))
            kinds = {registry[name]["kind"] for name in part.get("x-sources", []) if name in registry}
            if known == "documented" and kinds and not kinds & {"page", "openapi"}:
                yield join(where, "x-sources"), "no page of the vendor is among the sources"


@rule("cost-reach", "effective", hint="put the price with fewer conditions last, or correct a condition")
def _reach(spec: Spec) -> Messages:
    """A price that holds whenever a later one does, or a range that runs backwards.

    The first price that holds counts, so the later one never does.
    """
    for pointer, value in _costs(spec):
        for i, charge in enumerate(value["charges"]):
            where, prices = join(pointer, "charges", i), charge["prices"]
            for j, price in enumerate(prices):
                if price.keys().isdisjoint({"when", "up-to"}) and j < len(prices) - 1:
                    yield join(where, "prices", j), "this price always holds, so those after it never do"
                    break
                if j and any(_covers(earlier, price) for earlier in prices[:j]):
                    at_fault = join(where, "prices", j, "when" if "when" in price else "up-to")
                    yield at_fault, "an earlier price holds whenever this one does"
            for j, price in enumerate(prices):
                amount = price["amount"]
                if isinstance(amount, list) and None not in amount and amount[0] >= amount[1]:
                    yield join(where, "prices", j, "amount"), f"{amount[0]:g} is not below {amount[1]:g}"
            count = charge.get("count")
            if isinstance(count, dict) and "least" in count and count["least"] > count["most"]:
                yield join(where, "count"), "the least is above the most"


def _covers(earlier: dict[str, Any], later: dict[str, Any]) -> bool:
    """Whether a price holds for all that a later one holds for."""
    if "up-to" in earlier and not earlier["up-to"] >= later.get("up-to", float("inf")):
        return False
    conditions = later.get("when", {})
    return all(
        name in conditions and _covers_condition(condition, conditions[name])
        for name, condition in earlier.get("when", {}).items()
    )


def _covers_condition(one: Any, other: Any) -> bool:
    if isinstance(one, dict) or isinstance(other, dict):
        return bool(one == other)
    listed = [each if isinstance(each, list) else [each] for each in (one, other)]
    return {*map(json.dumps, listed[1])} <= {*map(json.dumps, listed[0])}


def _costs(spec: Spec) -> Iterator[tuple[str, Any]]:
    for pointer, _, value in spec.schemas:
        if "x-cost" in value:
            yield join(pointer, "x-cost"), value["x-cost"]


def _at(spec: Spec, pointer: str) -> Any:
    parent = pointer.rpartition("/")[0]
    return next(value for where, _, value in spec.schemas if where == parent)
