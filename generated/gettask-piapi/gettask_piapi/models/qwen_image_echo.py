from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class QwenImageEcho(Model):
    """The input as the server took it."""

    prompt: str | Unset = UNSET

    negative_prompt: str | Unset = UNSET

    image1: str | Unset = UNSET

    image2: str | Unset = UNSET

    image3: str | Unset = UNSET

    width: int | Unset = UNSET
    """Unit: px."""

    height: int | Unset = UNSET
    """Unit: px."""

    steps: int | Unset = UNSET

    seed: int | Unset = UNSET

    flow_shift: float | Unset = UNSET
