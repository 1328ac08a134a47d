from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class AccountCreditPacks:
    """
    Attributes:
        available_credits (Any | Unset):
        used_credits (Any | Unset):
        total_credits (Any | Unset):
        frozen_credits (Any | Unset):
        expired_credits (Any | Unset):
        inactive_credits (Any | Unset):
        credit_packs_count (Any | Unset):
        credit_packs (list[AccountCreditPack] | Unset):
    """

    available_credits: Any | Unset = UNSET
    used_credits: Any | Unset = UNSET
    total_credits: Any | Unset = UNSET
    frozen_credits: Any | Unset = UNSET
    expired_credits: Any | Unset = UNSET
    inactive_credits: Any | Unset = UNSET
    credit_packs_count: Any | Unset = UNSET
    credit_packs: list[AccountCreditPack] | Unset = UNSET
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
            at = "available_credits"
            if "available_credits" in src_dict:
                known += 1
                value = src_dict["available_credits"]
                self.available_credits = value
            else:
                self.available_credits = UNSET
            at = "used_credits"
            if "used_credits" in src_dict:
                known += 1
                value = src_dict["used_credits"]
                self.used_credits = value
            else:
                self.used_credits = UNSET
            at = "total_credits"
            if "total_credits" in src_dict:
                known += 1
                value = src_dict["total_credits"]
                self.total_credits = value
            else:
                self.total_credits = UNSET
            at = "frozen_credits"
            if "frozen_credits" in src_dict:
                known += 1
                value = src_dict["frozen_credits"]
                self.frozen_credits = value
            else:
                self.frozen_credits = UNSET
            at = "expired_credits"
            if "expired_credits" in src_dict:
                known += 1
                value = src_dict["expired_credits"]
                self.expired_credits = value
            else:
                self.expired_credits = UNSET
            at = "inactive_credits"
            if "inactive_credits" in src_dict:
                known += 1
                value = src_dict["inactive_credits"]
                self.inactive_credits = value
            else:
                self.inactive_credits = UNSET
            at = "credit_packs_count"
            if "credit_packs_count" in src_dict:
                known += 1
                value = src_dict["credit_packs_count"]
                self.credit_packs_count = value
            else:
                self.credit_packs_count = UNSET
            at = "credit_packs"
            if "credit_packs" in src_dict:
                known += 1
                value = src_dict["credit_packs"]
                value = array(AccountCreditPack.from_dict, value)
                self.credit_packs = value
            else:
                self.credit_packs = UNSET
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
        if self.available_credits is not UNSET:
            result["available_credits"] = self.available_credits
        if self.used_credits is not UNSET:
            result["used_credits"] = self.used_credits
        if self.total_credits is not UNSET:
            result["total_credits"] = self.total_credits
        if self.frozen_credits is not UNSET:
            result["frozen_credits"] = self.frozen_credits
        if self.expired_credits is not UNSET:
            result["expired_credits"] = self.expired_credits
        if self.inactive_credits is not UNSET:
            result["inactive_credits"] = self.inactive_credits
        if self.credit_packs_count is not UNSET:
            result["credit_packs_count"] = self.credit_packs_count
        if self.credit_packs is not UNSET:
            result["credit_packs"] = encode(self.credit_packs)
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
from ..models.account_credit_pack import AccountCreditPack

_KEYS = frozenset(
    [
        "available_credits",
        "used_credits",
        "total_credits",
        "frozen_credits",
        "expired_credits",
        "inactive_credits",
        "credit_packs_count",
        "credit_packs",
    ]
)
