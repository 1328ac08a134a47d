from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.skyreels_input_aspect_ratio import SkyreelsInputAspectRatio
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class SkyreelsInput:
    """
    Attributes:
        prompt (str): The video in words.
        image (str): The first image.
        negative_prompt (str | Unset): What to leave out.
        aspect_ratio (SkyreelsInputAspectRatio | Unset):  Default:
            SkyreelsInputAspectRatio.VALUE_0.
        guidance_scale (float | Unset):  Default: 3.5.
    """

    prompt: str
    image: str
    negative_prompt: str | Unset = UNSET
    aspect_ratio: SkyreelsInputAspectRatio | Unset = UNSET
    guidance_scale: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "prompt"
            value = src_dict["prompt"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.prompt = value
            at = "image"
            value = src_dict["image"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.image = value
            at = "negative_prompt"
            if "negative_prompt" in src_dict:
                known += 1
                value = src_dict["negative_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_prompt = value
            else:
                self.negative_prompt = UNSET
            at = "aspect_ratio"
            if "aspect_ratio" in src_dict:
                known += 1
                value = src_dict["aspect_ratio"]
                if not (value.__class__ is str and value in _aspect_ratio):
                    raise mismatch('one of "16:9", "9:16", "1:1"', value)
                value = _aspect_ratio[value]
                self.aspect_ratio = value
            else:
                self.aspect_ratio = UNSET
            at = "guidance_scale"
            if "guidance_scale" in src_dict:
                known += 1
                value = src_dict["guidance_scale"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.guidance_scale = value
            else:
                self.guidance_scale = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, None) from None
        except DecodeError as error:
            error.inside(at, None)
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
            "prompt": self.prompt,
            "image": self.image,
        }
        if self.negative_prompt is not UNSET:
            result["negative_prompt"] = self.negative_prompt
        if self.aspect_ratio is not UNSET:
            result["aspect_ratio"] = encode(self.aspect_ratio)
        if self.guidance_scale is not UNSET:
            result["guidance_scale"] = self.guidance_scale
        result.update(self.additional_properties)
        return result

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


_KEYS = frozenset(["prompt", "image", "negative_prompt", "aspect_ratio", "guidance_scale"])
_REQUIRED = {"prompt": "string", "image": "string"}
_aspect_ratio = {member.value: member for member in SkyreelsInputAspectRatio}
