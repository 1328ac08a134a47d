from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class Wan26Img2VideoInput:
    """Only some notes know it; the prompt is taken from the sister models.

    Attributes:
        prompt (str | Unset):
        image (str | Unset): The first image.
        duration (Any | Unset): Length of the video.
        resolution (str | Unset): Such as 720P.
        audio (bool | Unset): Whether the video has sound. Default: True.
    """

    prompt: str | Unset = UNSET
    image: str | Unset = UNSET
    duration: Any | Unset = UNSET
    resolution: str | Unset = UNSET
    audio: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 0
        at = ""
        try:
            at = "prompt"
            if "prompt" in src_dict:
                known += 1
                value = src_dict["prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt = value
            else:
                self.prompt = UNSET
            at = "image"
            if "image" in src_dict:
                known += 1
                value = src_dict["image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image = value
            else:
                self.image = UNSET
            at = "duration"
            if "duration" in src_dict:
                known += 1
                value = src_dict["duration"]
                self.duration = value
            else:
                self.duration = UNSET
            at = "resolution"
            if "resolution" in src_dict:
                known += 1
                value = src_dict["resolution"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.resolution = value
            else:
                self.resolution = UNSET
            at = "audio"
            if "audio" in src_dict:
                known += 1
                value = src_dict["audio"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.audio = value
            else:
                self.audio = UNSET
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
        result: dict[str, Any] = {}
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
        if self.image is not UNSET:
            result["image"] = self.image
        if self.duration is not UNSET:
            result["duration"] = self.duration
        if self.resolution is not UNSET:
            result["resolution"] = self.resolution
        if self.audio is not UNSET:
            result["audio"] = self.audio
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


_KEYS = frozenset(["prompt", "image", "duration", "resolution", "audio"])
