from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import Task, ViewPrompt


@define(kw_only=True, repr=False)
class EditMultiviewRequest(Model):
    input_: str = field(metadata={"name": "input"})
    """The id of a task that made or edited four views. The docs name tokens and links, too; a real
    trial had them refused. Length: at least 1 characters.
    """

    prompts: list[ViewPrompt]
    """The views to change, each with its change. Length: 1 to 4 items."""

    _variant: ClassVar[str | None] = "edit-multiview"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
