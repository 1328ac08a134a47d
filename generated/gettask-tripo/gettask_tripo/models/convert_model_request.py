from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class ConvertModelRequest(Model):
    """A model in another format. A model that was uploaded loses its animations and is scaled to
    one metre; one that is named by its task keeps both.
    """

    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    format_: Literal["GLTF", "USDZ", "FBX", "OBJ", "STL", "3MF", "GLB"] = field(
        metadata={"name": "format"}
    )
    """Format to convert to. GLB is in the JavaScript SDK and a client alone."""

    quad: bool | Unset = UNSET
    """Whether the mesh is made of quads. Forces FBX. Default: false."""

    force_symmetry: bool | Unset = UNSET
    """Whether the model is made symmetric; with quad alone. Default: false."""

    face_limit: int | Unset = UNSET
    """Most faces of the converted model. Left out, their number stays as it is, where v2 took
    10000. The SDK does not send 0 and less.
    """

    flatten_bottom: bool | Unset = UNSET
    """Whether the bottom is made flat. Default: false."""

    flatten_bottom_threshold: float | Unset = UNSET
    """How much of the bottom is made flat; with flatten_bottom alone. No source gives its unit.
    Default: 0.01.
    """

    texture_size: int | Unset = UNSET
    """Size of the texture. ComfyUI takes up to 8192, a client 128 to 4096. Unit: px. Default:
    4096.
    """

    texture_format: (
        Literal["BMP", "DPX", "HDR", "JPEG", "OPEN_EXR", "PNG", "TARGA", "TIFF", "WEBP"] | Unset
    ) = UNSET
    """For FBX the default is PNG. Default: "JPEG"."""

    pivot_to_center_bottom: bool | Unset = UNSET
    """Whether the pivot is moved to the centre of the bottom. Default: false."""

    scale_factor: float | Unset = UNSET
    """By how much the model is scaled; not 0. Default: 1."""

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
    """The direction that the front of the model is turned to. Default: "+x"."""

    fbx_preset: Literal["blender", "3dsmax", "mixamo", "bake_scale"] | Unset = UNSET
    """The program that an FBX file is written for. Default: "blender"."""

    _variant: ClassVar[str | None] = "convert-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
