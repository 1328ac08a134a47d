from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import File, Task


@define(kw_only=True, repr=False)
class GenerateMultiviewImageRequest(Model):
    type_: Literal["generate_multiview_image"] = field(
        default="generate_multiview_image", metadata={"name": "type"}
    )

    file: File
    """An image, by exactly one of token, URL or object."""

    _variant: ClassVar[str | None] = "generate-multiview-image"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
