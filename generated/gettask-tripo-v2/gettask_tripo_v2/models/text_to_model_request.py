from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class TextToModelRequest(Model):
    type_: Literal["text_to_model"] = field(default="text_to_model", metadata={"name": "type"})

    prompt: str
    """The object in words. Length: at most 1024 characters."""

    negative_prompt: str | Unset = UNSET
    """What to avoid. 1024 characters on the Schema page, 255 in the migration guide. Length: at
    most 1024 characters.
    """

    image_seed: int | Unset = UNSET
    """The Schema page calls it text_seed."""

    model_version: str | Unset = UNSET
    """Without it v2.5-20250123. P1-20260311 refuses quad, smart_low_poly, generate_parts and
    geometry_quality. v2.0-20240919 is refused (2015). Default: "v2.5-20250123".
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
    """Most faces. P1 takes 48 to 20000; v3 up to 1500000, 2000000 with detailed geometry; v2 up to
    500000; smart_low_poly 1000 to 20000, with quad 500 to 10000; quad alone defaults to 10000,
    150000 at most are advised. Negative numbers were accepted too. Range: at most 2000000.
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

    style: str | Unset = UNSET
    """One of eight styles that the Schema page still lists; the feature went later."""

    _variant: ClassVar[str | None] = "text-to-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
