from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MidjourneyImagineInput(Model):
    """Deprecated."""

    prompt: str
    """The image in words."""

    aspect_ratio: str | Unset = UNSET
    """Width to height of the image. Default: "1:1"."""

    process_mode: Literal["relax", "fast", "turbo"] | Unset = UNSET
    """How soon the task is done."""

    skip_prompt_check: bool | Unset = UNSET
    """Whether the prompt is taken without a check. Default: false."""

    bot_id: int | Unset = UNSET
    """Which account carries the task out. Only for accounts that users host with PiAPI, on the
    plan Pro; 0 in the page's example.
    """
