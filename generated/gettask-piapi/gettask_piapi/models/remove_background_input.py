from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class RemoveBackgroundInput(Model):
    image: str
    """The image."""

    rmbg_model: Literal["RMBG-1.4", "RMBG-2.0", "BEN2"] | Unset = UNSET
    """The model that tells the background."""
