from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TrellisImageInput(Model):
    image: str | Unset = UNSET
    """The image to build the model after."""

    images: list[str] | Unset = UNSET
    """Several images of the same thing. How many is not stated."""

    seed: int | Unset = UNSET
    """Seed of the random numbers. Default: 0."""

    ss_sampling_steps: int | Unset = UNSET
    """Steps of one of the two samplers. The page's own example has 7. Range: 7 to 50. Default: 50.
    """

    slat_sampling_steps: int | Unset = UNSET
    """Steps of one of the two samplers. The page's own example has 7. Range: 7 to 50. Default: 50.
    """

    ss_guidance_strength: float | Unset = UNSET
    """How closely the first stage, the structure, follows the input. Range: 0 to 10. Default: 7.5.
    """

    slat_guidance_strength: float | Unset = UNSET
    """How closely the second stage, the details, follows the input. Range: 0 to 10. Default: 3.
    """
