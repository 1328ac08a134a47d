from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MmaudioLegacyMetadata:
    """As a page of that API for Luma's videos shows it, too.

    Attributes:
        created_at (str | Unset):
        started_at (str | Unset):
        ended_at (str | Unset):
        quota_frozen (int | Unset):
        quota_usage (int | Unset):
    """

    created_at: str | Unset = UNSET
    started_at: str | Unset = UNSET
    ended_at: str | Unset = UNSET
    quota_frozen: int | Unset = UNSET
    quota_usage: int | Unset = UNSET
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
            at = "created_at"
            if "created_at" in src_dict:
                known += 1
                value = src_dict["created_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.created_at = value
            else:
                self.created_at = UNSET
            at = "started_at"
            if "started_at" in src_dict:
                known += 1
                value = src_dict["started_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.started_at = value
            else:
                self.started_at = UNSET
            at = "ended_at"
            if "ended_at" in src_dict:
                known += 1
                value = src_dict["ended_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.ended_at = value
            else:
                self.ended_at = UNSET
            at = "quota_frozen"
            if "quota_frozen" in src_dict:
                known += 1
                value = src_dict["quota_frozen"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.quota_frozen = value
            else:
                self.quota_frozen = UNSET
            at = "quota_usage"
            if "quota_usage" in src_dict:
                known += 1
                value = src_dict["quota_usage"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.quota_usage = value
            else:
                self.quota_usage = UNSET
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
        if self.created_at is not UNSET:
            result["created_at"] = self.created_at
        if self.started_at is not UNSET:
            result["started_at"] = self.started_at
        if self.ended_at is not UNSET:
            result["ended_at"] = self.ended_at
        if self.quota_frozen is not UNSET:
            result["quota_frozen"] = self.quota_frozen
        if self.quota_usage is not UNSET:
            result["quota_usage"] = self.quota_usage
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


_KEYS = frozenset(["created_at", "started_at", "ended_at", "quota_frozen", "quota_usage"])
