from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Wan22Txt2VideoInput(Model):
    prompt: str
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""
