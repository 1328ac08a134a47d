from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class MeshSmartSegmentRequest(Model):
    """The parts of a model, or of the model that is made of an image first. New in v3."""

    seg_type: Literal["image", "model"]
    """What the input is."""

    input_: str = field(metadata={"name": "input"})
    """The public URL or the file_token of an image (PNG, JPEG, WebP), or of a model (GLB alone). A
    public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    granularity: Literal["coarse", "medium", "fine"] | Unset = UNSET
    """How finely the model is cut. Default: "medium"."""

    hint: str | Unset = UNSET
    """The parts to look for."""

    transform: list[float] | Unset = UNSET
    """A 4 by 4 matrix, column by column. Needed for a model; clients send the one that changes
    nothing. Length: 16 items.
    """

    _variant: ClassVar[str | None] = "mesh-smart-segment"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
