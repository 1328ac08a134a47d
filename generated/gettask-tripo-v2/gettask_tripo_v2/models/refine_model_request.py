from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class RefineModelRequest(Model):
    """Deprecated: The models whose drafts it took are gone. For drafts of v1 models only. A draft
    of v1.4 is refused with 2015, a model of v2.5 with 2006.
    """

    type_: Literal["refine_model"] = field(default="refine_model", metadata={"name": "type"})

    draft_model_task_id: str
    """The task that made the draft."""

    _variant: ClassVar[str | None] = "refine-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
