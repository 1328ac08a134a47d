from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class FluxPro11Request(Model):
    """The SDK wants a prompt or an image; whether the API does is not known."""

    prompt: str | Unset = UNSET
    """The image in words. Default: ""."""

    image_prompt: str | None | Unset = UNSET
    """An image to begin with, in base64. Default: null."""

    width: int | Unset = UNSET
    """The width of the image. Range: 256 to 1440 px. A multiple of 32. Default: 1024."""

    height: int | Unset = UNSET
    """The height of the image. Range: 256 to 1440 px. A multiple of 32. Default: 768."""

    prompt_upsampling: bool | Unset = UNSET
    """Whether the prompt is rewritten to be more creative. Default: false."""

    seed: int | None | Unset = UNSET
    """The same one gives similar results. Default: null."""

    safety_tolerance: int | Unset = UNSET
    """How much moderation tolerates; 0 is the strictest. Range: 0 to 6. Default: 2."""

    output_format: Literal["jpeg", "png"] | Unset = UNSET
    """The format of the image. Default: "jpeg"."""

    webhook_url: str | None | Unset = UNSET
    """Where BFL posts to when the task has ended. What it posts is in no source. Default: null.
    """

    webhook_secret: str | None | Unset = UNSET
    """What BFL sends along in the header X-Webhook-Secret, says a client of a third party.
    Default: null.
    """

    _variant: ClassVar[str | None] = "flux-pro-1.1"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
