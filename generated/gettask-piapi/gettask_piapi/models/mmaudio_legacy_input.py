from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MmaudioLegacyInput:
    """
    Attributes:
        input_type (str | Unset):
        name (str | Unset):
        url (str | Unset):
        blob_storage (None | Unset):
        token (None | Unset):
    """

    input_type: str | Unset = UNSET
    name: str | Unset = UNSET
    url: str | Unset = UNSET
    blob_storage: None | Unset = UNSET
    token: None | Unset = UNSET
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
            at = "inputType"
            if "inputType" in src_dict:
                known += 1
                value = src_dict["inputType"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.input_type = value
            else:
                self.input_type = UNSET
            at = "name"
            if "name" in src_dict:
                known += 1
                value = src_dict["name"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.name = value
            else:
                self.name = UNSET
            at = "url"
            if "url" in src_dict:
                known += 1
                value = src_dict["url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.url = value
            else:
                self.url = UNSET
            at = "blobStorage"
            if "blobStorage" in src_dict:
                known += 1
                value = src_dict["blobStorage"]
                if value is not None:
                    raise mismatch("null", value)
                self.blob_storage = value
            else:
                self.blob_storage = UNSET
            at = "token"
            if "token" in src_dict:
                known += 1
                value = src_dict["token"]
                if value is not None:
                    raise mismatch("null", value)
                self.token = value
            else:
                self.token = UNSET
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
        if self.input_type is not UNSET:
            result["inputType"] = self.input_type
        if self.name is not UNSET:
            result["name"] = self.name
        if self.url is not UNSET:
            result["url"] = self.url
        if self.blob_storage is not UNSET:
            result["blobStorage"] = self.blob_storage
        if self.token is not UNSET:
            result["token"] = self.token
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


_KEYS = frozenset(["inputType", "name", "url", "blobStorage", "token"])
