"""What the contract says of one request model: what it costs, and whether it should still be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .prices import PriceTable


@dataclass(frozen=True, slots=True)
class Deprecation:
    """What became of a kind of task.

    Attributes:
        note: A sentence that says so.
        instead: What to use, None where no source names it.
    """

    note: str
    instead: str | None = None

    def __str__(self) -> str:
        return f"{self.note} Use {self.instead} instead." if self.instead else self.note


@dataclass(frozen=True, slots=True)
class RequestRule:
    """What the contract says of a request beside its schema.

    Attributes:
        name: The name of its generated model.
        match: The values of the dispatch properties that its task has.
        deprecated: What became of it, None if it is alive.
    """

    name: str
    match: tuple[tuple[Any, ...], ...]
    deprecated: Deprecation | None
    _prices: Mapping[str, Any] | None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> RequestRule:
        gone = data.get("deprecated")
        return cls(
            data["name"],
            tuple(map(tuple, data["match"])),
            None if gone is None else Deprecation(gone["note"], gone.get("instead")),
            data.get("prices"),
        )

    @property
    def prices(self) -> PriceTable | None:
        """Its price table, made when it is asked for; None where no price is known."""
        from .prices import PriceTable  # who asks for no price does not load how prices are reckoned

        return None if self._prices is None else PriceTable.of(self._prices)
