from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, VideoBackgroundRemoveInput, VideoBackgroundRemoveTask


@define(kw_only=True, repr=False)
class VideoBackgroundRemoveRequest(Model):
    model: Literal["Qubico/video-toolkit"] = "Qubico/video-toolkit"
    """The model that carries out the task."""

    task_type: Literal["background-remove"] = "background-remove"
    """What the model is to do."""

    input_: VideoBackgroundRemoveInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "video-background-remove"

    def task_model(self) -> type[VideoBackgroundRemoveTask]:
        """Return the model that the task of this request decodes to."""
        from . import VideoBackgroundRemoveTask

        return VideoBackgroundRemoveTask
