from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class AnimateRetargetRequest(Model):
    """A clip, or up to five, for a rigged model. In one live test of 2026-06-28 every form of it
    failed.
    """

    type_: Literal["animate_retarget"] = field(
        default="animate_retarget", metadata={"name": "type"}
    )

    original_model_task_id: str
    """An animate_rig task."""

    animation: str | Unset = UNSET
    """A preset: idle, walk, run, dive, climb, jump, slash, shoot, hurt, fall, turn, or one for
    another skeleton (quadruped:walk, hexapod:walk, octopod:walk, serpentine:march,
    aquatic:march), each behind "preset:". Rigs of v1.0 know some ninety more. v2 wants
    preset:walk where v3 wanted preset:biped:walk, found the same test. Pattern: ^preset:.+
    """

    animations: list[str] | Unset = UNSET
    """Several clips, in place of animation. Length: at most 5 items."""

    out_format: Literal["glb", "fbx"] | Unset = UNSET
    """Format of the file. Default: "glb"."""

    bake_animation: bool | Unset = UNSET
    """For glb. Default: true."""

    export_with_geometry: bool | Unset = UNSET
    """The SDK sends false by default. Default: true."""

    animate_in_place: bool | Unset = UNSET
    """Whether the model is animated without leaving its place. Default: false."""

    _variant: ClassVar[str | None] = "animate-retarget"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
