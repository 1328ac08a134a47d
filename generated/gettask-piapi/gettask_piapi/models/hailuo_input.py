from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class HailuoInput(Model):
    """The product page makes videos from words, an image or a subject; under which name it takes a
    subject is not known.
    """

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

    duration: Literal[6, 10] | Unset = UNSET
    """Length of the video. That 10 needs a height of 768, as it does at Hailuo, is inferred. Unit:
    s.
    """

    resolution: Literal[768, 1080] | Unset = UNSET
    """Height of the video. The product page writes 768p and 1080p; clients send numbers. Unit: px.
    """
