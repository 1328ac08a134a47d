from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import SunoClipMetadata


@define(kw_only=True, repr=False)
class SunoClip(Model):
    """May be empty."""

    id: str | Unset = UNSET

    video_url: str | Unset = UNSET

    audio_url: str | Unset = UNSET

    image_url: str | Unset = UNSET

    image_large_url: str | Unset = UNSET

    is_video_pending: bool | Unset = UNSET

    major_model_version: str | Unset = UNSET

    model_name: str | Unset = UNSET

    metadata: SunoClipMetadata | Unset = UNSET

    is_liked: bool | Unset = UNSET

    user_id: str | Unset = UNSET

    display_name: str | Unset = UNSET

    handle: str | Unset = UNSET

    is_handle_updated: bool | Unset = UNSET

    is_trashed: bool | Unset = UNSET

    reaction: Any | Unset = UNSET
    """Null in the page's example."""

    created_at: str | Unset = UNSET

    status: str | Unset = UNSET

    title: str | Unset = UNSET

    play_count: int | Unset = UNSET

    upvote_count: int | Unset = UNSET

    is_public: bool | Unset = UNSET
