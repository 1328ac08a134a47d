from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class WanxKeyframeInput(Model):
    prompt: str | Unset = UNSET
    """The video in words. A third-party rewriting of the page calls it optional here."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    aspect_ratio: Literal["16:9", "9:16"] | Unset = UNSET
    """Width to height of the video. Default: "16:9"."""

    start_image: str | Unset = UNSET
    """URL or base64 of the first image, as a third-party rewriting of the page names it."""

    end_image: str | Unset = UNSET
    """URL or base64 of the last image, as a third-party rewriting of the page names it."""

    first_frame: str | Unset = UNSET
    """The first image under the name that a community node sends; which of the two holds is not
    known.
    """

    last_frame: str | Unset = UNSET
    """The last image under the name that a community node sends; which of the two holds is not
    known.
    """
