from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class UploadCredentials:
    """Sources disagree on what stands here: a URL to upload to with a token, or temporary storage
    credentials with a token. No reply was ever seen.

    Attributes:
        file_token (str | Unset): What an input refers to the file by.
        upload_url (str | Unset):
        expires_at (Any | Unset): When the URL ends.
    """

    file_token: str | Unset = UNSET
    upload_url: str | Unset = UNSET
    expires_at: Any | Unset = UNSET
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
            at = "file_token"
            if "file_token" in src_dict:
                known += 1
                value = src_dict["file_token"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.file_token = value
            else:
                self.file_token = UNSET
            at = "upload_url"
            if "upload_url" in src_dict:
                known += 1
                value = src_dict["upload_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.upload_url = value
            else:
                self.upload_url = UNSET
            at = "expires_at"
            if "expires_at" in src_dict:
                known += 1
                value = src_dict["expires_at"]
                self.expires_at = value
            else:
                self.expires_at = UNSET
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
        if self.file_token is not UNSET:
            result["file_token"] = self.file_token
        if self.upload_url is not UNSET:
            result["upload_url"] = self.upload_url
        if self.expires_at is not UNSET:
            result["expires_at"] = self.expires_at
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


_KEYS = frozenset(["file_token", "upload_url", "expires_at"])
