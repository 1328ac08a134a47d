from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class PresignUploadReply:
    """
    Attributes:
        code (int): 0 on success.
        data (PresignedUpload): Where to PUT the file, without the API key.
        status (str | Unset): success beside code 0.
    """

    code: int
    data: PresignedUpload
    status: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "code"
            value = src_dict["code"]
            if value.__class__ is not int and not is_integral(value):
                raise mismatch("integer", value)
            self.code = value
            at = "data"
            value = src_dict["data"]
            value = PresignedUpload.from_dict(value)
            self.data = value
            at = "status"
            if "status" in src_dict:
                known += 1
                value = src_dict["status"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.status = value
            else:
                self.status = UNSET
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
            "code": self.code,
            "data": encode(self.data),
        }
        if self.status is not UNSET:
            result["status"] = self.status
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
from ..models.presigned_upload import PresignedUpload

_KEYS = frozenset(["code", "data", "status"])
_REQUIRED = {"code": "integer", "data": "object"}
