from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class LlmPromptTokens(Model):
    audio_tokens: int | Unset = UNSET

    cached_tokens: int | Unset = UNSET
