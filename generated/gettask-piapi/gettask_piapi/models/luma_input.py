from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.luma_input_model_name import LumaInputModelName
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class LumaInput:
    """One input for both task types; which fields extend_video takes is not known.

    Attributes:
        prompt (str): The video in words.
        expand_prompt (bool | Unset): Whether Luma may add to the prompt.
        loop (bool | Unset): Whether the video ends as it begins.
        key_frames (LumaKeyFrames | Unset): What the video begins and ends with.
        model_name (LumaInputModelName | Unset):
        duration (Any | Unset): Length of the video.
        aspect_ratio (str | Unset):
    """

    prompt: str
    expand_prompt: bool | Unset = UNSET
    loop: bool | Unset = UNSET
    key_frames: LumaKeyFrames | Unset = UNSET
    model_name: LumaInputModelName | Unset = UNSET
    duration: Any | Unset = UNSET
    aspect_ratio: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 1
        at = ""
        try:
            at = "prompt"
            value = src_dict["prompt"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.prompt = value
            at = "expand_prompt"
            if "expand_prompt" in src_dict:
                known += 1
                value = src_dict["expand_prompt"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.expand_prompt = value
            else:
                self.expand_prompt = UNSET
            at = "loop"
            if "loop" in src_dict:
                known += 1
                value = src_dict["loop"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.loop = value
            else:
                self.loop = UNSET
            at = "key_frames"
            if "key_frames" in src_dict:
                known += 1
                value = src_dict["key_frames"]
                value = LumaKeyFrames.from_dict(value)
                self.key_frames = value
            else:
                self.key_frames = UNSET
            at = "model_name"
            if "model_name" in src_dict:
                known += 1
                value = src_dict["model_name"]
                if not (value.__class__ is str and value in _model_name):
                    raise mismatch('one of "ray-v1", "ray-v2"', value)
                value = _model_name[value]
                self.model_name = value
            else:
                self.model_name = UNSET
            at = "duration"
            if "duration" in src_dict:
                known += 1
                value = src_dict["duration"]
                self.duration = value
            else:
                self.duration = UNSET
            at = "aspect_ratio"
            if "aspect_ratio" in src_dict:
                known += 1
                value = src_dict["aspect_ratio"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.aspect_ratio = value
            else:
                self.aspect_ratio = UNSET
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
        }
        if self.expand_prompt is not UNSET:
            result["expand_prompt"] = self.expand_prompt
        if self.loop is not UNSET:
            result["loop"] = self.loop
        if self.key_frames is not UNSET:
            result["key_frames"] = encode(self.key_frames)
        if self.model_name is not UNSET:
            result["model_name"] = encode(self.model_name)
        if self.duration is not UNSET:
            result["duration"] = self.duration
        if self.aspect_ratio is not UNSET:
            result["aspect_ratio"] = self.aspect_ratio
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


# At the end, since models may refer to each other in circles.
from ..models.luma_key_frames import LumaKeyFrames

_KEYS = frozenset(
    ["prompt", "expand_prompt", "loop", "key_frames", "model_name", "duration", "aspect_ratio"]
)
_REQUIRED = {"prompt": "string"}
_model_name = {member.value: member for member in LumaInputModelName}
