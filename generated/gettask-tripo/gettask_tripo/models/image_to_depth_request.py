from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class ImageToDepthRequest(Model):
    """Known from the SDK alone. The fields are those that it sends; there may be more."""

    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    kind: Literal["gray", "color"] | Unset = UNSET
    """Whether depth is shown in grey or in colour. Default: "gray"."""

    process_res: int | Unset = UNSET
    """Resolution at which the image is worked on. Range: 126 to 2016 px. Default: 504."""

    _variant: ClassVar[str | None] = "image-to-depth"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
