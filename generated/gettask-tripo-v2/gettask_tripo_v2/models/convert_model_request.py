from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..models.convert_model_request_export_orientation import (
    ConvertModelRequestExportOrientation,
)
from ..models.convert_model_request_fbx_preset import ConvertModelRequestFbxPreset
from ..models.convert_model_request_format import ConvertModelRequestFormat
from ..models.convert_model_request_texture_format import (
    ConvertModelRequestTextureFormat,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class ConvertModelRequest:
    """The page's curl and Python examples send the type conversion, which does not exist.

    Attributes:
        type_ (Literal['convert_model']):  Default: 'convert_model'.
        original_model_task_id (str): The task that made the model.
        format_ (ConvertModelRequestFormat):
        quad (bool | Unset):
        force_symmetry (bool | Unset):  Default: False.
        face_limit (int | Unset):  Default: 10000.
        flatten_bottom (bool | Unset):  Default: False.
        flatten_bottom_threshold (float | Unset):  Default: 0.01.
        texture_size (int | Unset): The default is that of models of v2.0 and later; 2048 for
            older ones. Default: 4096.
        texture_format (ConvertModelRequestTextureFormat | Unset): For FBX the default is PNG.
            Default: ConvertModelRequestTextureFormat.JPEG.
        pivot_to_center_bottom (bool | Unset):  Default: False.
        scale_factor (float | Unset):  Default: 1.0.
        with_animation (bool | Unset): The Schema page has false as default. Default: True.
        pack_uv (bool | Unset):  Default: False.
        bake (bool | Unset): The Schema page has false as default. Default: True.
        part_names (list[str] | Unset):
        animate_in_place (bool | Unset):  Default: False.
        export_vertex_colors (bool | Unset): For OBJ and GLTF. Default: False.
        export_orientation (ConvertModelRequestExportOrientation | Unset):
        fbx_preset (ConvertModelRequestFbxPreset | Unset):
    """

    type_: Literal["convert_model"] = "convert_model"
    original_model_task_id: str
    format_: ConvertModelRequestFormat
    quad: bool | Unset = UNSET
    force_symmetry: bool | Unset = UNSET
    face_limit: int | Unset = UNSET
    flatten_bottom: bool | Unset = UNSET
    flatten_bottom_threshold: float | Unset = UNSET
    texture_size: int | Unset = UNSET
    texture_format: ConvertModelRequestTextureFormat | Unset = UNSET
    pivot_to_center_bottom: bool | Unset = UNSET
    scale_factor: float | Unset = UNSET
    with_animation: bool | Unset = UNSET
    pack_uv: bool | Unset = UNSET
    bake: bool | Unset = UNSET
    part_names: list[str] | Unset = UNSET
    animate_in_place: bool | Unset = UNSET
    export_vertex_colors: bool | Unset = UNSET
    export_orientation: ConvertModelRequestExportOrientation | Unset = UNSET
    fbx_preset: ConvertModelRequestFbxPreset | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "convert-model")
        self = cls.__new__(cls)
        known = 3
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value != "convert_model":
                raise mismatch('"convert_model"', value)
            self.type_ = value
            at = "original_model_task_id"
            value = src_dict["original_model_task_id"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.original_model_task_id = value
            at = "format"
            value = src_dict["format"]
            if not (value.__class__ is str and value in _format_):
                raise mismatch('one of "GLTF", "USDZ", "FBX", "OBJ", "STL", "3MF"', value)
            value = _format_[value]
            self.format_ = value
            at = "quad"
            if "quad" in src_dict:
                known += 1
                value = src_dict["quad"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.quad = value
            else:
                self.quad = UNSET
            at = "force_symmetry"
            if "force_symmetry" in src_dict:
                known += 1
                value = src_dict["force_symmetry"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.force_symmetry = value
            else:
                self.force_symmetry = UNSET
            at = "face_limit"
            if "face_limit" in src_dict:
                known += 1
                value = src_dict["face_limit"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.face_limit = value
            else:
                self.face_limit = UNSET
            at = "flatten_bottom"
            if "flatten_bottom" in src_dict:
                known += 1
                value = src_dict["flatten_bottom"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.flatten_bottom = value
            else:
                self.flatten_bottom = UNSET
            at = "flatten_bottom_threshold"
            if "flatten_bottom_threshold" in src_dict:
                known += 1
                value = src_dict["flatten_bottom_threshold"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.flatten_bottom_threshold = value
            else:
                self.flatten_bottom_threshold = UNSET
            at = "texture_size"
            if "texture_size" in src_dict:
                known += 1
                value = src_dict["texture_size"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.texture_size = value
            else:
                self.texture_size = UNSET
            at = "texture_format"
            if "texture_format" in src_dict:
                known += 1
                value = src_dict["texture_format"]
                if not (value.__class__ is str and value in _texture_format):
                    raise mismatch(
                        'one of "BMP", "DPX", "HDR", "JPEG", "OPEN_EXR", "PNG", "TARGA", "TIFF", "WEBP"',
                        value,
                    )
                value = _texture_format[value]
                self.texture_format = value
            else:
                self.texture_format = UNSET
            at = "pivot_to_center_bottom"
            if "pivot_to_center_bottom" in src_dict:
                known += 1
                value = src_dict["pivot_to_center_bottom"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.pivot_to_center_bottom = value
            else:
                self.pivot_to_center_bottom = UNSET
            at = "scale_factor"
            if "scale_factor" in src_dict:
                known += 1
                value = src_dict["scale_factor"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.scale_factor = value
            else:
                self.scale_factor = UNSET
            at = "with_animation"
            if "with_animation" in src_dict:
                known += 1
                value = src_dict["with_animation"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.with_animation = value
            else:
                self.with_animation = UNSET
            at = "pack_uv"
            if "pack_uv" in src_dict:
                known += 1
                value = src_dict["pack_uv"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.pack_uv = value
            else:
                self.pack_uv = UNSET
            at = "bake"
            if "bake" in src_dict:
                known += 1
                value = src_dict["bake"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.bake = value
            else:
                self.bake = UNSET
            at = "part_names"
            if "part_names" in src_dict:
                known += 1
                value = src_dict["part_names"]
                value = array(_part_names__item, value)
                self.part_names = value
            else:
                self.part_names = UNSET
            at = "animate_in_place"
            if "animate_in_place" in src_dict:
                known += 1
                value = src_dict["animate_in_place"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.animate_in_place = value
            else:
                self.animate_in_place = UNSET
            at = "export_vertex_colors"
            if "export_vertex_colors" in src_dict:
                known += 1
                value = src_dict["export_vertex_colors"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.export_vertex_colors = value
            else:
                self.export_vertex_colors = UNSET
            at = "export_orientation"
            if "export_orientation" in src_dict:
                known += 1
                value = src_dict["export_orientation"]
                if not (value.__class__ is str and value in _export_orientation):
                    raise mismatch('one of "+x", "-x", "+y", "-y"', value)
                value = _export_orientation[value]
                self.export_orientation = value
            else:
                self.export_orientation = UNSET
            at = "fbx_preset"
            if "fbx_preset" in src_dict:
                known += 1
                value = src_dict["fbx_preset"]
                if not (value.__class__ is str and value in _fbx_preset):
                    raise mismatch('one of "blender", "3dsmax", "mixamo"', value)
                value = _fbx_preset[value]
                self.fbx_preset = value
            else:
                self.fbx_preset = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "convert-model") from None
        except DecodeError as error:
            error.inside(at, "convert-model")
            raise
        self.additional_properties = (
            {key: value for key, value in src_dict.items() if key not in _KEYS}
            if len(src_dict) != known
            else {}
        )
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, with all that was decoded, unknown properties too."""
        result: dict[str, Any] = {
            "type": self.type_,
            "original_model_task_id": self.original_model_task_id,
            "format": encode(self.format_),
        }
        if self.quad is not UNSET:
            result["quad"] = self.quad
        if self.force_symmetry is not UNSET:
            result["force_symmetry"] = self.force_symmetry
        if self.face_limit is not UNSET:
            result["face_limit"] = self.face_limit
        if self.flatten_bottom is not UNSET:
            result["flatten_bottom"] = self.flatten_bottom
        if self.flatten_bottom_threshold is not UNSET:
            result["flatten_bottom_threshold"] = self.flatten_bottom_threshold
        if self.texture_size is not UNSET:
            result["texture_size"] = self.texture_size
        if self.texture_format is not UNSET:
            result["texture_format"] = encode(self.texture_format)
        if self.pivot_to_center_bottom is not UNSET:
            result["pivot_to_center_bottom"] = self.pivot_to_center_bottom
        if self.scale_factor is not UNSET:
            result["scale_factor"] = self.scale_factor
        if self.with_animation is not UNSET:
            result["with_animation"] = self.with_animation
        if self.pack_uv is not UNSET:
            result["pack_uv"] = self.pack_uv
        if self.bake is not UNSET:
            result["bake"] = self.bake
        if self.part_names is not UNSET:
            result["part_names"] = encode(self.part_names)
        if self.animate_in_place is not UNSET:
            result["animate_in_place"] = self.animate_in_place
        if self.export_vertex_colors is not UNSET:
            result["export_vertex_colors"] = self.export_vertex_colors
        if self.export_orientation is not UNSET:
            result["export_orientation"] = encode(self.export_orientation)
        if self.fbx_preset is not UNSET:
            result["fbx_preset"] = encode(self.fbx_preset)
        result.update(self.additional_properties)
        return result

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties


_KEYS = frozenset(
    [
        "type",
        "original_model_task_id",
        "format",
        "quad",
        "force_symmetry",
        "face_limit",
        "flatten_bottom",
        "flatten_bottom_threshold",
        "texture_size",
        "texture_format",
        "pivot_to_center_bottom",
        "scale_factor",
        "with_animation",
        "pack_uv",
        "bake",
        "part_names",
        "animate_in_place",
        "export_vertex_colors",
        "export_orientation",
        "fbx_preset",
    ]
)
_REQUIRED = {
    "type": '"convert_model"',
    "original_model_task_id": "string",
    "format": 'one of "GLTF", "USDZ", "FBX", "OBJ", "STL", "3MF"',
}
_format_ = {member.value: member for member in ConvertModelRequestFormat}

_texture_format = {member.value: member for member in ConvertModelRequestTextureFormat}


def _part_names__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value


_export_orientation = {member.value: member for member in ConvertModelRequestExportOrientation}

_fbx_preset = {member.value: member for member in ConvertModelRequestFbxPreset}
