from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import LlmChoice, LlmUsage


@define(kw_only=True, repr=False)
class LlmReply(Model):
    """A chat completion. Its id is not that of the task."""

    id: str
    """Id of the completion."""

    object_: Literal["chat.completion"] = field(
        default="chat.completion", metadata={"name": "object"}
    )

    created: int
    """Unit: unix-s."""

    model: str
    """The language model that answered."""

    choices: list[LlmChoice]

    usage: LlmUsage | Unset = UNSET

    system_fingerprint: str | Unset = UNSET

    _variant: ClassVar[str | None] = "llm"
