from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import CompletedTask, ImageSize, QueuedTask, RunningTask


@define(kw_only=True, repr=False)
class FluxDevRequest(Model):
    """Images of text with FLUX.1 [dev]."""

    prompt: str
    """The images in words."""

    image_size: (
        Literal[
            "square_hd",
            "square",
            "portrait_4_3",
            "portrait_16_9",
            "landscape_4_3",
            "landscape_16_9",
        ]
        | ImageSize
        | Unset
    ) = UNSET
    """The size of the images. Default: "landscape_4_3"."""

    num_images: int | Unset = UNSET
    """How many images. Default: 1."""

    num_inference_steps: int | Unset = UNSET
    """How many steps. Default: 28."""

    guidance_scale: float | Unset = UNSET
    """How closely the prompt is followed. Default: 3.5."""

    seed: int | Unset = UNSET
    """The same seed and prompt give the same image."""

    output_format: Literal["jpeg", "png"] | Unset = UNSET
    """The format of the images. Default: "jpeg"."""

    acceleration: Literal["none", "regular", "high"] | Unset = UNSET
    """The faster the coarser. Default: "none"."""

    enable_safety_checker: bool | Unset = UNSET
    """Whether images are checked. Default: true."""

    sync_mode: bool | Unset = UNSET
    """Whether images come as data URIs; the history then lacks them."""

    _variant: ClassVar[str | None] = "flux-dev"

    def task_model(self) -> type[QueuedTask | RunningTask | CompletedTask]:
        """Return the first of the models, one a state, that the task of this request decodes to."""
        from . import QueuedTask

        return QueuedTask
