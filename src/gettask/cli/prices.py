"""Prices in words: a line for the list of variants, and rows for the page of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .._contract.contract import Contract, Variant
from .._contract.pointer import tokens
from .._contract.prices import USD, Charge, Condition, Price, PriceTable
from ..prices import Estimate

_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price: when it holds, what it is, and what else is known of it."""

    when: str
    price: str
    note: str


def price_rows(table: PriceTable) -> Iterator[PriceRow]:
    """Yield the prices of a request; those of a further charge begin with `plus`."""
    for index, charge in enumerate(table.charges):
        for price in charge.prices:
            words = [_condition(at, condition) for at, condition in price.when.items()]
            if price.up_to is not None:
                words.append(f"up to {price.up_to.normalize():f} {_counted(charge)}")
            words = [", ".join(words) or ("otherwise" if len(charge.prices) > 1 else "")]
            when = ": ".join(filter(None, ["plus" * bool(index), *words]))
            known = price.confidence or table.confidence
            notes = [price.note or "", "" if known == "documented" else f"({known})"]
            yield PriceRow(when, _price(price, charge, table.unit), " ".join(filter(None, notes)))


def summary(variant: Variant) -> str:
    """Return the prices of a variant in a few words, `?` where none is known, `…` where some are left out."""
    found: dict[tuple[str, str], list[Price]] = {}
    more = False
    for rule in variant.rules:
        table = rule.prices
        if table is None:
            more = True
            continue
        more = more or len(table.charges) > 1
        first, *_ = table.charges
        found.setdefault((_per(first, None), table.unit), []).extend(first.prices)
    parts = []
    for (per, unit), prices in found.items():
        more = more or any(each.amount is None for each in prices)
        paid = [each for each in prices if each.least] or prices
        least = [each.least for each in paid if each.least is not None]
        most = [each.amount.most for each in paid if each.amount is not None]
        if least:
            parts.append(f"{_span(min(least), max(most, default=None), unit)} {per}")
    return " ".join([", ".join(parts), "…" * more]).strip() if parts else _UNKNOWN


def evidence(contract: Contract, table: PriceTable) -> str:
    """Return how the prices of a request are known, by which sources, and when these were read."""
    registry = contract.spec["info"]["x-sources"]
    sources = [_source(registry[name]) for name in table.sources]
    return f"{table.confidence}: {'; '.join(sources)}"


def estimate_line(quoted: Estimate | None) -> str:
    """Return an estimate with its evidence, or that there is none."""
    if quoted is None:
        return "not known: no source bounds the price of this request"
    read = f", read {quoted.read}" if quoted.read else ""
    return f"{quoted} ({quoted.confidence}: {'; '.join(quoted.sources)}{read})"


def estimate_record(quoted: Estimate | None) -> dict[str, Any] | None:
    """Return an estimate as plain data."""
    if quoted is None:
        return None
    return {
        "least": quoted.least.amount,
        "most": quoted.most.amount,
        "unit": quoted.least.unit,
        "least_usd": None if quoted.least.usd is None else float(quoted.least.usd),
        "most_usd": None if quoted.most.usd is None else float(quoted.most.usd),
        "confidence": quoted.confidence,
        "sources": list(quoted.sources),
        "read": quoted.read,
    }


def _source(source: Mapping[str, Any]) -> str:
    dates = [source["date"] or "", f"read {source['read']}" if "read" in source else ""]
    when = ", ".join(filter(None, dates))
    return f"{source['title']} ({when})" if when else str(source["title"])


def _condition(at: str, condition: Condition) -> str:
    name = ".".join(tokens(at))
    if isinstance(condition, list):
        return f"{name}={' or '.join(map(_value, condition))}"
    if not isinstance(condition, Mapping):
        return f"{name}={_value(condition)}"
    if condition.get("present") is False:
        return f"without {name}"
    limits = [
        f"{word} {condition[key]:g}"
        for key, word in (("minimum", "from"), ("maximum", "to"))
        if key in condition
    ]
    return " ".join([name, *limits]) if limits else f"with {name}"


def _value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _price(price: Price, charge: Charge, unit: str) -> str:
    if price.least is None:
        return _UNKNOWN
    amount = _span(price.least, None if price.amount is None else price.amount.most, unit)
    return amount if price.least == 0 and price.amount is not None else f"{amount} {_per(charge, price)}"


def _span(least: Decimal, most: Decimal | None, unit: str) -> str:
    if most is None:
        return f"from {_amount(least, unit)}"
    if least == most:
        return _amount(least, unit)
    low = _amount(least, unit)
    return f"{low.removesuffix(f' {unit}')} to {_amount(most, unit)}"


def _amount(amount: Decimal, unit: str) -> str:
    number = f"{amount.normalize():f}"
    if unit != USD:
        return f"{number} {unit}"
    whole, _, cents = number.partition(".")
    return f"${whole}.{cents:0<2}"


def _per(charge: Charge, price: Price | None) -> str:
    if price is not None and price.up_to is not None:
        return "in all"
    article = "an" if charge.per[0] in "aeiou" else "a"
    return f"{article} {charge.per}" if charge.size == 1 else f"for {_counted(charge)}"


def _counted(charge: Charge) -> str:
    return f"{charge.per}s" if charge.size == 1 else f"{charge.size.normalize():f} {charge.per}s"
