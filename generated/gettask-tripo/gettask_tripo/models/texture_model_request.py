from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..models.texture_model_request_compress import TextureModelRequestCompress
from ..models.texture_model_request_model import TextureModelRequestModel
from ..models.texture_model_request_texture_alignment import (
    TextureModelRequestTextureAlignment,
)
from ..models.texture_model_request_texture_quality import (
    TextureModelRequestTextureQuality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class TextureModelRequest:
    """
    Attributes:
        input_ (str): A public URL, the file_token of an upload, or the bare id of a task whose
            result is meant. A data URI is refused with HTTP 400.
        model (TextureModelRequestModel | Unset): Without it v3.0-20250812, where v2 took
            v2.5-20250123. v3.5-20260815 is known from the SDK's tests. Default:
            TextureModelRequestModel.V3_0_20250812.
        texture_prompt (TexturePrompt | Unset): Words, one image or four, an image for the style.
            Required in v2's docs, not in its Schema page.
        texture (bool | Unset): With standard quality either this or pbr must stay true. Default:
            True.
        pbr (bool | Unset):  Default: True.
        texture_seed (int | Unset):
        model_seed (int | Unset):
        texture_alignment (TextureModelRequestTextureAlignment | Unset):
        texture_quality (TextureModelRequestTextureQuality | Unset):  Default:
            TextureModelRequestTextureQuality.STANDARD.
        part_names (list[str] | Unset):
        compress (TextureModelRequestCompress | Unset):
        bake (bool | Unset):  Default: True.
    """

    input_: str
    model: TextureModelRequestModel | Unset = UNSET
    texture_prompt: TexturePrompt | Unset = UNSET
    texture: bool | Unset = UNSET
    pbr: bool | Unset = UNSET
    texture_seed: int | Unset = UNSET
    model_seed: int | Unset = UNSET
    texture_alignment: TextureModelRequestTextureAlignment | Unset = UNSET
    texture_quality: TextureModelRequestTextureQuality | Unset = UNSET
    part_names: list[str] | Unset = UNSET
    compress: TextureModelRequestCompress | Unset = UNSET
    bake: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "texture-model")
        self = cls.__new__(cls)
        known = 1
        at = ""
        try:
            at = "input"
            value = src_dict["input"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.input_ = value
            at = "model"
            if "model" in src_dict:
                known += 1
                value = src_dict["model"]
                if not (value.__class__ is str and value in _model):
                    raise mismatch(
                        'one of "v2.5-20250123", "v3.0-20250812", "v3.5-20260815"', value
                    )
                value = _model[value]
                self.model = value
            else:
                self.model = UNSET
            at = "texture_prompt"
            if "texture_prompt" in src_dict:
                known += 1
                value = src_dict["texture_prompt"]
                value = TexturePrompt.from_dict(value)
                self.texture_prompt = value
            else:
                self.texture_prompt = UNSET
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
            at = "texture_seed"
            if "texture_seed" in src_dict:
                known += 1
                value = src_dict["texture_seed"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.texture_seed = value
            else:
                self.texture_seed = UNSET
            at = "model_seed"
            if "model_seed" in src_dict:
                known += 1
                value = src_dict["model_seed"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.model_seed = value
            else:
                self.model_seed = UNSET
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
            at = "part_names"
            if "part_names" in src_dict:
                known += 1
                value = src_dict["part_names"]
                value = array(_part_names__item, value)
                self.part_names = value
            else:
                self.part_names = UNSET
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
            at = "bake"
            if "bake" in src_dict:
                known += 1
                value = src_dict["bake"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.bake = value
            else:
                self.bake = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "texture-model") from None
        except DecodeError as error:
            error.inside(at, "texture-model")
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
            "input": self.input_,
        }
        if self.model is not UNSET:
            result["model"] = encode(self.model)
        if self.texture_prompt is not UNSET:
            result["texture_prompt"] = encode(self.texture_prompt)
        if self.texture is not UNSET:
            result["texture"] = self.texture
        if self.pbr is not UNSET:
            result["pbr"] = self.pbr
        if self.texture_seed is not UNSET:
            result["texture_seed"] = self.texture_seed
        if self.model_seed is not UNSET:
            result["model_seed"] = self.model_seed
        if self.texture_alignment is not UNSET:
            result["texture_alignment"] = encode(self.texture_alignment)
        if self.texture_quality is not UNSET:
            result["texture_quality"] = encode(self.texture_quality)
        if self.part_names is not UNSET:
            result["part_names"] = encode(self.part_names)
        if self.compress is not UNSET:
            result["compress"] = encode(self.compress)
        if self.bake is not UNSET:
            result["bake"] = self.bake
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
from ..models.texture_prompt import TexturePrompt

_KEYS = frozenset(
    [
        "input",
        "model",
        "texture_prompt",
        "texture",
        "pbr",
        "texture_seed",
        "model_seed",
        "texture_alignment",
        "texture_quality",
        "part_names",
        "compress",
        "bake",
    ]
)
_REQUIRED = {"input": "string"}
_model = {member.value: member for member in TextureModelRequestModel}

_texture_alignment = {member.value: member for member in TextureModelRequestTextureAlignment}

_texture_quality = {member.value: member for member in TextureModelRequestTextureQuality}


def _part_names__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value


_compress = {member.value: member for member in TextureModelRequestCompress}
