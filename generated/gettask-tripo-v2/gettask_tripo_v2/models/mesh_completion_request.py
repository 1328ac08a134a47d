from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class MeshCompletionRequest(Model):
    type_: Literal["mesh_completion"] = field(default="mesh_completion", metadata={"name": "type"})

    original_model_task_id: str
    """A mesh_segmentation task."""

    model_version: Literal["v1.0-20250506", "P-v2.0-20251225"] | Unset = UNSET
    """The second has a page of its own."""

    part_names: list[str] | Unset = UNSET
    """Names of the parts that are meant."""

    _variant: ClassVar[str | None] = "mesh-completion"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
