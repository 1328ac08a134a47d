from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class HailuoEcho(Model):
    """The input as the server took it; the fields of the page's example."""

    prompt: str | Unset = UNSET
    """The video in words."""

    model: str | Unset = UNSET
    """The model of Hailuo. There are director models too, whose names the evidence leaves out. The
    product page sells 2.3 and 2.3 Fast; clients send v2.3, and that v2.3-fast is the word for
    the other is inferred.
    """

    image_url: str | Unset = UNSET
    """URL of the first image."""

    expand_prompt: bool | Unset = UNSET
    """Whether Hailuo may add to the prompt."""

    duration: int | Unset = UNSET
    """Length of the video. That 10 needs a height of 768, as it does at Hailuo, is inferred. Unit:
    s.
    """

    resolution: int | Unset = UNSET
    """Height of the video. The product page writes 768p and 1080p; clients send numbers. Unit: px.
    """
