from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class QwenImageEditInput(Model):
    image1: str
    """The image to change."""

    prompt: str
    """The change in words."""

    image2: str | Unset = UNSET
    """A second image to draw from."""

    image3: str | Unset = UNSET
    """A third image to draw from."""

    negative_prompt: str | Unset = UNSET
    """What to keep out."""

    steps: int | Unset = UNSET
    """Sampling steps. Default: 8."""

    seed: int | Unset = UNSET
    """Seed of the random numbers. Default: -1."""

    flow_shift: float | Unset = UNSET
    """Shift of the sampling schedule. Default: 3."""
