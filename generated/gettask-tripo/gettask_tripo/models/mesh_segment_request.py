from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class MeshSegmentRequest(Model):
    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    model: Literal["v1.0-20250506", "v2.0-20260430"] | str | Unset = UNSET
    """Version of the model that segments. Default: "v1.0-20250506"."""

    segmentation_granularity: Literal["simple", "balanced", "detailed"] | Unset = UNSET
    """How finely the model is cut; for v2.0."""

    ref_image: str | Unset = UNSET
    """For v2.0. A public URL, the file_token of an upload, or the bare id of a task whose result
    is meant. A data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    split_by_connectivity: bool | Unset = UNSET
    """For v2.0."""

    _variant: ClassVar[str | None] = "mesh-segment"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
