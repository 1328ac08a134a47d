from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class LlmCompletionTokens(Model):
    accepted_prediction_tokens: int | Unset = UNSET

    audio_tokens: int | Unset = UNSET

    reasoning_tokens: int | Unset = UNSET

    rejected_prediction_tokens: int | Unset = UNSET
