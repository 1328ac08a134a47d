from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class KlingOmniInput:
    """The fields of the page's example.

    Attributes:
        multi_shots (list[KlingShot] | Unset):
        aspect_ratio (str | Unset): 16:9 in the page's example.
        resolution (str | Unset): 720p in the page's example.
        enable_audio (bool | Unset):
        version (str | Unset): 3.0 in the page's example.
    """

    multi_shots: list[KlingShot] | Unset = UNSET
    aspect_ratio: str | Unset = UNSET
    resolution: str | Unset = UNSET
    enable_audio: bool | Unset = UNSET
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
            at = "multi_shots"
            if "multi_shots" in src_dict:
                known += 1
                value = src_dict["multi_shots"]
                value = array(KlingShot.from_dict, value)
                self.multi_shots = value
            else:
                self.multi_shots = UNSET
            at = "aspect_ratio"
            if "aspect_ratio" in src_dict:
                known += 1
                value = src_dict["aspect_ratio"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.aspect_ratio = value
            else:
                self.aspect_ratio = UNSET
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
        if self.multi_shots is not UNSET:
            result["multi_shots"] = encode(self.multi_shots)
        if self.aspect_ratio is not UNSET:
            result["aspect_ratio"] = self.aspect_ratio
        if self.resolution is not UNSET:
            result["resolution"] = self.resolution
        if self.enable_audio is not UNSET:
            result["enable_audio"] = self.enable_audio
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


# At the end, since models may refer to each other in circles.
from ..models.kling_shot import KlingShot

_KEYS = frozenset(["multi_shots", "aspect_ratio", "resolution", "enable_audio", "version"])
