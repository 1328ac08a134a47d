from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class AnimatePrerigcheckRequest(Model):
    """Whether a model can be rigged. On v3 a figure could, as a biped; one whose rifle was melted
    into its body could not.
    """

    type_: Literal["animate_prerigcheck"] = field(
        default="animate_prerigcheck", metadata={"name": "type"}
    )

    original_model_task_id: str
    """The task that made the model."""

    _variant: ClassVar[str | None] = "animate-prerigcheck"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
