from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class AccountCreditPack:
    """
    Attributes:
        id (Any | Unset):
        active (Any | Unset):
        capacity (Any | Unset):
        expired_at (Any | Unset):
    """

    id: Any | Unset = UNSET
    active: Any | Unset = UNSET
    capacity: Any | Unset = UNSET
    expired_at: Any | Unset = UNSET
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
            at = "id"
            if "id" in src_dict:
                known += 1
                value = src_dict["id"]
                self.id = value
            else:
                self.id = UNSET
            at = "active"
            if "active" in src_dict:
                known += 1
                value = src_dict["active"]
                self.active = value
            else:
                self.active = UNSET
            at = "capacity"
            if "capacity" in src_dict:
                known += 1
                value = src_dict["capacity"]
                self.capacity = value
            else:
                self.capacity = UNSET
            at = "expired_at"
            if "expired_at" in src_dict:
                known += 1
                value = src_dict["expired_at"]
                self.expired_at = value
            else:
                self.expired_at = UNSET
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
        if self.id is not UNSET:
            result["id"] = self.id
        if self.active is not UNSET:
            result["active"] = self.active
        if self.capacity is not UNSET:
            result["capacity"] = self.capacity
        if self.expired_at is not UNSET:
            result["expired_at"] = self.expired_at
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


_KEYS = frozenset(["id", "active", "capacity", "expired_at"])
