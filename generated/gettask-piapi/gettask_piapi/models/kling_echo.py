from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class KlingEcho:
    """The input as the server took it; the fields that the pages' examples show.

    Attributes:
        prompt (str | Unset):
        aspect_ratio (str | Unset):
        duration (float | Unset):
        mode (str | Unset):
        version (str | Unset):
        resolution (str | Unset):
        enable_audio (bool | Unset):
        prefer_multi_shots (bool | Unset):
        multi_shots (list[KlingShot] | Unset):
        image_url (str | Unset):
        video_url (str | Unset):
        preset_motion (str | Unset):
        motion_direction (str | Unset):
        keep_original_sound (bool | Unset):
    """

    prompt: str | Unset = UNSET
    aspect_ratio: str | Unset = UNSET
    duration: float | Unset = UNSET
    mode: str | Unset = UNSET
    version: str | Unset = UNSET
    resolution: str | Unset = UNSET
    enable_audio: bool | Unset = UNSET
    prefer_multi_shots: bool | Unset = UNSET
    multi_shots: list[KlingShot] | Unset = UNSET
    image_url: str | Unset = UNSET
    video_url: str | Unset = UNSET
    preset_motion: str | Unset = UNSET
    motion_direction: str | Unset = UNSET
    keep_original_sound: bool | Unset = UNSET
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
            at = "aspect_ratio"
            if "aspect_ratio" in src_dict:
                known += 1
                value = src_dict["aspect_ratio"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.aspect_ratio = value
            else:
                self.aspect_ratio = UNSET
            at = "duration"
            if "duration" in src_dict:
                known += 1
                value = src_dict["duration"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.duration = value
            else:
                self.duration = UNSET
            at = "mode"
            if "mode" in src_dict:
                known += 1
                value = src_dict["mode"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.mode = value
            else:
                self.mode = UNSET
            at = "version"
            if "version" in src_dict:
                known += 1
                value = src_dict["version"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.version = value
            else:
                self.version = UNSET
            at = "resolution"
            if "resolution" in src_dict:
                known += 1
                value = src_dict["resolution"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.resolution = value
            else:
                self.resolution = UNSET
            at = "enable_audio"
            if "enable_audio" in src_dict:
                known += 1
                value = src_dict["enable_audio"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.enable_audio = value
            else:
                self.enable_audio = UNSET
            at = "prefer_multi_shots"
            if "prefer_multi_shots" in src_dict:
                known += 1
                value = src_dict["prefer_multi_shots"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.prefer_multi_shots = value
            else:
                self.prefer_multi_shots = UNSET
            at = "multi_shots"
            if "multi_shots" in src_dict:
                known += 1
                value = src_dict["multi_shots"]
                value = array(KlingShot.from_dict, value)
                self.multi_shots = value
            else:
                self.multi_shots = UNSET
            at = "image_url"
            if "image_url" in src_dict:
                known += 1
                value = src_dict["image_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image_url = value
            else:
                self.image_url = UNSET
            at = "video_url"
            if "video_url" in src_dict:
                known += 1
                value = src_dict["video_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.video_url = value
            else:
                self.video_url = UNSET
            at = "preset_motion"
            if "preset_motion" in src_dict:
                known += 1
                value = src_dict["preset_motion"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.preset_motion = value
            else:
                self.preset_motion = UNSET
            at = "motion_direction"
            if "motion_direction" in src_dict:
                known += 1
                value = src_dict["motion_direction"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.motion_direction = value
            else:
                self.motion_direction = UNSET
            at = "keep_original_sound"
            if "keep_original_sound" in src_dict:
                known += 1
                value = src_dict["keep_original_sound"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.keep_original_sound = value
            else:
                self.keep_original_sound = UNSET
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
        if self.aspect_ratio is not UNSET:
            result["aspect_ratio"] = self.aspect_ratio
        if self.duration is not UNSET:
            result["duration"] = self.duration
        if self.mode is not UNSET:
            result["mode"] = self.mode
        if self.version is not UNSET:
            result["version"] = self.version
        if self.resolution is not UNSET:
            result["resolution"] = self.resolution
        if self.enable_audio is not UNSET:
            result["enable_audio"] = self.enable_audio
        if self.prefer_multi_shots is not UNSET:
            result["prefer_multi_shots"] = self.prefer_multi_shots
        if self.multi_shots is not UNSET:
            result["multi_shots"] = encode(self.multi_shots)
        if self.image_url is not UNSET:
            result["image_url"] = self.image_url
        if self.video_url is not UNSET:
            result["video_url"] = self.video_url
        if self.preset_motion is not UNSET:
            result["preset_motion"] = self.preset_motion
        if self.motion_direction is not UNSET:
            result["motion_direction"] = self.motion_direction
        if self.keep_original_sound is not UNSET:
            result["keep_original_sound"] = self.keep_original_sound
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
from ..models.kling_shot import KlingShot

_KEYS = frozenset(
    [
        "prompt",
        "aspect_ratio",
        "duration",
        "mode",
        "version",
        "resolution",
        "enable_audio",
        "prefer_multi_shots",
        "multi_shots",
        "image_url",
        "video_url",
        "preset_motion",
        "motion_direction",
        "keep_original_sound",
    ]
)
