from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, WanxKeyframeInput, WanxTask


@define(kw_only=True, repr=False)
class WanxKeyframeRequest(Model):
    model: Literal["Qubico/wanx"] = "Qubico/wanx"
    """The model that carries out the task."""

    task_type: Literal["img2video-14b-keyframe"] = "img2video-14b-keyframe"
    """What the model is to do."""

    input_: WanxKeyframeInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "wanx"

    def task_model(self) -> type[WanxTask]:
        """Return the model that the task of this request decodes to."""
        from . import WanxTask

        return WanxTask
