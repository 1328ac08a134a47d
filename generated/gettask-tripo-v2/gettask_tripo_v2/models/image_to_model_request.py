from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import File, Task


@define(kw_only=True, repr=False)
class ImageToModelRequest(Model):
    type_: Literal["image_to_model"] = field(default="image_to_model", metadata={"name": "type"})

    file: File
    """An image, by exactly one of token, URL or object."""

    model_version: str | Unset = UNSET
    """Version of the model that generates. v1.4-20240625 takes file, model_seed and
    enable_image_autofix alone. v2.0-20240919 is refused (2015). Default: "v2.5-20250123".
    """

    model_seed: int | Unset = UNSET
    """Seed of the random numbers for the geometry."""

    texture_seed: int | Unset = UNSET
    """Seed of the random numbers for the texture."""

    texture: bool | Unset = UNSET
    """Whether the model gets a texture. Default: true."""

    pbr: bool | Unset = UNSET
    """Forces texture. Default: true."""

    texture_quality: Literal["standard", "detailed", "extreme"] | Unset = UNSET
    """Quality of the texture. Default: "standard"."""

    face_limit: int | Unset = UNSET
    """Most faces; the bounds of the model versions are those of text_to_model. Range: at most
    2000000.
    """

    auto_size: bool | Unset = UNSET
    """For textured models only. Default: false."""

    compress: Literal["geometry"] | Unset = UNSET
    """How the model is compressed; geometry is the only way that is named."""

    export_uv: bool | Unset = UNSET
    """Whether the model has its UV map. Default: true."""

    quad: bool | Unset = UNSET
    """Quads; forces FBX. For v2 and v3 models. Default: false."""

    smart_low_poly: bool | Unset = UNSET
    """For v2 and v3 models. Default: false."""

    generate_parts: bool | Unset = UNSET
    """Needs texture, pbr and quad off. For v2 and v3 models. Default: false."""

    geometry_quality: Literal["standard", "detailed"] | Unset = UNSET
    """For v3 models. Default: "standard"."""

    enable_image_autofix: bool | Unset = UNSET
    """Whether Tripo may improve the image first. Default: false."""

    texture_alignment: Literal["original_image", "geometry"] | Unset = UNSET
    """Whether the texture follows the original image or the geometry. Default: "original_image".
    """

    orientation: Literal["default", "align_image"] | Unset = UNSET
    """Needs texture. Default: "default"."""

    _variant: ClassVar[str | None] = "image-to-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
