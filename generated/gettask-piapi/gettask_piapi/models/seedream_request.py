from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, SeedreamInput, SeedreamTask


@define(kw_only=True, repr=False)
class SeedreamRequest(Model):
    model: Literal["seedream"] = "seedream"
    """The model that carries out the task."""

    task_type: Literal["seedream-5-lite"] = "seedream-5-lite"
    """What the model is to do."""

    input_: SeedreamInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "seedream"

    def task_model(self) -> type[SeedreamTask]:
        """Return the model that the task of this request decodes to."""
        from . import SeedreamTask

        return SeedreamTask
