from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class PresignedUpload:
    """Where to PUT the file, without the API key.

    Attributes:
        file_token (str): What an input refers to the file by.
        presigned_url (str | Unset): The URL to PUT to, as the SDK reads it first.
        expires_in (int | Unset): How long the URL lives.
        upload_url (str | Unset): Stands for presigned_url.
    """

    file_token: str
    presigned_url: str | Unset = UNSET
    expires_in: int | Unset = UNSET
    upload_url: str | Unset = UNSET
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
            at = "file_token"
            value = src_dict["file_token"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.file_token = value
            at = "presigned_url"
            if "presigned_url" in src_dict:
                known += 1
                value = src_dict["presigned_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.presigned_url = value
            else:
                self.presigned_url = UNSET
            at = "expires_in"
            if "expires_in" in src_dict:
                known += 1
                value = src_dict["expires_in"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.expires_in = value
            else:
                self.expires_in = UNSET
            at = "upload_url"
            if "upload_url" in src_dict:
                known += 1
                value = src_dict["upload_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.upload_url = value
            else:
                self.upload_url = UNSET
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
            "file_token": self.file_token,
        }
        if self.presigned_url is not UNSET:
            result["presigned_url"] = self.presigned_url
        if self.expires_in is not UNSET:
            result["expires_in"] = self.expires_in
        if self.upload_url is not UNSET:
            result["upload_url"] = self.upload_url
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


_KEYS = frozenset(["file_token", "presigned_url", "expires_in", "upload_url"])
_REQUIRED = {"file_token": "string"}
