from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MidjourneyOutput(Model):
    """No page that was seen names a field of it."""

    image_url: str | Unset = UNSET
    """The four images in one."""

    image_urls: list[str] | None | Unset = UNSET
    """The images one by one, at Midjourney's own host."""

    temporary_image_urls: list[str] | None | Unset = UNSET
    """The images one by one, cut out of the first. Whether they are there depends on the plan.
    """

    discord_image_url: str | Unset = UNSET
    """Empty in the recorded body; depends on the plan."""

    actions: list[str] | Unset = UNSET
    """What can be done with the images, such as upscale1."""

    progress: int | Unset = UNSET
    """How far the task is. Unit: percent."""

    intermediate_image_urls: Any | Unset = UNSET
    """Null in the recorded body."""
