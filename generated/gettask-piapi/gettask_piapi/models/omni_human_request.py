from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import OmniHumanInput, OmniHumanTask, RequestConfig


@define(kw_only=True, repr=False)
class OmniHumanRequest(Model):
    model: Literal["omni-human"] = "omni-human"
    """The model that carries out the task."""

    task_type: Literal["omni-human-1.5"] = "omni-human-1.5"
    """What the model is to do."""

    input_: OmniHumanInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "omni-human"

    def task_model(self) -> type[OmniHumanTask]:
        """Return the model that the task of this request decodes to."""
        from . import OmniHumanTask

        return OmniHumanTask
