from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TrellisEcho(Model):
    """The input as the server took it, its own defaults added."""

    prompt: str | Unset = UNSET

    image: str | Unset = UNSET

    images: list[str] | None | Unset = UNSET
    """Null in the page's example."""

    seed: int | Unset = UNSET

    ss_sampling_steps: int | Unset = UNSET

    slat_sampling_steps: int | Unset = UNSET

    ss_guidance_strength: float | Unset = UNSET

    slat_guidance_strength: float | Unset = UNSET
