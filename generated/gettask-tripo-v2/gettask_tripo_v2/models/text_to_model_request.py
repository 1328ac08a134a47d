from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..models.text_to_model_request_compress import TextToModelRequestCompress
from ..models.text_to_model_request_geometry_quality import (
    TextToModelRequestGeometryQuality,
)
from ..models.text_to_model_request_texture_quality import (
    TextToModelRequestTextureQuality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class TextToModelRequest:
    """
    Attributes:
        type_ (Literal['text_to_model']):  Default: 'text_to_model'.
        prompt (str): The object in words.
        negative_prompt (str | Unset): What to avoid. 1024 characters on the Schema page, 255 in
            the migration guide.
        image_seed (int | Unset): The Schema page calls it text_seed.
        model_version (str | Unset): Without it v2.5-20250123. P1-20260311 refuses quad,
            smart_low_poly, generate_parts and geometry_quality. Default: 'v2.5-20250123'.
        model_seed (int | Unset):
        texture_seed (int | Unset):
        texture (bool | Unset):  Default: True.
        pbr (bool | Unset): Forces texture. Default: True.
        texture_quality (TextToModelRequestTextureQuality | Unset):  Default:
            TextToModelRequestTextureQuality.STANDARD.
        face_limit (int | Unset): Most faces. P1 takes 48 to 20000; v3 up to 1500000, 2000000 with
            detailed geometry; v2 up to 500000; smart_low_poly 1000 to 20000, with quad 500 to 10000;
            quad alone defaults to 10000, 150000 at most are advised. Negative numbers were accepted
            too.
        auto_size (bool | Unset): For textured models only. Default: False.
        compress (TextToModelRequestCompress | Unset):
        export_uv (bool | Unset):  Default: True.
        quad (bool | Unset): Quads; forces FBX. For v2 and v3 models. Default: False.
        smart_low_poly (bool | Unset): For v2 and v3 models. Default: False.
        generate_parts (bool | Unset): Needs texture, pbr and quad off. For v2 and v3 models.
            Default: False.
        geometry_quality (TextToModelRequestGeometryQuality | Unset): For v3 models. Default:
            TextToModelRequestGeometryQuality.STANDARD.
        style (str | Unset): One of eight styles that the Schema page still lists; the feature
            went later.
    """

    type_: Literal["text_to_model"] = "text_to_model"
    prompt: str
    negative_prompt: str | Unset = UNSET
    image_seed: int | Unset = UNSET
    model_version: str | Unset = UNSET
    model_seed: int | Unset = UNSET
    texture_seed: int | Unset = UNSET
    texture: bool | Unset = UNSET
    pbr: bool | Unset = UNSET
    texture_quality: TextToModelRequestTextureQuality | Unset = UNSET
    face_limit: int | Unset = UNSET
    auto_size: bool | Unset = UNSET
    compress: TextToModelRequestCompress | Unset = UNSET
    export_uv: bool | Unset = UNSET
    quad: bool | Unset = UNSET
    smart_low_poly: bool | Unset = UNSET
    generate_parts: bool | Unset = UNSET
    geometry_quality: TextToModelRequestGeometryQuality | Unset = UNSET
    style: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "text-to-model")
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value != "text_to_model":
                raise mismatch('"text_to_model"', value)
            self.type_ = value
            at = "prompt"
            value = src_dict["prompt"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.prompt = value
            at = "negative_prompt"
            if "negative_prompt" in src_dict:
                known += 1
                value = src_dict["negative_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_prompt = value
            else:
                self.negative_prompt = UNSET
            at = "image_seed"
            if "image_seed" in src_dict:
                known += 1
                value = src_dict["image_seed"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.image_seed = value
            else:
                self.image_seed = UNSET
            at = "model_version"
            if "model_version" in src_dict:
                known += 1
                value = src_dict["model_version"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model_version = value
            else:
                self.model_version = UNSET
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
            at = "style"
            if "style" in src_dict:
                known += 1
                value = src_dict["style"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.style = value
            else:
                self.style = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "text-to-model") from None
        except DecodeError as error:
            error.inside(at, "text-to-model")
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
            "prompt": self.prompt,
        }
        if self.negative_prompt is not UNSET:
            result["negative_prompt"] = self.negative_prompt
        if self.image_seed is not UNSET:
            result["image_seed"] = self.image_seed
        if self.model_version is not UNSET:
            result["model_version"] = self.model_version
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
        if self.style is not UNSET:
            result["style"] = self.style
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
        "prompt",
        "negative_prompt",
        "image_seed",
        "model_version",
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
        "style",
    ]
)
_REQUIRED = {"type": '"text_to_model"', "prompt": "string"}
_texture_quality = {member.value: member for member in TextToModelRequestTextureQuality}

_compress = {member.value: member for member in TextToModelRequestCompress}

_geometry_quality = {member.value: member for member in TextToModelRequestGeometryQuality}
