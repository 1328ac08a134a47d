from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class AccountWallet:
    """What remains and what was used, by kind of quota.

    Attributes:
        id (Any | Unset):
        auto_recharge_enabled (Any | Unset):
        gpts_remain (Any | Unset):
        llm_remain (Any | Unset):
        llm_used (Any | Unset):
        luma_remain (Any | Unset):
        mj_remain (Any | Unset):
        point_remain (Any | Unset):
        point_used (Any | Unset):
        point_frozen (Any | Unset):
    """

    id: Any | Unset = UNSET
    auto_recharge_enabled: Any | Unset = UNSET
    gpts_remain: Any | Unset = UNSET
    llm_remain: Any | Unset = UNSET
    llm_used: Any | Unset = UNSET
    luma_remain: Any | Unset = UNSET
    mj_remain: Any | Unset = UNSET
    point_remain: Any | Unset = UNSET
    point_used: Any | Unset = UNSET
    point_frozen: Any | Unset = UNSET
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
            at = "auto_recharge_enabled"
            if "auto_recharge_enabled" in src_dict:
                known += 1
                value = src_dict["auto_recharge_enabled"]
                self.auto_recharge_enabled = value
            else:
                self.auto_recharge_enabled = UNSET
            at = "gpts_remain"
            if "gpts_remain" in src_dict:
                known += 1
                value = src_dict["gpts_remain"]
                self.gpts_remain = value
            else:
                self.gpts_remain = UNSET
            at = "llm_remain"
            if "llm_remain" in src_dict:
                known += 1
                value = src_dict["llm_remain"]
                self.llm_remain = value
            else:
                self.llm_remain = UNSET
            at = "llm_used"
            if "llm_used" in src_dict:
                known += 1
                value = src_dict["llm_used"]
                self.llm_used = value
            else:
                self.llm_used = UNSET
            at = "luma_remain"
            if "luma_remain" in src_dict:
                known += 1
                value = src_dict["luma_remain"]
                self.luma_remain = value
            else:
                self.luma_remain = UNSET
            at = "mj_remain"
            if "mj_remain" in src_dict:
                known += 1
                value = src_dict["mj_remain"]
                self.mj_remain = value
            else:
                self.mj_remain = UNSET
            at = "point_remain"
            if "point_remain" in src_dict:
                known += 1
                value = src_dict["point_remain"]
                self.point_remain = value
            else:
                self.point_remain = UNSET
            at = "point_used"
            if "point_used" in src_dict:
                known += 1
                value = src_dict["point_used"]
                self.point_used = value
            else:
                self.point_used = UNSET
            at = "point_frozen"
            if "point_frozen" in src_dict:
                known += 1
                value = src_dict["point_frozen"]
                self.point_frozen = value
            else:
                self.point_frozen = UNSET
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
        if self.auto_recharge_enabled is not UNSET:
            result["auto_recharge_enabled"] = self.auto_recharge_enabled
        if self.gpts_remain is not UNSET:
            result["gpts_remain"] = self.gpts_remain
        if self.llm_remain is not UNSET:
            result["llm_remain"] = self.llm_remain
        if self.llm_used is not UNSET:
            result["llm_used"] = self.llm_used
        if self.luma_remain is not UNSET:
            result["luma_remain"] = self.luma_remain
        if self.mj_remain is not UNSET:
            result["mj_remain"] = self.mj_remain
        if self.point_remain is not UNSET:
            result["point_remain"] = self.point_remain
        if self.point_used is not UNSET:
            result["point_used"] = self.point_used
        if self.point_frozen is not UNSET:
            result["point_frozen"] = self.point_frozen
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
    [
        "id",
        "auto_recharge_enabled",
        "gpts_remain",
        "llm_remain",
        "llm_used",
        "luma_remain",
        "mj_remain",
        "point_remain",
        "point_used",
        "point_frozen",
    ]
)
