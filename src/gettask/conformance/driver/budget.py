"""What a run may cost: a bound before it begins, and one for each task that it creates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..._contract.contract import Contract, Variant
from ...prices import estimate_of
from ..spec import Spec, spec_of

LIFE_CYCLES = 2
"""Tasks of each variant."""
OTHER_KEY, CANCEL, BULK_CANCEL = 1, 3, 6
"""Tasks of the first variant for another key, and for the cancels that an API has."""


@dataclass
class Budget:
    """What is left of a budget.

    Attributes:
        contract: The API.
        limit: What all tasks may cost together, in US dollars, None for no limit.
        spent: What those that were created may cost.
    """

    contract: Contract
    limit: Decimal | None
    spent: Decimal = Decimal(0)

    def refusal(self, variant: Variant, body: Mapping[str, Any]) -> str | None:
        """Return why a task may not be created; else count what it may cost, and return None."""
        if self.limit is None:
            return None
        most = _price(self.contract, variant, body)
        if most is None:
            return "no source bounds its price"
        if self.spent + most > self.limit:
            return f"it may cost ${most}, and ${self.limit - self.spent} are left"
        self.spent += most
        return None


def scope_tasks(spec: Spec) -> int:
    """Return how many tasks are created to be cancelled, and asked for by other keys, at most."""
    return (
        OTHER_KEY
        + (CANCEL if spec.cancel is not None else 0)
        + (BULK_CANCEL if spec.bulk_cancel is not None else 0)
    )


def worst_case(contract: Contract, variants: Sequence[Variant]) -> tuple[Decimal, list[str]]:
    """Return what a run costs at most with the examples of variants, and which of these have no bound."""
    scope = scope_tasks(spec_of(contract.api))
    prices = {each.name: _price(contract, each, each.example or {}) for each in variants}
    known = [price for price in prices.values() if price is not None]
    unpriced = [name for name, price in prices.items() if price is None]
    return sum(known, Decimal(0)) * LIFE_CYCLES + sum(known[:1], Decimal(0)) * scope, unpriced


def _price(contract: Contract, variant: Variant, body: Mapping[str, Any]) -> Decimal | None:
    quoted = estimate_of(contract, variant, body)
    return None if quoted is None else quoted.most.usd
