from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FramepackInput:
    """One more client sends init_image, lora_settings, fps and max_seconds, which no other source
    bears out.

    Attributes:
        start_image (str): The first image.
        end_image (str | Unset): The last image.
        prompt (str | Unset): The video in words.
        negative_prompt (str | Unset): What to leave out.
        duration (float | Unset): Length of the video, of 30 frames a second.
    """

    start_image: str
    end_image: str | Unset = UNSET
    prompt: str | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    duration: float | Unset = UNSET
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
            at = "start_image"
            value = src_dict["start_image"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.start_image = value
            at = "end_image"
            if "end_image" in src_dict:
                known += 1
                value = src_dict["end_image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.end_image = value
            else:
                self.end_image = UNSET
            at = "prompt"
            if "prompt" in src_dict:
                known += 1
                value = src_dict["prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt = value
            else:
                self.prompt = UNSET
            at = "negative_prompt"
            if "negative_prompt" in src_dict:
                known += 1
                value = src_dict["negative_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_prompt = value
            else:
                self.negative_prompt = UNSET
            at = "duration"
            if "duration" in src_dict:
                known += 1
                value = src_dict["duration"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.duration = value
            else:
                self.duration = UNSET
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
            "start_image": self.start_image,
        }
        if self.end_image is not UNSET:
            result["end_image"] = self.end_image
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
        if self.negative_prompt is not UNSET:
            result["negative_prompt"] = self.negative_prompt
        if self.duration is not UNSET:
            result["duration"] = self.duration
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


_KEYS = frozenset(["start_image", "end_image", "prompt", "negative_prompt", "duration"])
_REQUIRED = {"start_image": "string"}
