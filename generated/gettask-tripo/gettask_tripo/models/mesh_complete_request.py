from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class MeshCompleteRequest(Model):
    input_: str = field(metadata={"name": "input"})
    """The id of a task that cut a model into parts. A public URL, the file_token of an upload, or
    the bare id of a task whose result is meant. A data URI is refused with HTTP 400. Length: at
    least 1 characters.
    """

    model: str | Unset = UNSET
    """v2 names v1.0-20250506."""

    part_names: list[str] | Unset = UNSET
    """Names of the parts that are meant."""

    completion_mode: Literal["ai_completion", "quick_cap"] | Unset = UNSET
    """How the parts are completed. New in v3."""

    _variant: ClassVar[str | None] = "mesh-complete"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
