from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..models.generation_model import GenerationModel
from ..models.multiview_to_model_request_compress import MultiviewToModelRequestCompress
from ..models.multiview_to_model_request_geometry_quality import (
    MultiviewToModelRequestGeometryQuality,
)
from ..models.multiview_to_model_request_orientation import (
    MultiviewToModelRequestOrientation,
)
from ..models.multiview_to_model_request_texture_alignment import (
    MultiviewToModelRequestTextureAlignment,
)
from ..models.multiview_to_model_request_texture_quality import (
    MultiviewToModelRequestTextureQuality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class MultiviewToModelRequest:
    """
    Attributes:
        model (GenerationModel): The model version, always required. A wrong one is error 1004,
            whose message lists the right ones; tripo-v3.1, which the quick start has, is wrong.
            P2-20260801 came on 2026-08-22.
        inputs (list[None | str | ViewInput]): Objects that name their view; or four strings in
            the order front, left, back, right, an empty one for a missing view; or one object with
            the task that made the views. The front is needed, and two views at least.
        model_seed (int | Unset):
        texture_seed (int | Unset):
        texture (bool | Unset):  Default: True.
        pbr (bool | Unset): Forces texture. Default: True.
        texture_quality (MultiviewToModelRequestTextureQuality | Unset):  Default:
            MultiviewToModelRequestTextureQuality.STANDARD.
        face_limit (int | Unset): Most faces; the bounds of the model versions are those of text-
            to-model.
        auto_size (bool | Unset): Refused without texture. Default: False.
        compress (MultiviewToModelRequestCompress | Unset):
        export_uv (bool | Unset):  Default: True.
        quad (bool | Unset): Quads; forces FBX. Refused by P1 even when false, outside China.
            Default: False.
        smart_low_poly (bool | Unset): Refused by P1 even when false, outside China. Default:
            False.
        generate_parts (bool | Unset): Needs texture, pbr and quad off. Refused by P1 even when
            false, outside China. Default: False.
        geometry_quality (MultiviewToModelRequestGeometryQuality | Unset): For v3 models. Refused
            by P1 whatever the value, outside China. Default:
            MultiviewToModelRequestGeometryQuality.STANDARD.
        enable_image_autofix (bool | Unset):  Default: False.
        texture_alignment (MultiviewToModelRequestTextureAlignment | Unset):  Default:
            MultiviewToModelRequestTextureAlignment.ORIGINAL_IMAGE.
        orientation (MultiviewToModelRequestOrientation | Unset): Needs texture. Default:
            MultiviewToModelRequestOrientation.DEFAULT.
        return_multiview (Any | Unset): New in v3; no source says where.
        render_sequence (Any | Unset): New in v3; no source says where.
        render_video (Any | Unset): New in v3; no source says where.
        check_printable (Any | Unset): New in v3; no source says where.
        style_image (Any | Unset): New in v3; no source says where.
        mode (Any | Unset): New in v3; no source says where. v2 once had a mode of LEFT or RIGHT
            here.
        priority (int | Unset): New in v3; no source says where.
        parameters (Any | Unset): New in v3; no source says where.
    """

    model: GenerationModel
    inputs: list[None | str | ViewInput]
    model_seed: int | Unset = UNSET
    texture_seed: int | Unset = UNSET
    texture: bool | Unset = UNSET
    pbr: bool | Unset = UNSET
    texture_quality: MultiviewToModelRequestTextureQuality | Unset = UNSET
    face_limit: int | Unset = UNSET
    auto_size: bool | Unset = UNSET
    compress: MultiviewToModelRequestCompress | Unset = UNSET
    export_uv: bool | Unset = UNSET
    quad: bool | Unset = UNSET
    smart_low_poly: bool | Unset = UNSET
    generate_parts: bool | Unset = UNSET
    geometry_quality: MultiviewToModelRequestGeometryQuality | Unset = UNSET
    enable_image_autofix: bool | Unset = UNSET
    texture_alignment: MultiviewToModelRequestTextureAlignment | Unset = UNSET
    orientation: MultiviewToModelRequestOrientation | Unset = UNSET
    return_multiview: Any | Unset = UNSET
    render_sequence: Any | Unset = UNSET
    render_video: Any | Unset = UNSET
    check_printable: Any | Unset = UNSET
    style_image: Any | Unset = UNSET
    mode: Any | Unset = UNSET
    priority: int | Unset = UNSET
    parameters: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "multiview-to-model")
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "model"
            value = src_dict["model"]
            if not (value.__class__ is str and value in _model):
                raise mismatch(
                    'one of "v3.1-20260211", "v3.0-20250812", "v2.5-20250123", "P1-20260311", "P2-20260801"',
                    value,
                )
            value = _model[value]
            self.model = value
            at = "inputs"
            value = src_dict["inputs"]
            value = array(_inputs__item, value)
            self.inputs = value
            at = "model_seed"
            if "model_seed" in src_dict:
                known += 1
                value = src_dict["model_seed"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.model_seed = value
            else:
                self.model_seed = UNSET
            at = "texture_seed"
            if "texture_seed" in src_dict:
                known += 1
                value = src_dict["texture_seed"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.texture_seed = value
            else:
                self.texture_seed = UNSET
            at = "texture"
            if "texture" in src_dict:
                known += 1
                value = src_dict["texture"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.texture = value
            else:
                self.texture = UNSET
            at = "pbr"
            if "pbr" in src_dict:
                known += 1
                value = src_dict["pbr"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.pbr = value
            else:
                self.pbr = UNSET
            at = "texture_quality"
            if "texture_quality" in src_dict:
                known += 1
                value = src_dict["texture_quality"]
                if not (value.__class__ is str and value in _texture_quality):
                    raise mismatch('one of "standard", "detailed", "extreme"', value)
                value = _texture_quality[value]
                self.texture_quality = value
            else:
                self.texture_quality = UNSET
            at = "face_limit"
            if "face_limit" in src_dict:
                known += 1
                value = src_dict["face_limit"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.face_limit = value
            else:
                self.face_limit = UNSET
            at = "auto_size"
            if "auto_size" in src_dict:
                known += 1
                value = src_dict["auto_size"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.auto_size = value
            else:
                self.auto_size = UNSET
            at = "compress"
            if "compress" in src_dict:
                known += 1
                value = src_dict["compress"]
                if not (value.__class__ is str and value in _compress):
                    raise mismatch('one of "geometry"', value)
                value = _compress[value]
                self.compress = value
            else:
                self.compress = UNSET
            at = "export_uv"
            if "export_uv" in src_dict:
                known += 1
                value = src_dict["export_uv"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.export_uv = value
            else:
                self.export_uv = UNSET
            at = "quad"
            if "quad" in src_dict:
                known += 1
                value = src_dict["quad"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.quad = value
            else:
                self.quad = UNSET
            at = "smart_low_poly"
            if "smart_low_poly" in src_dict:
                known += 1
                value = src_dict["smart_low_poly"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.smart_low_poly = value
            else:
                self.smart_low_poly = UNSET
            at = "generate_parts"
            if "generate_parts" in src_dict:
                known += 1
                value = src_dict["generate_parts"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.generate_parts = value
            else:
                self.generate_parts = UNSET
            at = "geometry_quality"
            if "geometry_quality" in src_dict:
                known += 1
                value = src_dict["geometry_quality"]
                if not (value.__class__ is str and value in _geometry_quality):
                    raise mismatch('one of "standard", "detailed"', value)
                value = _geometry_quality[value]
                self.geometry_quality = value
            else:
                self.geometry_quality = UNSET
            at = "enable_image_autofix"
            if "enable_image_autofix" in src_dict:
                known += 1
                value = src_dict["enable_image_autofix"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.enable_image_autofix = value
            else:
                self.enable_image_autofix = UNSET
            at = "texture_alignment"
            if "texture_alignment" in src_dict:
                known += 1
                value = src_dict["texture_alignment"]
                if not (value.__class__ is str and value in _texture_alignment):
                    raise mismatch('one of "original_image", "geometry"', value)
                value = _texture_alignment[value]
                self.texture_alignment = value
            else:
                self.texture_alignment = UNSET
            at = "orientation"
            if "orientation" in src_dict:
                known += 1
                value = src_dict["orientation"]
                if not (value.__class__ is str and value in _orientation):
                    raise mismatch('one of "default", "align_image"', value)
                value = _orientation[value]
                self.orientation = value
            else:
                self.orientation = UNSET
            at = "return_multiview"
            if "return_multiview" in src_dict:
                known += 1
                value = src_dict["return_multiview"]
                self.return_multiview = value
            else:
                self.return_multiview = UNSET
            at = "render_sequence"
            if "render_sequence" in src_dict:
                known += 1
                value = src_dict["render_sequence"]
                self.render_sequence = value
            else:
                self.render_sequence = UNSET
            at = "render_video"
            if "render_video" in src_dict:
                known += 1
                value = src_dict["render_video"]
                self.render_video = value
            else:
                self.render_video = UNSET
            at = "check_printable"
            if "check_printable" in src_dict:
                known += 1
                value = src_dict["check_printable"]
                self.check_printable = value
            else:
                self.check_printable = UNSET
            at = "style_image"
            if "style_image" in src_dict:
                known += 1
                value = src_dict["style_image"]
                self.style_image = value
            else:
                self.style_image = UNSET
            at = "mode"
            if "mode" in src_dict:
                known += 1
                value = src_dict["mode"]
                self.mode = value
            else:
                self.mode = UNSET
            at = "priority"
            if "priority" in src_dict:
                known += 1
                value = src_dict["priority"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.priority = value
            else:
                self.priority = UNSET
            at = "parameters"
            if "parameters" in src_dict:
                known += 1
                value = src_dict["parameters"]
                self.parameters = value
            else:
                self.parameters = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "multiview-to-model") from None
        except DecodeError as error:
            error.inside(at, "multiview-to-model")
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
            "model": encode(self.model),
            "inputs": encode(self.inputs),
        }
        if self.model_seed is not UNSET:
            result["model_seed"] = self.model_seed
        if self.texture_seed is not UNSET:
            result["texture_seed"] = self.texture_seed
        if self.texture is not UNSET:
            result["texture"] = self.texture
        if self.pbr is not UNSET:
            result["pbr"] = self.pbr
        if self.texture_quality is not UNSET:
            result["texture_quality"] = encode(self.texture_quality)
        if self.face_limit is not UNSET:
            result["face_limit"] = self.face_limit
        if self.auto_size is not UNSET:
            result["auto_size"] = self.auto_size
        if self.compress is not UNSET:
            result["compress"] = encode(self.compress)
        if self.export_uv is not UNSET:
            result["export_uv"] = self.export_uv
        if self.quad is not UNSET:
            result["quad"] = self.quad
        if self.smart_low_poly is not UNSET:
            result["smart_low_poly"] = self.smart_low_poly
        if self.generate_parts is not UNSET:
            result["generate_parts"] = self.generate_parts
        if self.geometry_quality is not UNSET:
            result["geometry_quality"] = encode(self.geometry_quality)
        if self.enable_image_autofix is not UNSET:
            result["enable_image_autofix"] = self.enable_image_autofix
        if self.texture_alignment is not UNSET:
            result["texture_alignment"] = encode(self.texture_alignment)
        if self.orientation is not UNSET:
            result["orientation"] = encode(self.orientation)
        if self.return_multiview is not UNSET:
            result["return_multiview"] = self.return_multiview
        if self.render_sequence is not UNSET:
            result["render_sequence"] = self.render_sequence
        if self.render_video is not UNSET:
            result["render_video"] = self.render_video
        if self.check_printable is not UNSET:
            result["check_printable"] = self.check_printable
        if self.style_image is not UNSET:
            result["style_image"] = self.style_image
        if self.mode is not UNSET:
            result["mode"] = self.mode
        if self.priority is not UNSET:
            result["priority"] = self.priority
        if self.parameters is not UNSET:
            result["parameters"] = self.parameters
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


# At the end, since models may refer to each other in circles.
from ..models.view_input import ViewInput

_KEYS = frozenset(
    [
        "model",
        "inputs",
        "model_seed",
        "texture_seed",
        "texture",
        "pbr",
        "texture_quality",
        "face_limit",
        "auto_size",
        "compress",
        "export_uv",
        "quad",
        "smart_low_poly",
        "generate_parts",
        "geometry_quality",
        "enable_image_autofix",
        "texture_alignment",
        "orientation",
        "return_multiview",
        "render_sequence",
        "render_video",
        "check_printable",
        "style_image",
        "mode",
        "priority",
        "parameters",
    ]
)
_REQUIRED = {
    "model": 'one of "v3.1-20260211", "v3.0-20250812", "v2.5-20250123", "P1-20260311", "P2-20260801"',
    "inputs": "array",
}
_model = {member.value: member for member in GenerationModel}


def _inputs__item(value: Any) -> Any:
    if value.__class__ is dict:
        value = ViewInput.from_dict(value)
    elif value is not None and value.__class__ is not str:
        raise mismatch("null or string or object", value)
    return value


_texture_quality = {member.value: member for member in MultiviewToModelRequestTextureQuality}

_compress = {member.value: member for member in MultiviewToModelRequestCompress}

_geometry_quality = {member.value: member for member in MultiviewToModelRequestGeometryQuality}

_texture_alignment = {member.value: member for member in MultiviewToModelRequestTextureAlignment}

_orientation = {member.value: member for member in MultiviewToModelRequestOrientation}
