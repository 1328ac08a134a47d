from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class HighpolyToLowpolyRequest(Model):
    type_: Literal["highpoly_to_lowpoly"] = field(
        default="highpoly_to_lowpoly", metadata={"name": "type"}
    )

    original_model_task_id: str
    """The task that made the model."""

    model_version: str | Unset = UNSET
    """P-v2.0-20251225 is the one that is named."""

    quad: bool | Unset = UNSET
    """Listed as required; the page's example leaves it out."""

    part_names: list[str] | Unset = UNSET
    """Names of the parts that are meant. Default: []."""

    face_limit: int | Unset = UNSET
    """With quad 10000 at most. Range: 500 to 20000."""

    bake: bool | Unset = UNSET
    """Whether materials are baked into the texture. Default: true."""

    _variant: ClassVar[str | None] = "highpoly-to-lowpoly"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
