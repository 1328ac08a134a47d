from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ZImageEcho(Model):
    """The input as the server took it."""

    prompt: str | Unset = UNSET
    """The image in words."""
