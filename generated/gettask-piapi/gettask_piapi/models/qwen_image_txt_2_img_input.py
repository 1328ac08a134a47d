from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class QwenImageTxt2ImgInput(Model):
    prompt: str
    """The image in words."""

    width: int | Unset = UNSET
    """Width of the image. Unit: px."""

    height: int | Unset = UNSET
    """Height of the image. Unit: px."""

    steps: int | Unset = UNSET
    """Sampling steps; 16 in the example. A client sends 8."""

    seed: int | Unset = UNSET
    """Seed of the random numbers."""

    flow_shift: float | Unset = UNSET
    """3 in the example."""
