from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class KlingLipSyncInput:
    """The page names the fields for all task types together; that these belong here is inferred.
    There are others for speech from text, whose names begin with tts_.

    Attributes:
        origin_task_id (str | Unset): The task that made the video.
        local_dubbing_url (str | Unset): URL of the voice.
    """

    origin_task_id: str | Unset = UNSET
    local_dubbing_url: str | Unset = UNSET
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
            at = "origin_task_id"
            if "origin_task_id" in src_dict:
                known += 1
                value = src_dict["origin_task_id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.origin_task_id = value
            else:
                self.origin_task_id = UNSET
            at = "local_dubbing_url"
            if "local_dubbing_url" in src_dict:
                known += 1
                value = src_dict["local_dubbing_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.local_dubbing_url = value
            else:
                self.local_dubbing_url = UNSET
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
        if self.origin_task_id is not UNSET:
            result["origin_task_id"] = self.origin_task_id
        if self.local_dubbing_url is not UNSET:
            result["local_dubbing_url"] = self.local_dubbing_url
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


_KEYS = frozenset(["origin_task_id", "local_dubbing_url"])
