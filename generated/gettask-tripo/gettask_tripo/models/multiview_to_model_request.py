from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task, ViewInput


@define(kw_only=True, repr=False)
class MultiviewToModelRequest(Model):
    model: (
        Literal["v3.1-20260211", "v3.0-20250812", "v2.5-20250123", "P1-20260311", "P2-20260801"]
        | str
    )
    """The model version, always required; those of the other generations but v1.4-20240625."""

    inputs: list[str | ViewInput | None]
    """Objects that name their view, in any order; or four strings in the order front, left, back,
    right, an empty one for a missing view; or one object with a finished task that made or
    edited the views. The front is needed, and two views at least. A hand-made OpenAPI has
    original_task_id beside it, as v2 had. Length: 1 to 4 items.
    """

    model_seed: int | Unset = UNSET
    """Seed of the random numbers for the geometry."""

    texture_seed: int | Unset = UNSET
    """Seed of the random numbers for the texture."""

    texture: bool | Unset = UNSET
    """Whether the model gets a texture. Default: true."""

    pbr: bool | Unset = UNSET
    """Forces texture: with texture false the model is textured and charged for all the same. A
    bare model needs both off. Default: true.
    """

    texture_quality: Literal["standard", "detailed", "extreme", "fast"] | Unset = UNSET
    """Quality of the texture. fast is for v3.5-20260815 alone; with another it is error 1004.
    Default: "standard".
    """

    face_limit: int | Unset = UNSET
    """Most faces; the bounds of the model versions are those of text-to-model. Range: at most
    2000000.
    """

    auto_size: bool | Unset = UNSET
    """Refused without texture. Default: false."""

    compress: Literal["geometry"] | Unset = UNSET
    """How the model is compressed; geometry is the only way that is named."""

    export_uv: bool | Unset = UNSET
    """Whether the model has its UV map. Default: true."""

    quad: bool | Unset = UNSET
    """Quads. The result is an FBX file, always. Refused by P1 even when false, outside China.
    Default: false.
    """

    smart_low_poly: bool | Unset = UNSET
    """Refused by P1 even when false, outside China. Default: false."""

    generate_parts: bool | Unset = UNSET
    """Needs texture, pbr, quad and smart_low_poly off. Refused by P1 even when false, outside
    China. Default: false.
    """

    geometry_quality: Literal["standard", "detailed"] | Unset = UNSET
    """For v3 models. Refused by P1 whatever the value, outside China. Default: "standard"."""

    enable_image_autofix: bool | Unset = UNSET
    """Whether Tripo may improve the image first. Default: false."""

    texture_alignment: Literal["original_image", "geometry"] | Unset = UNSET
    """Whether the texture follows the original image or the geometry. Default: "original_image".
    """

    orientation: Literal["default", "align_image"] | Unset = UNSET
    """Needs texture. Default: "default"."""

    texture_version: Literal["v2.5-20250123", "v3.0-20250812", "v3.5-20260815"] | str | Unset = (
        UNSET
    )
    """The model that makes the texture. The values are a client's; no source names the default.
    """

    delight: bool | Unset = UNSET
    """Whether light and shadow are taken out of the texture, by its name. Needs v3.5-20260815 for
    the texture.
    """

    export_orientation: Literal["+x", "-x", "+y", "-y"] | Unset = UNSET
    """The direction that the front of this result is turned to. Leave it out if the model is to be
    textured, rigged, retargeted or converted: a model turned wrongly succeeds all the same. The
    direction that the front of the model is turned to. Default: "+x".
    """

    return_multiview: Any | Unset = UNSET
    """Reported by one source alone, which no other one confirms."""

    _variant: ClassVar[str | None] = "multiview-to-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
