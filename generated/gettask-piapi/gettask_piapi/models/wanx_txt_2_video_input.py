from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class WanxTxt2VideoInput(Model):
    """PiAPI's MCP server also sends 1:1, which the page does not list."""

    prompt: str
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    aspect_ratio: Literal["16:9", "9:16"] | Unset = UNSET
    """Width to height of the video. Default: "16:9"."""
