from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Trellis2Input(Model):
    """No source names the fields; that there is an image is inferred from Trellis."""

    image: str | Unset = UNSET
    """The image to build the model after."""
