from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import (
        CancelledTask,
        ContentModeration,
        FailedTask,
        PendingTask,
        RunningTask,
        SucceededTask,
        ThrottledTask,
    )


@define(kw_only=True, repr=False)
class ImageToVideoRequest(Model):
    """With the model gen4_turbo; the SDK knows some twenty more, each with fields of its own."""

    model: Literal["gen4_turbo"] = "gen4_turbo"

    prompt_image: str = field(metadata={"name": "promptImage"})
    """An HTTPS URL, an upload of Runway, or a data URI of at most 5 MB. The SDK takes a list, too.
    Length: at least 1 characters.
    """

    ratio: Literal["1280:720", "720:1280", "1104:832", "832:1104", "960:960", "1584:672"]
    """The resolution of the video."""

    prompt_text: str | Unset = field(default=UNSET, metadata={"name": "promptText"})
    """The video in words. Its length counts in UTF-16 code units. Length: 1 to 1000 characters.
    """

    duration: int | Unset = UNSET
    """How long the video is. The SDK says 2 to 10 of another model. Unit: s."""

    seed: int | Unset = UNSET
    """Left out, it is a random number; the same one gives similar results."""

    content_moderation: ContentModeration | Unset = field(
        default=UNSET, metadata={"name": "contentModeration"}
    )
    """Settings of the moderation of content."""

    _variant: ClassVar[str | None] = "image-to-video"

    def task_model(
        self,
    ) -> type[
        PendingTask | ThrottledTask | RunningTask | SucceededTask | FailedTask | CancelledTask
    ]:
        """Return the first of the models, one a state, that the task of this request decodes to."""
        from . import (
            PendingTask,
        )

        return PendingTask
