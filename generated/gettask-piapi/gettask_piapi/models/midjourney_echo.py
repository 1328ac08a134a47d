from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MidjourneyEcho(Model):
    """The input as the server took it; empty in the page's example."""

    prompt: str | Unset = UNSET
    """The image in words."""

    aspect_ratio: str | Unset = UNSET
    """Width to height of the image."""

    process_mode: str | Unset = UNSET
    """How soon the task is done."""

    skip_prompt_check: bool | Unset = UNSET
    """Whether the prompt is taken without a check."""

    bot_id: int | Unset = UNSET
    """Which account carries the task out. Only for accounts that users host with PiAPI, on the
    plan Pro; 0 in the page's example.
    """

    image_url: str | Unset = UNSET
    """URL of the image."""
