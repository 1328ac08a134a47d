from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class AnimationRigRequest(Model):
    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    model: Literal["v1.0-20240301", "v2.5-20260210", "v3.0-20260909"] | str | Unset = UNSET
    """Version of the model that rigs. Default: "v1.0-20240301"."""

    out_format: Literal["glb", "fbx"] | Unset = UNSET
    """Format of the file. Default: "glb"."""

    rig_type: (
        Literal[
            "biped", "quadruped", "hexapod", "octopod", "avian", "serpentine", "aquatic", "others"
        ]
        | Unset
    ) = UNSET
    """The kind of skeleton. others is for v3.0-20260909. Default: "biped"."""

    spec: Literal["tripo", "mixamo", "actorcore", "unity", "unreal", "vrm"] | Unset = UNSET
    """The convention of the skeleton. All but tripo and mixamo are known from the SDK alone;
    unity, unreal and vrm need v2.5-20260210 or v3.0-20260909. Default: "tripo".
    """

    no_weights_list: list[str] | Unset = UNSET
    """Names of the parts that get no weights, such as hair."""

    _variant: ClassVar[str | None] = "animation-rig"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
