from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class ConvertModelRequest(Model):
    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    format_: Literal["GLTF", "USDZ", "FBX", "OBJ", "STL", "3MF"] = field(
        metadata={"name": "format"}
    )
    """Format to convert to."""

    quad: bool | Unset = UNSET
    """Whether the mesh is made of quads."""

    force_symmetry: bool | Unset = UNSET
    """Whether the model is made symmetric. Default: false."""

    face_limit: int | Unset = UNSET
    """Most faces of the converted model. Default: 10000."""

    flatten_bottom: bool | Unset = UNSET
    """Whether the bottom is made flat. Default: false."""

    flatten_bottom_threshold: float | Unset = UNSET
    """How much of the bottom is made flat; no source gives its unit. Default: 0.01."""

    texture_size: int | Unset = UNSET
    """The default is that of models of v2.0 and later, which are all that v3 makes; 2048 for older
    ones. Unit: px. Default: 4096.
    """

    texture_format: (
        Literal["BMP", "DPX", "HDR", "JPEG", "OPEN_EXR", "PNG", "TARGA", "TIFF", "WEBP"] | Unset
    ) = UNSET
    """For FBX the default is PNG. Default: "JPEG"."""

    pivot_to_center_bottom: bool | Unset = UNSET
    """Whether the pivot is moved to the centre of the bottom. Default: false."""

    scale_factor: float | Unset = UNSET
    """By how much the model is scaled. Default: 1."""

    with_animation: bool | Unset = UNSET
    """Whether animations are exported. Default: true."""

    pack_uv: bool | Unset = UNSET
    """Whether the UV maps of all parts are packed into one. Default: false."""

    bake: bool | Unset = UNSET
    """Whether materials are baked into the texture. Default: true."""

    part_names: list[str] | Unset = UNSET
    """Names of the parts that are meant."""

    animate_in_place: bool | Unset = UNSET
    """Whether the model is animated without leaving its place. Default: false."""

    export_vertex_colors: bool | Unset = UNSET
    """For OBJ and GLTF. Default: false."""

    export_orientation: Literal["+x", "-x", "+y", "-y"] | Unset = UNSET
    """The direction that the front of the model is turned to."""

    fbx_preset: Literal["blender", "3dsmax", "mixamo"] | Unset = UNSET
    """The program that an FBX file is written for."""

    _variant: ClassVar[str | None] = "convert-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
