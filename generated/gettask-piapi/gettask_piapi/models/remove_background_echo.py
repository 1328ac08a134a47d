from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class RemoveBackgroundEcho(Model):
    """The input as the server took it."""

    image: str | Unset = UNSET
    """The image."""

    rmbg_model: str | Unset = UNSET
    """The model that tells the background."""
