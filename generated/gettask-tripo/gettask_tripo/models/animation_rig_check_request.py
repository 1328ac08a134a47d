from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class AnimationRigCheckRequest(Model):
    """Whether a model can be rigged. A figure can, as a biped; one whose rifle was melted into its
    body could not.
    """

    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    _variant: ClassVar[str | None] = "animation-rig-check"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
