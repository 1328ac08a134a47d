from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import LumaImage, LumaVideo


@define(kw_only=True, repr=False)
class LumaOutput(Model):
    """There from the beginning, its strings empty and its files null until they exist."""

    video: LumaVideo | None

    prompt: str | Unset = UNSET
    """The prompt as Luma took it; empty in the pages' examples."""

    internal_state: str | Unset = UNSET
    """Luma's own word for the state."""

    created_at: str | Unset = UNSET
    """Empty in the pages' examples."""

    video_raw: LumaVideo | None | Unset = UNSET

    thumbnail: LumaImage | None | Unset = UNSET

    last_frame: LumaImage | None | Unset = UNSET
