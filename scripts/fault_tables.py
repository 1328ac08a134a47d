"""Tables of docs/faults.md, from the fault runs: promises, kinds of faults, mutations."""

from __future__ import annotations

from scripts.doc_tables import put, table
from tests.faults.invariants import INVARIANTS, Invariant
from tests.faults.kinds import OPERATIONS, about
from tests.faults.mutations import MUTATIONS

__all__ = ["invariants", "kinds", "mutations", "put"]


def invariants() -> str:
    """Return the promises as a list."""
    return "\n".join(f"{number}. {_sentence(each)}" for number, each in enumerate(INVARIANTS, 1))


def kinds() -> str:
    """Return the table of the kinds of faults, and of the requests that they befall."""
    return table(
        ["Fault", "At"],
        ([f"{about(name)}.", ", ".join(operations)] for name, operations in OPERATIONS.items()),
    )


def mutations() -> str:
    """Return the table of clients with one rule broken, and of the promises that notice them."""
    rows = ([each.about, _sentence(each.invariant), about(each.kind) + "."] for each in MUTATIONS)
    return table(["Broken rule", "Noticed by", "Shown under"], rows)


def _sentence(invariant: Invariant) -> str:
    return (invariant.__doc__ or "").strip()
