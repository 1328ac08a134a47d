from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class LumaImage(Model):
    url: str

    width: int | Unset = UNSET
    """Unit: px."""

    height: int | Unset = UNSET
    """Unit: px."""
