from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, Seedance2LessRestrictionInput, SeedanceTask


@define(kw_only=True, repr=False)
class Seedance2LessRestrictionRequest(Model):
    """The permissive task types of 2.0. An older copy of the page says that mini has none; the
    product page sells it, and three clients name it.
    """

    model: Literal["seedance"] = "seedance"
    """The model that carries out the task."""

    task_type: Literal[
        "seedance-2-less-restriction",
        "seedance-2-fast-less-restriction",
        "seedance-2-mini-less-restriction",
    ]
    """What the model is to do."""

    input_: Seedance2LessRestrictionInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "seedance"

    def task_model(self) -> type[SeedanceTask]:
        """Return the model that the task of this request decodes to."""
        from . import SeedanceTask

        return SeedanceTask
