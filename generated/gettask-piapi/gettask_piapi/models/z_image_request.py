from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, ZImageInput, ZImageTask


@define(kw_only=True, repr=False)
class ZImageRequest(Model):
    model: Literal["Qubico/z-image"] = "Qubico/z-image"
    """The model that carries out the task."""

    task_type: Literal["txt2img"] = "txt2img"
    """What the model is to do."""

    input_: ZImageInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "z-image"

    def task_model(self) -> type[ZImageTask]:
        """Return the model that the task of this request decodes to."""
        from . import ZImageTask

        return ZImageTask
