from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TaskDetailObject:
    """The detail, where it is not null.

    Attributes:
        account_id (int | Unset):
        is_using_private_pool (bool | Unset):
    """

    account_id: int | Unset = UNSET
    is_using_private_pool: bool | Unset = UNSET
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
            at = "account_id"
            if "account_id" in src_dict:
                known += 1
                value = src_dict["account_id"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.account_id = value
            else:
                self.account_id = UNSET
            at = "is_using_private_pool"
            if "is_using_private_pool" in src_dict:
                known += 1
                value = src_dict["is_using_private_pool"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.is_using_private_pool = value
            else:
                self.is_using_private_pool = UNSET
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
        if self.account_id is not UNSET:
            result["account_id"] = self.account_id
        if self.is_using_private_pool is not UNSET:
            result["is_using_private_pool"] = self.is_using_private_pool
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


_KEYS = frozenset(["account_id", "is_using_private_pool"])
