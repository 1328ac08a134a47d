from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task, TexturePrompt


@define(kw_only=True, repr=False)
class TextureModelRequest(Model):
    """A new texture for a model. Models from import, segment, complete and decimate have no
    picture to go by: without a text the task fails.
    """

    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    model: Literal["v2.5-20250123", "v3.0-20250812", "v3.5-20260815"] | str | Unset = UNSET
    """Without it v3.0-20250812, where v2 took v2.5-20250123, which is what the SDK sends for
    nothing. Default: "v3.0-20250812".
    """

    texture_prompt: TexturePrompt | Unset = UNSET
    """Words, one image or four: one of the three, beside which an image for the style may stand.
    The SDK's tests send words and an image together. Required in v2's docs, not in its Schema
    page.
    """

    texture: bool | Unset = UNSET
    """With standard quality either this or pbr must stay true. False costs twice as much, for the
    same result. Default: true.
    """

    pbr: bool | Unset = UNSET
    """Whether the texture has PBR materials. Default: true."""

    texture_seed: int | Unset = UNSET
    """Seed of the random numbers for the texture."""

    model_seed: int | Unset = UNSET
    """Seed of the random numbers for the geometry."""

    texture_alignment: Literal["original_image", "geometry"] | Unset = UNSET
    """Whether the texture follows the original image or the geometry."""

    texture_quality: Literal["standard", "detailed", "extreme", "fast"] | Unset = UNSET
    """Quality of the texture. fast is for v3.5-20260815 alone; with another it is error 1004.
    Default: "standard".
    """

    delight: bool | Unset = UNSET
    """Whether light and shadow are taken out of the texture, by its name. Needs v3.5-20260815 for
    the texture.
    """

    part_names: list[str] | Unset = UNSET
    """Names of the parts that are meant."""

    compress: Literal["geometry"] | Unset = UNSET
    """How the model is compressed; geometry is the only way that is named."""

    bake: bool | Unset = UNSET
    """Whether materials are baked into the texture. Default: true."""

    return_multiview: Any | Unset = UNSET
    """Reported by one source alone, which no other one confirms."""

    _variant: ClassVar[str | None] = "texture-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
