from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MidjourneyDescribeInput(Model):
    """Deprecated."""

    image_url: str
    """URL of the image."""

    process_mode: Literal["relax", "fast", "turbo"] | Unset = UNSET
    """How soon the task is done."""

    bot_id: int | Unset = UNSET
    """Which account carries the task out. Only for accounts that users host with PiAPI, on the
    plan Pro; 0 in the page's example.
    """
