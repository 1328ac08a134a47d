from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Sora2VideoInput(Model):
    prompt: str
    """The video in words."""

    aspect_ratio: str | Unset = UNSET
    """Its width to its height. The pages show no other."""

    duration: int | Unset = UNSET
    """Length of the video. The pages show 4; that 8 and 12 pass is inferred from the model behind
    it, and a client sends 5. Unit: s.
    """
