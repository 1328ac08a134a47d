from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FluxKontextInput(Model):
    prompt: str
    """The change in words."""

    image: str
    """The image to change, as URL or base64."""

    negative_prompt: str | Unset = UNSET
    """What to keep out."""

    width: int | Unset = UNSET
    """Width times height is at most 1048576. Unit: px."""

    height: int | Unset = UNSET
    """Width times height is at most 1048576. Unit: px. Default: 1024."""

    steps: int | Unset = UNSET
    """Sampling steps. Range: at most 40. Default: 28."""

    seed: int | Unset = UNSET
    """Seed of the random numbers. Default: -1."""
