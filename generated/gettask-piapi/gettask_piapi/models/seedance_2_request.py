from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, Seedance2Input, SeedanceTask


@define(kw_only=True, repr=False)
class Seedance2Request(Model):
    model: Literal["seedance"] = "seedance"
    """The model that carries out the task."""

    task_type: Literal["seedance-2", "seedance-2-fast"]
    """What the model is to do."""

    input_: Seedance2Input = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "seedance"

    def task_model(self) -> type[SeedanceTask]:
        """Return the model that the task of this request decodes to."""
        from . import SeedanceTask

        return SeedanceTask
