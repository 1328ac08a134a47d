"""What a task costs by the price table of its request, `x-cost`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from gettask.mock.spec.document import Document
from gettask.mock.spec.pointer import MISSING, get

NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*s?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PriceTable:
    """The prices of one request."""

    document: Document
    schema: Any
    """The schema of the request."""
    charges: Sequence[Mapping[str, Any]]

    def total(self, body: Mapping[str, Any]) -> float | None:
        """The least that a request costs, None if the table does not know."""
        amounts = [self._charge(charge, body) for charge in self.charges]
        return None if None in amounts else math.fsum(amount or 0 for amount in amounts)

    def _charge(self, charge: Mapping[str, Any], body: Mapping[str, Any]) -> float | None:
        number = 1.0 if charge["per"] == "task" else self._number(charge.get("count"), body, charge["per"])
        if number is not None:
            number /= charge.get("size", 1)
        for price in charge["prices"]:
            if not all(_holds(wanted, self._value(at, body)) for at, wanted in price.get("when", {}).items()):
                continue
            step = price.get("up-to")
            if step is not None and (number is None or number > step):
                continue
            listed = price["amount"]
            amount: float | None = listed[0] if isinstance(listed, list) else listed
            if amount is None or step is not None or not amount:
                return amount
            return None if number is None else amount * number
        return None

    def _value(self, at: str, body: Mapping[str, Any]) -> Any:
        value = get(body, at)
        if value is not MISSING and value is not None:
            return value
        return self.document.flat(self.document.schema_at(self.schema, at)).get("default", MISSING)

    def _number(self, count: Any, body: Mapping[str, Any], per: str) -> float | None:
        if isinstance(count, list):
            numbers = [self._number(each, body, per) for each in count]
            return None if None in numbers else math.prod(number or 0 for number in numbers)
        if isinstance(count, dict):
            least: float = count["least"]
            return least
        value = MISSING if count is None else self._value(count, body)
        if value is MISSING and count is not None:  # the server's own number is not known: the least
            value = self.document.flat(self.document.schema_at(self.schema, count)).get("minimum", MISSING)
        if isinstance(value, list) or (isinstance(value, str) and per == "character"):
            return len(value)
        if isinstance(value, str) and (found := NUMBER.fullmatch(value)):
            return float(found[1])
        return float(value) if _is_number(value) and value >= 0 else None


def cost(document: Document, schema: Any, body: Any, rate: float | None) -> float | None:
    """What a request costs in the unit of the tasks, None if no table knows.

    Args:
        document: The document of the request.
        schema: The schema of the request.
        body: The request.
        rate: How many of the unit are a dollar. Default: nobody says.
    """
    table = document.flat(schema).get("x-cost")
    if table is None or not isinstance(body, dict):
        return None
    total = PriceTable(document, schema, table["charges"]).total(body)
    if total is None or (table["unit"] == "USD" and rate is None):
        return None
    amount = round(total * rate if table["unit"] == "USD" and rate else total, 2)
    return int(amount) if amount == int(amount) else amount


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
