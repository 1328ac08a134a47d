from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, SkyreelsInput, SkyreelsTask


@define(kw_only=True, repr=False)
class SkyreelsRequest(Model):
    model: Literal["Qubico/skyreels"] = "Qubico/skyreels"
    """The model that carries out the task."""

    task_type: Literal["img2video"] = "img2video"
    """What the model is to do."""

    input_: SkyreelsInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "skyreels"

    def task_model(self) -> type[SkyreelsTask]:
        """Return the model that the task of this request decodes to."""
        from . import SkyreelsTask

        return SkyreelsTask
