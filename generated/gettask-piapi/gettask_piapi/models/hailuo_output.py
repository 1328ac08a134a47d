from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class HailuoOutput(Model):
    """There from the beginning, its strings empty and its numbers 0 until they mean something."""

    percent: float | Unset = UNSET
    """How far the task is. Unit: percent."""

    cover_url: str | Unset = UNSET
    """URL of the cover image."""

    video_url: str | Unset = UNSET
    """URL of the finished video."""

    download_url: str | Unset = UNSET
    """URL to download the finished video from."""

    desc: str | Unset = UNSET

    prompt_img_url: str | Unset = UNSET
    """URL of the image of the input."""

    status: int | Unset = UNSET
    """Hailuo's own status; 0 before the task starts."""

    user_origin_prompt: bool | Unset = UNSET

    width: int | Unset = UNSET
    """Unit: px."""

    height: int | Unset = UNSET
    """Unit: px."""

    model_id: str | Unset = UNSET

    message: str | Unset = UNSET

    video: str | Unset = UNSET
    """URL of the finished video."""
