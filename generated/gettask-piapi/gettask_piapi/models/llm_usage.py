from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import LlmCompletionTokens, LlmPromptTokens


@define(kw_only=True, repr=False)
class LlmUsage(Model):
    prompt_tokens: int | Unset = UNSET

    completion_tokens: int | Unset = UNSET

    total_tokens: int | Unset = UNSET

    prompt_tokens_details: LlmPromptTokens | Unset = UNSET

    completion_tokens_details: LlmCompletionTokens | Unset = UNSET
