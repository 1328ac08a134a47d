"""What a task costs by the price table of its request, `x-cost`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, TypeGuard

from gettask.mock.spec.document import Document, Schema
from gettask.mock.spec.pointer import MISSING, get

MOST_CHOICES = 200
LEAST = ("minimum", "minItems", "minLength")
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*s?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PriceTable:
    """The prices of one request."""

    document: Document
    schema: Any
    """The schema of the request."""
    charges: Sequence[Mapping[str, Any]]

    def cost(self, body: Mapping[str, Any]) -> tuple[float, bool]:
        """The least that a request costs, and whether all of it has a price.

        Fields that are left out without a default have the first values by which all of it does.
        """
        conditions = [
            item
            for charge in self.charges
            for price in charge["prices"]
            for item in price.get("when", {}).items()
        ]
        values = {at: self._value(at, body) for at, _ in conditions}
        left_out: dict[str, list[Any]] = {}
        for at, wanted in conditions:
            if values[at] is MISSING and not _asks_for_presence(wanted):
                field = self._field(at)
                left_out[at] = (
                    [False, True] if field.get("type") == "boolean" else field.get("enum") or [MISSING]
                )
        known = 0.0
        for chosen in islice(product(*left_out.values()), MOST_CHOICES):
            assumed = values | dict(zip(left_out, chosen, strict=True))
            amounts = [self._charge(charge, body, assumed) for charge in self.charges]
            known = max(known, math.fsum(amount or 0 for amount in amounts))
            if None not in amounts:
                return math.fsum(amount or 0 for amount in amounts), True
        return known, False

    def _charge(
        self, charge: Mapping[str, Any], body: Mapping[str, Any], values: Mapping[str, Any]
    ) -> float | None:
        number = 1.0 if charge["per"] == "task" else self._number(charge.get("count"), body, charge["per"])
        number /= charge.get("size", 1)
        for price in charge["prices"]:
            if not all(_holds(wanted, values[at]) for at, wanted in price.get("when", {}).items()):
                continue
            step = price.get("up-to")
            if step is not None and number > step:
                continue
            listed = price["amount"]
            amount: float | None = listed[0] if isinstance(listed, list) else listed
            return amount if amount is None or step is not None else amount * number
        return None

    def _field(self, at: str) -> Schema:
        return self.document.flat(self.document.schema_at(self.schema, at))

    def _value(self, at: str, body: Mapping[str, Any]) -> Any:
        value = get(body, at)
        if value is not MISSING and value is not None:
            return value
        return self._field(at).get("default", MISSING)

    def _number(self, count: Any, body: Mapping[str, Any], per: str) -> float:
        """How many a request asks for; if it does not say, the least that is possible, but one at least."""
        if isinstance(count, list):
            return math.prod(self._number(each, body, per) for each in count)
        if isinstance(count, dict) and "first" in count:
            there = (
                at
                for at in count["first"]
                if get(body, at.partition("/*/")[0]) not in (MISSING, None, "", [])
            )
            return self._number(next(there, count["first"][-1]), body, per)
        if isinstance(count, dict):
            return float(min(max(count["least"], 1), count["most"]))
        if count is not None and "/*/" in count:
            items = get(body, count.partition("/*/")[0])
            places = range(len(items)) if isinstance(items, list) else ()
            return math.fsum(self._number(count.replace("*", str(i), 1), body, per) for i in places)
        value = MISSING if count is None else self._value(count, body)
        if isinstance(value, list) or (isinstance(value, str) and per == "character"):
            return len(value)
        if isinstance(value, str) and (found := NUMBER.fullmatch(value)):
            return float(found[1])
        if _is_number(value) and value >= 0:
            return float(value)
        field = {} if count is None else self._field(count)
        bounds = [field.get("const"), *field.get("enum", ()), *map(field.get, LEAST)]
        return float(min((bound for bound in bounds if _is_number(bound)), default=1))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a task costs."""

    amount: float
    whole: bool
    """Whether all of it is known; otherwise the amount is the known part."""


UNKNOWN = Cost(0, whole=False)


def cost(document: Document, schema: Any, body: Any, rate: float | None) -> Cost:
    """What a request costs in the unit of the tasks, as far as its price table knows.

    Args:
        document: The document of the request.
        schema: The schema of the request.
        body: The request.
        rate: How many of the unit are a dollar. Default: nobody says.
    """
    table = document.flat(schema).get("x-cost")
    if table is None or not isinstance(body, dict) or (table["unit"] == "USD" and rate is None):
        return UNKNOWN
    factor = rate if table["unit"] == "USD" and rate else 1
    try:
        amount, whole = PriceTable(document, schema, table["charges"]).cost(body)
    except OverflowError:  # of an integer that no float holds
        return UNKNOWN
    amount = round(amount * factor, 2)
    if not math.isfinite(amount):
        return UNKNOWN
    return Cost(int(amount) if amount == int(amount) else amount, whole)


def _asks_for_presence(wanted: Any) -> bool:
    return isinstance(wanted, dict) and wanted.keys() == {"present"}


def _holds(wanted: Any, value: Any) -> bool:
    """Whether a value fulfils a condition of a price."""
    if not isinstance(wanted, dict):
        allowed = wanted if isinstance(wanted, list) else [wanted]
        return any(value == each and isinstance(value, bool) is isinstance(each, bool) for each in allowed)
    if "present" in wanted and wanted["present"] is (value is MISSING or value in ("", [])):
        return False
    bounds = wanted.keys() & {"minimum", "maximum"}
    if not bounds:
        return True
    return _is_number(value) and wanted.get("minimum", -math.inf) <= value <= wanted.get("maximum", math.inf)


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
