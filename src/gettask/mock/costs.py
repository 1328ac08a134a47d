"""What a task costs by the price table of its request, `x-cost`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from gettask.mock.spec.document import Document, Schema
from gettask.mock.spec.pointer import MISSING, get

LEAST = ("minimum", "minItems", "minLength")
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*s?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PriceTable:
    """The prices of one request."""

    document: Document
    schema: Any
    """The schema of the request."""
    charges: Sequence[Mapping[str, Any]]

    def total(self, body: Mapping[str, Any]) -> float | None:
        """The least that a request costs, None if a part of it has no price."""
        amounts = [self._charge(charge, body) for charge in self.charges]
        return None if None in amounts else math.fsum(amount or 0 for amount in amounts)

    def known(self, body: Mapping[str, Any]) -> float:
        """The least of the parts that have a price."""
        return math.fsum(self._charge(charge, body) or 0 for charge in self.charges)

    def _charge(self, charge: Mapping[str, Any], body: Mapping[str, Any]) -> float | None:
        number = 1.0 if charge["per"] == "task" else self._number(charge.get("count"), body, charge["per"])
        number /= charge.get("size", 1)
        for price in charge["prices"]:
            if not all(self._fits(body, at, wanted) for at, wanted in price.get("when", {}).items()):
                continue
            step = price.get("up-to")
            if step is not None and number > step:
                continue
            listed = price["amount"]
            amount: float | None = listed[0] if isinstance(listed, list) else listed
            return amount if amount is None or step is not None else amount * number
        return None

    def _fits(self, body: Mapping[str, Any], at: str, wanted: Any) -> bool:
        """Whether a field has a value; if it is left out without a default, the first that it can have."""
        value = self._value(at, body)
        if value is MISSING and not (isinstance(wanted, dict) and wanted.keys() == {"present"}):
            field = self._field(at)
            value = False if field.get("type") == "boolean" else field.get("enum", [MISSING])[0]
        return _holds(wanted, value)

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
        if isinstance(count, dict):
            return float(min(max(count["least"], 1), count["most"]))
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
    prices = PriceTable(document, schema, table["charges"])
    total = prices.total(body)
    amount = round((prices.known(body) if total is None else total) * factor, 2)
    return Cost(int(amount) if amount == int(amount) else amount, whole=total is not None)


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
