from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TtsConfig, TtsInput, TtsTask


@define(kw_only=True, repr=False)
class TtsRequest(Model):
    model: Literal["Qubico/tts"] = "Qubico/tts"
    """The model that carries out the task."""

    task_type: Literal["zero-shot"] = "zero-shot"
    """What the model is to do."""

    input_: TtsInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: TtsConfig | Unset = UNSET
    """Required by this page alone, and public is the only mode that it knows."""

    _variant: ClassVar[str | None] = "tts"

    def task_model(self) -> type[TtsTask]:
        """Return the model that the task of this request decodes to."""
        from . import TtsTask

        return TtsTask
