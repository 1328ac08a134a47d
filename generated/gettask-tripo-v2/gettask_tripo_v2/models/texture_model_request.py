from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task, TexturePrompt


@define(kw_only=True, repr=False)
class TextureModelRequest(Model):
    type_: Literal["texture_model"] = field(default="texture_model", metadata={"name": "type"})

    original_model_task_id: str
    """The task that made the model."""

    texture_prompt: TexturePrompt | Unset = UNSET
    """Words, one image or four: one of the three, beside which an image for the style may stand.
    The task page requires it, the Schema page does not.
    """

    model_version: Literal["v2.5-20250123", "v3.0-20250812"] | Unset = UNSET
    """Version of the model that makes textures. v3.0-20250812 works on models of
    Turbo-v1.0-20250506 and of v2.0 and later alone. Default: "v2.5-20250123".
    """

    texture: bool | Unset = UNSET
    """With standard quality either this or pbr must stay true. Default: true."""

    pbr: bool | Unset = UNSET
    """Whether the texture has PBR materials. Default: true."""

    texture_seed: int | Unset = UNSET
    """Seed of the random numbers for the texture."""

    model_seed: int | Unset = UNSET
    """Seed of the random numbers for the geometry."""

    texture_alignment: Literal["original_image", "geometry"] | Unset = UNSET
    """Whether the texture follows the original image or the geometry."""

    texture_quality: Literal["standard", "detailed", "extreme"] | Unset = UNSET
    """Quality of the texture. Default: "standard"."""

    part_names: list[str] | Unset = UNSET
    """Names of the parts that are meant."""

    compress: Literal["geometry"] | Unset = UNSET
    """How the model is compressed; geometry is the only way that is named."""

    bake: bool | Unset = UNSET
    """Whether materials are baked into the texture. Default: true."""

    _variant: ClassVar[str | None] = "texture-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
