from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class KlingMotionControlInput:
    """The fields of the page's example.

    Attributes:
        image_url (str | Unset): URL of the image that is to move.
        video_url (str | Unset): URL of a video to take the motion from.
        preset_motion (str | Unset): Name of a motion, such as Heart Gesture Dance.
        motion_direction (str | Unset): video in the page's example.
        keep_original_sound (bool | Unset):
        mode (str | Unset): std in the page's example.
        version (str | Unset): 2.6 in the page's example.
    """

    image_url: str | Unset = UNSET
    video_url: str | Unset = UNSET
    preset_motion: str | Unset = UNSET
    motion_direction: str | Unset = UNSET
    keep_original_sound: bool | Unset = UNSET
    mode: str | Unset = UNSET
    version: str | Unset = UNSET
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
        if self.mode is not UNSET:
            result["mode"] = self.mode
        if self.version is not UNSET:
            result["version"] = self.version
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


_KEYS = frozenset(
    [
        "image_url",
        "video_url",
        "preset_motion",
        "motion_direction",
        "keep_original_sound",
        "mode",
        "version",
    ]
)
