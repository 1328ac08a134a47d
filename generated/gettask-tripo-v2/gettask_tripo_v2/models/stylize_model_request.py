from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class StylizeModelRequest(Model):
    type_: Literal["stylize_model"] = field(default="stylize_model", metadata={"name": "type"})

    original_model_task_id: str
    """The task that made the model."""

    style: Literal["lego", "voxel", "voronoi", "minecraft", "keyring", "fridge_magnet", "keycap"]
    """The last three are in the migration guide only."""

    block_size: int | Unset = UNSET
    """Size of the blocks. Default: 80."""

    _variant: ClassVar[str | None] = "stylize-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
