from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TrellisEcho(Model):
    """The input as the server took it, its own defaults added."""

    prompt: str | Unset = UNSET
    """The model in words."""

    seed: int | Unset = UNSET
    """Seed of the random numbers. Default: 0."""

    ss_sampling_steps: int | Unset = UNSET
    """Steps of one of the two samplers. The page's own example has 7."""

    slat_sampling_steps: int | Unset = UNSET
    """Steps of one of the two samplers. The page's own example has 7."""

    ss_guidance_strength: float | Unset = UNSET
    """How closely the first stage, the structure, follows the input."""

    slat_guidance_strength: float | Unset = UNSET
    """How closely the second stage, the details, follows the input."""

    image: str | Unset = UNSET
    """The image to build the model after. Default: ""."""

    images: list[str] | None | Unset = UNSET
    """Null in the page's example. Default: null."""
