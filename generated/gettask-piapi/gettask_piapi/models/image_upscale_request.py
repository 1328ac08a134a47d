from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import ImageUpscaleInput, ImageUpscaleTask, RequestConfig


@define(kw_only=True, repr=False)
class ImageUpscaleRequest(Model):
    model: Literal["Qubico/image-toolkit"] = "Qubico/image-toolkit"
    """The model that carries out the task."""

    task_type: Literal["upscale"] = "upscale"
    """What the model is to do."""

    input_: ImageUpscaleInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "image-upscale"

    def task_model(self) -> type[ImageUpscaleTask]:
        """Return the model that the task of this request decodes to."""
        from . import ImageUpscaleTask

        return ImageUpscaleTask
