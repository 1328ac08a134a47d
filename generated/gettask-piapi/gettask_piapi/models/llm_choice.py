from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import LlmMessage


@define(kw_only=True, repr=False)
class LlmChoice(Model):
    index: int | Unset = UNSET

    finish_reason: str | Unset = UNSET

    logprobs: Any | Unset = UNSET
    """Null in the page's example."""

    message: LlmMessage | Unset = UNSET
