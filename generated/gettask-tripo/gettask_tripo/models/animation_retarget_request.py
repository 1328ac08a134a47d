from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class AnimationRetargetRequest(Model):
    """A clip, or up to five, for a rigged model."""

    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    animation: str | Unset = UNSET
    """A preset: idle, walk, run, dive, climb, jump, slash, shoot, hurt, fall, turn, or one for
    another skeleton (quadruped:walk, hexapod:walk, octopod:walk, serpentine:march,
    aquatic:march), each behind "preset:". Rigs of v1.0 know some ninety more. Pattern:
    ^preset:.+
    """

    animations: list[str] | Unset = UNSET
    """Several clips, in place of animation. Length: at most 5 items."""

    out_format: Literal["glb", "fbx"] | Unset = UNSET
    """Format of the file. Default: "glb"."""

    bake_animation: bool | Unset = UNSET
    """For glb. The SDK says that v3 ignores it, and does not send it. Default: true."""

    export_with_geometry: bool | Unset = UNSET
    """That of v2; the SDK takes false for the default, and sends the field only when it is true.
    Default: true.
    """

    animate_in_place: bool | Unset = UNSET
    """Whether the model is animated without leaving its place. Default: false."""

    _variant: ClassVar[str | None] = "animation-retarget"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
