from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, Wan22Txt2VideoInput, WanxTask


@define(kw_only=True, repr=False)
class Wan22Txt2VideoRequest(Model):
    model: Literal["Qubico/wanx"] = "Qubico/wanx"
    """The model that carries out the task."""

    task_type: Literal["wan22-txt2video-14b"] = "wan22-txt2video-14b"
    """What the model is to do."""

    input_: Wan22Txt2VideoInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "wanx"

    def task_model(self) -> type[WanxTask]:
        """Return the model that the task of this request decodes to."""
        from . import WanxTask

        return WanxTask
