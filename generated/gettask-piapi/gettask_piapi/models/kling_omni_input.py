from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingShot


@define(kw_only=True, repr=False)
class KlingOmniInput(Model):
    """The fields of the page's example."""

    multi_shots: list[KlingShot] | Unset = UNSET
    """The shots of the video, in order."""

    aspect_ratio: str | Unset = UNSET
    """16:9 in the page's example."""

    resolution: str | Unset = UNSET
    """720p in the page's example."""

    enable_audio: bool | Unset = UNSET
    """Whether the video has sound."""

    version: str | Unset = UNSET
    """3.0 in the page's example."""
