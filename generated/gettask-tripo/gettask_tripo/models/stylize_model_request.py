from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class StylizeModelRequest(Model):
    """Deprecated: The official SDK calls it retired and sends no such request. The SDK calls it
    retired and refuses to send it. A client names the model by original_model_task_id, as v2
    did.
    """

    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    style: Literal["lego", "voxel", "voronoi", "minecraft", "keyring", "fridge_magnet", "keycap"]
    """The style. One source alone knows vxc, too, and a field render_image."""

    block_size: int | Unset = UNSET
    """Size of the blocks, for minecraft alone. Range: 32 to 128. Default: 80."""

    _variant: ClassVar[str | None] = "stylize-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
