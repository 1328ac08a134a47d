from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class RefineModelRequest(Model):
    """Deprecated: The official SDK calls it retired and sends no such request. The SDK calls it
    retired and refuses to send it; v2 refused it too, for want of models that make drafts. A
    client names the draft by draft_model_task_id, as v2 did. Refining a newer model is answered
    with 2010, as if there were too little credit.
    """

    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    _variant: ClassVar[str | None] = "refine-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
