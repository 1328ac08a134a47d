from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, VideoFaceswapInput, VideoFaceswapTask


@define(kw_only=True, repr=False)
class VideoFaceswapRequest(Model):
    model: Literal["Qubico/video-toolkit"] = "Qubico/video-toolkit"
    """The model that carries out the task."""

    task_type: Literal["face-swap"] = "face-swap"
    """What the model is to do."""

    input_: VideoFaceswapInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "video-faceswap"

    def task_model(self) -> type[VideoFaceswapTask]:
        """Return the model that the task of this request decodes to."""
        from . import VideoFaceswapTask

        return VideoFaceswapTask
