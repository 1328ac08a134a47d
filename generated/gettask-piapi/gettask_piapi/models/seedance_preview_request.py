from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, SeedancePreviewInput, SeedanceTask


@define(kw_only=True, repr=False)
class SeedancePreviewRequest(Model):
    """Deprecated: seedance-2 and seedance-2-fast now serve the preview types. Use seedance-2 or
    seedance-2-fast instead. The first task types of 2.0, which seedance-2 and seedance-2-fast
    now serve. Use those.
    """

    model: Literal["seedance"] = "seedance"
    """The model that carries out the task."""

    task_type: Literal[
        "seedance-2-preview",
        "seedance-2-fast-preview",
        "seedance-2-preview-vip",
        "seedance-2-fast-preview-vip",
    ]
    """What the model is to do."""

    input_: SeedancePreviewInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "seedance"

    def task_model(self) -> type[SeedanceTask]:
        """Return the model that the task of this request decodes to."""
        from . import SeedanceTask

        return SeedanceTask
