from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch
from ..errors import DecodeError
from ..models.kling_video_input_aspect_ratio import KlingVideoInputAspectRatio
from ..models.kling_video_input_mode import KlingVideoInputMode
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class KlingVideoInput:
    """One input for the classic versions and for version 3.0.

    Attributes:
        prompt (str | Unset): The video in words.
        negative_prompt (str | Unset): What to leave out.
        cfg_scale (float | Unset): A number; a string was reported to be refused.
        duration (int | Unset): 5 or 10 in the classic versions; the page of version 3.0 shows 5
            and shots of 2 and 3.
        aspect_ratio (KlingVideoInputAspectRatio | Unset):
        camera_control (KlingCameraControl | Unset):
        mode (KlingVideoInputMode | Unset):
        version (str | Unset): From 1.0 to 2.1-master, later 2.5, 2.6, 3.0 and o1; no source lists
            them all. A client's notes of 2026-07-24 say that 2.1 then made no video from words alone.
        image_url (str | Unset): URL of the first image.
        image_tail_url (str | Unset): URL of the last image.
        motion_brush (Any | Unset): What moves how; only its name is known.
        enable_audio (bool | Unset): Of version 3.0.
        prefer_multi_shots (bool | Unset): Of version 3.0.
        multi_shots (list[KlingShot] | Unset): Of version 3.0.
    """

    prompt: str | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    cfg_scale: float | Unset = UNSET
    duration: int | Unset = UNSET
    aspect_ratio: KlingVideoInputAspectRatio | Unset = UNSET
    camera_control: KlingCameraControl | Unset = UNSET
    mode: KlingVideoInputMode | Unset = UNSET
    version: str | Unset = UNSET
    image_url: str | Unset = UNSET
    image_tail_url: str | Unset = UNSET
    motion_brush: Any | Unset = UNSET
    enable_audio: bool | Unset = UNSET
    prefer_multi_shots: bool | Unset = UNSET
    multi_shots: list[KlingShot] | Unset = UNSET
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
            at = "negative_prompt"
            if "negative_prompt" in src_dict:
                known += 1
                value = src_dict["negative_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_prompt = value
            else:
                self.negative_prompt = UNSET
            at = "cfg_scale"
            if "cfg_scale" in src_dict:
                known += 1
                value = src_dict["cfg_scale"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.cfg_scale = value
            else:
                self.cfg_scale = UNSET
            at = "duration"
            if "duration" in src_dict:
                known += 1
                value = src_dict["duration"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.duration = value
            else:
                self.duration = UNSET
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
            at = "camera_control"
            if "camera_control" in src_dict:
                known += 1
                value = src_dict["camera_control"]
                value = KlingCameraControl.from_dict(value)
                self.camera_control = value
            else:
                self.camera_control = UNSET
            at = "mode"
            if "mode" in src_dict:
                known += 1
                value = src_dict["mode"]
                if not (value.__class__ is str and value in _mode):
                    raise mismatch('one of "std", "pro"', value)
                value = _mode[value]
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
            at = "image_url"
            if "image_url" in src_dict:
                known += 1
                value = src_dict["image_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image_url = value
            else:
                self.image_url = UNSET
            at = "image_tail_url"
            if "image_tail_url" in src_dict:
                known += 1
                value = src_dict["image_tail_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image_tail_url = value
            else:
                self.image_tail_url = UNSET
            at = "motion_brush"
            if "motion_brush" in src_dict:
                known += 1
                value = src_dict["motion_brush"]
                self.motion_brush = value
            else:
                self.motion_brush = UNSET
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
        if self.negative_prompt is not UNSET:
            result["negative_prompt"] = self.negative_prompt
        if self.cfg_scale is not UNSET:
            result["cfg_scale"] = self.cfg_scale
        if self.duration is not UNSET:
            result["duration"] = self.duration
        if self.aspect_ratio is not UNSET:
            result["aspect_ratio"] = encode(self.aspect_ratio)
        if self.camera_control is not UNSET:
            result["camera_control"] = encode(self.camera_control)
        if self.mode is not UNSET:
            result["mode"] = encode(self.mode)
        if self.version is not UNSET:
            result["version"] = self.version
        if self.image_url is not UNSET:
            result["image_url"] = self.image_url
        if self.image_tail_url is not UNSET:
            result["image_tail_url"] = self.image_tail_url
        if self.motion_brush is not UNSET:
            result["motion_brush"] = self.motion_brush
        if self.enable_audio is not UNSET:
            result["enable_audio"] = self.enable_audio
        if self.prefer_multi_shots is not UNSET:
            result["prefer_multi_shots"] = self.prefer_multi_shots
        if self.multi_shots is not UNSET:
            result["multi_shots"] = encode(self.multi_shots)
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
from ..models.kling_camera_control import KlingCameraControl
from ..models.kling_shot import KlingShot

_KEYS = frozenset(
    [
        "prompt",
        "negative_prompt",
        "cfg_scale",
        "duration",
        "aspect_ratio",
        "camera_control",
        "mode",
        "version",
        "image_url",
        "image_tail_url",
        "motion_brush",
        "enable_audio",
        "prefer_multi_shots",
        "multi_shots",
    ]
)
_aspect_ratio = {member.value: member for member in KlingVideoInputAspectRatio}

_mode = {member.value: member for member in KlingVideoInputMode}
