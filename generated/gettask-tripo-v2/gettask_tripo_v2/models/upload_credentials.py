from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch, missing
from ..errors import DecodeError


@_attrs_define(kw_only=True)
class UploadCredentials:
    """Temporary credentials to put a file into Tripo's own storage with.

    Attributes:
        s3_host (str): Seen as s3.us-west-2.amazonaws.com.
        resource_bucket (str): The bucket of the StoredObject; seen as tripo-data.
        resource_uri (str): The key of the StoredObject.
        session_token (str):
        sts_ak (str):
        sts_sk (str):
    """

    s3_host: str
    resource_bucket: str
    resource_uri: str
    session_token: str
    sts_ak: str
    sts_sk: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 6
        at = ""
        try:
            at = "s3_host"
            value = src_dict["s3_host"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.s3_host = value
            at = "resource_bucket"
            value = src_dict["resource_bucket"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.resource_bucket = value
            at = "resource_uri"
            value = src_dict["resource_uri"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.resource_uri = value
            at = "session_token"
            value = src_dict["session_token"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.session_token = value
            at = "sts_ak"
            value = src_dict["sts_ak"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.sts_ak = value
            at = "sts_sk"
            value = src_dict["sts_sk"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.sts_sk = value
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
            "s3_host": self.s3_host,
            "resource_bucket": self.resource_bucket,
            "resource_uri": self.resource_uri,
            "session_token": self.session_token,
            "sts_ak": self.sts_ak,
            "sts_sk": self.sts_sk,
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


_KEYS = frozenset(
    ["s3_host", "resource_bucket", "resource_uri", "session_token", "sts_ak", "sts_sk"]
)
_REQUIRED = {
    "s3_host": "string",
    "resource_bucket": "string",
    "resource_uri": "string",
    "session_token": "string",
    "sts_ak": "string",
    "sts_sk": "string",
}
