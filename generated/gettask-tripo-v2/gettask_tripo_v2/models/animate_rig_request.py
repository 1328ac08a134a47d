from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class AnimateRigRequest(Model):
    type_: Literal["animate_rig"] = field(default="animate_rig", metadata={"name": "type"})

    original_model_task_id: str
    """The task that made the model."""

    model_version: Literal["v1.0-20240301", "v2.5-20260210", "v2.0-20250506"] | Unset = UNSET
    """The default is in the migration guide only. v2.0-20250506 left the docs with their version
    1.9.7; the server took it on and ran v2.5-20260210. Default: "v1.0-20240301".
    """

    out_format: Literal["glb", "fbx"] | Unset = UNSET
    """Format of the file. Default: "glb"."""

    rig_type: (
        Literal[
            "biped", "quadruped", "hexapod", "octopod", "avian", "serpentine", "aquatic", "others"
        ]
        | Unset
    ) = UNSET
    """The kind of skeleton. Default: "biped"."""

    spec: Literal["tripo", "mixamo"] | Unset = UNSET
    """The convention of the skeleton. Default: "tripo"."""

    topology: Literal["bip", "quad"] | Unset = UNSET
    """On the Schema page only."""

    _variant: ClassVar[str | None] = "animate-rig"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
