from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import Task, ViewPrompt


@define(kw_only=True, repr=False)
class EditMultiviewImageRequest(Model):
    type_: Literal["edit_multiview_image"] = field(
        default="edit_multiview_image", metadata={"name": "type"}
    )

    original_task_id: str
    """A generate_multiview_image task that succeeded."""

    prompts: list[ViewPrompt]
    """The views to change, each with its change. Length: 1 to 4 items."""

    _variant: ClassVar[str | None] = "edit-multiview-image"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
