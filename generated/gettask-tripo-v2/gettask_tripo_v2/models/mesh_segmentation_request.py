from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class MeshSegmentationRequest(Model):
    type_: Literal["mesh_segmentation"] = field(
        default="mesh_segmentation", metadata={"name": "type"}
    )

    original_model_task_id: str
    """The task that made the model."""

    model_version: str | Unset = UNSET
    """v1.0-20250506 is the one that is named."""

    _variant: ClassVar[str | None] = "mesh-segmentation"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
