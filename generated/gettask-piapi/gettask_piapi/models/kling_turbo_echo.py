from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingTurboEcho(Model):
    """The input as the server took it, without mode and version, and without what is empty."""

    prompt: str | Unset = UNSET
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    image_url: str | Unset = UNSET
    """URL of the first image, as the page's example names it; empty there."""

    start_image_url: str | Unset = UNSET
    """URL of the first image, as the third-party rewriting names it."""

    end_image_url: str | Unset = UNSET
    """URL of the last image, as the third-party rewriting names it."""

    duration: int | Unset = UNSET
    """Length of the video; 5 in the page's example. Unit: s."""

    aspect_ratio: str | Unset = UNSET
    """16:9 in the page's example."""

    mode: str | Unset = UNSET
    """pro in the page's example."""

    version: str | Unset = UNSET
    """2.5-turbo in the page's example."""
