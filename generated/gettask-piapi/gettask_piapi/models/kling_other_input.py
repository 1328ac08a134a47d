from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class KlingOtherInput(Model):
    """No source names the fields."""
