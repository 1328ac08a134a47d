"""The price table of a request (`x-cost`): what it costs, as far as the specification knows. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any, TypeAlias

from .pointer import MISSING, lookup

USD = "USD"

Condition: TypeAlias = Any
"""A value, a list of values, or `{present, minimum, maximum}`, as in the specification."""

_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*s?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Range:
    """From the least to the most."""

    least: Decimal
    most: Decimal

    def __add__(self, other: Range) -> Range:
        return Range(self.least + other.least, self.most + other.most)

    def __mul__(self, other: Range) -> Range:
        return Range(self.least * other.least, self.most * other.most)

    def __or__(self, other: Range) -> Range:
        return Range(min(self.least, other.least), max(self.most, other.most))

    @classmethod
    def of(cls, data: Any) -> Range | None:
        """Return a number, or a pair of them, as a range; None where the most is None."""
        least, most = data if isinstance(data, list) else (data, data)
        return None if most is None else cls(Decimal(str(least)), Decimal(str(most)))


_ONE = Range(Decimal(1), Decimal(1))


@dataclass(frozen=True, slots=True)
class Price:
    """One price of a charge.

    Attributes:
        amount: What it is, in the unit of the table, None if it is not bounded.
        least: The least that it is, None if nothing is known.
        when: Conditions on fields of the request, by JSON Pointer; all must hold.
        up_to: The amount is for all of up to so many; None if it is for each.
        note: What else is known of it.
        confidence: How it is known, None for that of the table.
        sources: Where from, none for those of the table.
    """

    amount: Range | None
    least: Decimal | None
    when: Mapping[str, Condition]
    up_to: Decimal | None = None
    note: str | None = None
    confidence: str | None = None
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Price:
        up_to, amount = data["up_to"], data["amount"]
        least = amount[0] if isinstance(amount, list) else amount
        return cls(
            Range.of(amount),
            None if least is None else Decimal(str(least)),
            data["when"],
            None if up_to is None else Decimal(str(up_to)),
            data["note"],
            data["confidence"],
            tuple(data["sources"]),
        )


@dataclass(frozen=True, slots=True)
class Charge:
    """One part of a cost: the first of its prices that holds, times what is counted.

    Attributes:
        per: What is counted, such as `second`.
        size: How many of these one price buys.
        fields: Where the request says how many, with `*` in the sum of the items.
        first: Whether the first of the fields that is there counts, and not their product.
        between: The least and the most, where the request does not say.
        prices: The prices; the first whose conditions hold counts.
    """

    per: str
    size: Decimal
    fields: tuple[str, ...]
    first: bool
    between: Range | None
    prices: tuple[Price, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Charge:
        return cls(
            data["per"],
            Decimal(str(data["size"])),
            tuple(data["fields"]),
            data["first"],
            Range.of(data["between"]),
            tuple(map(Price.of, data["prices"])),
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """What a request costs in the unit of its table, and how that is known."""

    amount: Range
    confidence: tuple[str, ...]
    sources: tuple[str, ...]

    def __add__(self, other: Quote) -> Quote:
        return self._with(self.amount + other.amount, other)

    def __or__(self, other: Quote) -> Quote:
        return self._with(self.amount | other.amount, other)

    def _with(self, amount: Range, other: Quote) -> Quote:
        confidence = dict.fromkeys((*self.confidence, *other.confidence))
        return Quote(amount, tuple(confidence), tuple(dict.fromkeys((*self.sources, *other.sources))))


@dataclass(frozen=True, slots=True)
class _Request:
    """A request, and the values of the fields that it leaves out."""

    body: Mapping[str, Any]
    defaults: Mapping[str, Any]

    def value(self, at: str) -> Any:
        value = _value(self.body, at)
        return self.defaults.get(at, MISSING) if value is MISSING else value


@dataclass(frozen=True, slots=True)
class PriceTable:
    """What a request costs: the sum of its charges.

    Attributes:
        unit: USD, or the unit of the vendor.
        charges: Its parts.
        confidence: How the prices are known: documented, observed, reported or inferred.
        sources: Where they are known from.
        note: What else is known of them.
        defaults: The values of fields that a request leaves out.
        limits: The least and the most of a field, None for none.
        values: All values of fields on which prices depend and that a request may leave out.
    """

    unit: str
    charges: tuple[Charge, ...]
    confidence: str
    sources: tuple[str, ...]
    note: str | None
    defaults: Mapping[str, Any]
    limits: Mapping[str, tuple[Any, Any]]
    values: Mapping[str, Sequence[Any]]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> PriceTable:
        return cls(
            data["unit"],
            tuple(map(Charge.of, data["charges"])),
            data["confidence"],
            tuple(data["sources"]),
            data["note"],
            data["defaults"],
            {at: (low, high) for at, (low, high) in data["limits"].items()},
            data["values"],
        )

    def quote(self, request: Mapping[str, Any]) -> Quote | None:
        """Return what a request costs, None if the table cannot bound it.

        Where the request leaves open which price holds, or how much is counted, the range covers all that is
        possible.
        """
        left_out = {at: values for at, values in self.values.items() if _value(request, at) is MISSING}
        total: Quote | None = None
        for chosen in product(*left_out.values()):
            quote = self._total(
                _Request(request, {**self.defaults, **dict(zip(left_out, chosen, strict=True))})
            )
            if quote is None:
                return None
            total = quote if total is None else total | quote
        return total

    def _total(self, request: _Request) -> Quote | None:
        """Return what a request costs, None where a charge is not bounded."""
        total = Quote(Range(Decimal(0), Decimal(0)), (), ())
        for charge in self.charges:
            found: Quote | None = None
            for price, counted in self._candidates(charge, request):
                if price.amount is None or counted is None:
                    return None
                known = price.confidence or self.confidence
                one = Quote(price.amount * counted, (known,), price.sources or self.sources)
                found = one if found is None else found | one
            if found is None:
                return None
            total += found
        return total

    def _candidates(self, charge: Charge, request: _Request) -> Iterator[tuple[Price, Range | None]]:
        """Yield the prices that may hold, each with the number that it is for."""
        number = self._count(charge, request)
        for price in charge.prices:
            holds = [_holds(condition, request.value(at)) for at, condition in price.when.items()]
            if price.up_to is not None:
                holds.append(None if number is None else _within(number, price.up_to))
            if False in holds:
                continue
            if price.up_to is not None or price.amount == Range(Decimal(0), Decimal(0)):
                yield price, _ONE
            elif number is not None and charge.size != 1:
                # Whether the vendor rounds up to whole parts is in no source.
                yield price, Range(number.least, Decimal(math.ceil(number.most)))
            else:
                yield price, number
            if None not in holds:
                return
        yield Price(None, None, {}), None  # the table has no price for the rest

    def _count(self, charge: Charge, request: _Request) -> Range | None:
        """Return how many there are to pay, None if that is not known."""
        number = charge.between
        if charge.per == "task":
            return _ONE
        fields = charge.fields
        if charge.first:
            there = (at for at in fields if _holds({"present": True}, request.value(at.partition("/*/")[0])))
            fields = (next(there, fields[-1]),)
        for at in fields:
            one = self._number(at, request, charge.per)
            if one is None:
                return None
            number = one if number is None else number * one
        return None if number is None else Range(number.least / charge.size, number.most / charge.size)

    def _number(self, at: str, request: _Request, per: str) -> Range | None:
        items, every, _ = at.partition("/*/")
        if every:
            return self._sum(items, at, request, per)
        value = request.value(at)
        if isinstance(value, list) or (isinstance(value, str) and per == "character"):
            value = len(value)
        elif isinstance(value, str) and (seconds := _NUMBER.fullmatch(value)):
            value = float(seconds[1])
        if value is MISSING:
            low, high = self.limits.get(at, (None, None))
            return None if high is None else Range(Decimal(str(low or 0)), Decimal(str(high)))
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        number = Decimal(str(value))
        return Range(number, number) if number.is_finite() and number >= 0 else None

    def _sum(self, items: str, at: str, request: _Request, per: str) -> Range | None:
        """Return the sum of a field over the items of a list, None if one of them does not say it."""
        count = request.value(items)
        if not isinstance(count, list):
            return None
        numbers = [self._number(at.replace("*", str(i), 1), request, per) for i in range(len(count))]
        total = Range(Decimal(0), Decimal(0))
        for number in numbers:
            if number is None:
                return None
            total += number
        return total


def _holds(condition: Condition, value: Any) -> bool | None:
    """Return whether a condition holds for a value, None if the request leaves that open."""
    if isinstance(condition, Mapping) and "present" in condition:
        present = condition["present"] is (value is not MISSING and value not in ("", []))
        if not present or len(condition) == 1:
            return present
    if value is MISSING:
        return None
    if not isinstance(condition, Mapping):
        wanted = condition if isinstance(condition, list) else [condition]
        return any(value == each and isinstance(value, bool) is isinstance(each, bool) for each in wanted)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return bool(condition.get("minimum", -math.inf) <= value <= condition.get("maximum", math.inf))


def _value(body: Mapping[str, Any], at: str) -> Any:
    """Return a value of a request, MISSING also for null."""
    value = lookup(body, at)
    return MISSING if value is None else value


def _within(number: Range, limit: Decimal) -> bool | None:
    if number.most <= limit:
        return True
    return False if number.least > limit else None
