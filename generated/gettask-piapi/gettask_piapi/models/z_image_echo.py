from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ZImageEcho(Model):
    """The input as the server took it; the page shows all of it."""

    prompt: str | Unset = UNSET
    """The image in words."""

    negative_prompt: str | Unset = UNSET
    """What to keep out."""

    flow_shift: float | Unset = UNSET
    """Shift of the sampling schedule."""

    width: int | Unset = UNSET
    """Width of the image. The price goes by its pixels. Unit: px."""

    height: int | Unset = UNSET
    """Height of the image. The price goes by its pixels. Unit: px."""

    batch_size: int | Unset = UNSET
    """How many images to make."""

    seed: int | Unset = UNSET
    """Seed of the random numbers. That -1 stands for a random one is inferred."""
