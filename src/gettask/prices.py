"""What tasks cost: the cost that a task states, and what a request will cost by the price table of its API.

    from gettask import estimate
    from gettask_piapi.models import Sora2VideoRequest

    print(estimate(Sora2VideoRequest(...)))  # 3200000 points ($0.32)

The prices are those of the specification, with source and date; a vendor may change its own at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ._contract.contract import Contract, Variant, load
from ._contract.handle import TaskRequest
from ._contract.installed import APIS, package
from ._contract.lifecycle import Field
from ._contract.prices import USD, Quote

__all__ = ["Cost", "Estimate", "estimate"]

_CONFIDENCE = ("documented", "observed", "reported", "inferred")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a task costs.

    Attributes:
        amount: The number of units.
        unit: The vendor's unit, such as `points`.
        usd: The same in US dollars, None where no source tells the rate.
    """

    amount: int | float
    unit: str
    usd: Decimal | None = None

    @classmethod
    def of(cls, amount: int | float, field: Field) -> Cost:
        """Return the cost in the unit of a field of the state table, and in US dollars by its rate.

        Args:
            amount: The number of units.
            field: The field of the state table that states the amount, or has its unit.
        """
        usd = None if field.per_usd is None else Decimal(str(amount)) / field.per_usd
        return cls(amount, field.unit or "", usd)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}" + ("" if self.usd is None else f" (${_short(self.usd)})")


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a request will cost, by the prices that the specification knows.

    Attributes:
        least: The least that the task costs if it succeeds.
        most: The most.
        confidence: How the weakest price is known: documented, observed, reported or inferred.
        sources: The titles of the pages and bodies that state the prices.
        read: The day on which the oldest of these was last read for the specification, None if not all say.
    """

    least: Cost
    most: Cost
    confidence: str
    sources: tuple[str, ...]
    read: str | None

    @property
    def exact(self) -> bool:
        """Whether there is one price only."""
        return self.least == self.most

    def __str__(self) -> str:
        return str(self.least) if self.exact else f"{self.least} to {self.most}"


def estimate(
    request: TaskRequest[Any] | Mapping[str, Any],
    *,
    api: str | None = None,
    variant: str | None = None,
) -> Estimate | None:
    """Return what a request will cost, None where the specification cannot bound it. Works offline.

    It is a range where the request leaves open what the price depends on. It is never a guess: a field that
    may be anything, or a price that no source states, is None.

    Args:
        request: A generated request model, or the JSON to send.
        api: The name of the API. Default: that of the model.
        variant: What to create, where the JSON does not show it, as Tripo's does not.

    Raises:
        ValueError: The JSON names no API, or there is no such API or variant.

    Example:
        >>> quoted = estimate(request)
        >>> if quoted is None or quoted.most.usd > 1:
        ...     raise SystemExit("too expensive")
    """
    if not isinstance(request, Mapping):
        api = api or _api_of(request)
    if api is None:
        raise ValueError(f"pass api=, one of {', '.join(APIS)}: the request does not name its API")
    contract = load(api)
    if variant is not None and variant not in contract.variants:
        raise ValueError(f"variant={variant!r} is not one of {', '.join(contract.variants)}")
    body = request if isinstance(request, Mapping) else request.to_dict()
    created = contract.variants[variant] if variant else None
    if created is None:
        created = contract.variant_of_request(request) or contract.variant(body)
    return None if created is None else estimate_of(contract, created, body)


def estimate_of(contract: Contract, variant: Variant, body: Mapping[str, Any]) -> Estimate | None:
    """Return what a request of a variant will cost, None where the specification cannot bound it."""
    field = contract.lifecycle.fields.get("cost")
    quotes: list[tuple[Quote, Decimal]] = []
    for rule in variant.rules_for(body, contract.dispatch):
        table = rule.prices
        quote = None if table is None else table.quote(body)
        if field is None or table is None or quote is None:
            return None
        quotes.append((quote, (field.per_usd or Decimal(1)) if table.unit == USD else Decimal(1)))
    if not quotes or field is None:
        return None
    registry = contract.spec["info"]["x-sources"]
    sources = [registry[name] for name in dict.fromkeys(n for quote, _ in quotes for n in quote.sources)]
    return Estimate(
        Cost.of(_plain(min(quote.amount.least * factor for quote, factor in quotes)), field),
        Cost.of(_plain(max(quote.amount.most * factor for quote, factor in quotes)), field),
        max((each for quote, _ in quotes for each in quote.confidence), key=_CONFIDENCE.index),
        tuple(source["title"] for source in sources),
        min(read) if all(read := [source.get("read", "") for source in sources]) else None,
    )


def _api_of(request: object) -> str | None:
    home = type(request).__module__.partition(".")[0]
    return next((api for api in APIS if package(api) == home), None)


def _plain(amount: Decimal) -> int | float:
    """Return a number without digits that mean nothing."""
    return int(amount) if amount == amount.to_integral_value() else float(round(amount, 6))


def _short(usd: Decimal) -> str:
    """Return dollars with cents, and with more digits only where there are some."""
    text = f"{usd:.6f}".rstrip("0")
    whole, _, cents = text.partition(".")
    return f"{whole}.{cents:0<2}"
