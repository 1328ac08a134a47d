from __future__ import annotations

from typing import Any

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SunoClipMetadata(Model):
    tags: str | Unset = UNSET

    prompt: str | Unset = UNSET

    gpt_description_prompt: str | Unset = UNSET

    audio_prompt_id: str | Unset = UNSET

    history: Any | Unset = UNSET
    """Null in the page's example."""

    concat_history: Any | Unset = UNSET
    """Null in the page's example."""

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})

    duration: float | Unset = UNSET
    """Unit: s."""

    refund_credits: bool | Unset = UNSET

    stream: bool | Unset = UNSET

    error_type: str | Unset = UNSET

    error_message: str | Unset = UNSET
