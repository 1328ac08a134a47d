from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.upload_credentials_request_format import UploadCredentialsRequestFormat


@_attrs_define(kw_only=True)
class UploadCredentialsRequest:
    """
    Attributes:
        format_ (UploadCredentialsRequestFormat): The Schema page lists webp, jpeg and png alone.
    """

    format_: UploadCredentialsRequestFormat
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
            at = "format"
            value = src_dict["format"]
            if not (value.__class__ is str and value in _format_):
                raise mismatch('one of "webp", "jpeg", "png", "glb", "obj", "fbx", "stl"', value)
            value = _format_[value]
            self.format_ = value
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
            "format": encode(self.format_),
        }
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


_KEYS = frozenset(["format"])
_REQUIRED = {"format": 'one of "webp", "jpeg", "png", "glb", "obj", "fbx", "stl"'}
_format_ = {member.value: member for member in UploadCredentialsRequestFormat}
