from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class Balance(Model):
    balance: float
    """Credit of the API; users report that the studio's is separate. Unit: credits."""

    frozen: float
    """Credit that cannot be spent, by its name; no source says more. Unit: credits."""
