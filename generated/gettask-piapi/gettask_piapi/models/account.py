from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class Account:
    """The page promises the account's name and id, the credit that remains, and its value in US
    dollars. More fields are reported whose names end in _pool_size and _failover_enabled.

    Attributes:
        account_id (Any | Unset): The account's id under the name that the page uses.
        account_name (Any | Unset): The account's name under the name that the page uses.
        id (int | Unset):
        name (Any | Unset):
        plan (Any | Unset):
        platform (Any | Unset):
        type_ (Any | Unset):
        is_enable (Any | Unset):
        is_verified (Any | Unset):
        max_concurrent_task_count (Any | Unset):
        max_flux_concurrency (Any | Unset):
        max_hailuo_concurrency (Any | Unset):
        max_image_toolkit_concurrency (Any | Unset):
        max_internal_proxy_concurrency (Any | Unset):
        max_kling_concurrency (Any | Unset):
        max_luma_concurrency (Any | Unset):
        max_suno_concurrency (Any | Unset):
        max_trellis_concurrency (Any | Unset):
        max_udio_concurrency (Any | Unset):
        equivalent_in_usd (float | Unset): The balance in US dollars.
        wallet (AccountWallet | Unset): What remains and what was used, by kind of quota.
        credit_pack_info (AccountCreditPacks | Unset):
        api_key (Any | Unset): The key stands here in clear.
        notification_hook_url (Any | Unset):
        created_at (Any | Unset):
        updated_at (Any | Unset):
        account_tags (list[Any] | Unset):
        account_group (Any | Unset):
    """

    account_id: Any | Unset = UNSET
    account_name: Any | Unset = UNSET
    id: int | Unset = UNSET
    name: Any | Unset = UNSET
    plan: Any | Unset = UNSET
    platform: Any | Unset = UNSET
    type_: Any | Unset = UNSET
    is_enable: Any | Unset = UNSET
    is_verified: Any | Unset = UNSET
    max_concurrent_task_count: Any | Unset = UNSET
    max_flux_concurrency: Any | Unset = UNSET
    max_hailuo_concurrency: Any | Unset = UNSET
    max_image_toolkit_concurrency: Any | Unset = UNSET
    max_internal_proxy_concurrency: Any | Unset = UNSET
    max_kling_concurrency: Any | Unset = UNSET
    max_luma_concurrency: Any | Unset = UNSET
    max_suno_concurrency: Any | Unset = UNSET
    max_trellis_concurrency: Any | Unset = UNSET
    max_udio_concurrency: Any | Unset = UNSET
    equivalent_in_usd: float | Unset = UNSET
    wallet: AccountWallet | Unset = UNSET
    credit_pack_info: AccountCreditPacks | Unset = UNSET
    api_key: Any | Unset = UNSET
    notification_hook_url: Any | Unset = UNSET
    created_at: Any | Unset = UNSET
    updated_at: Any | Unset = UNSET
    account_tags: list[Any] | Unset = UNSET
    account_group: Any | Unset = UNSET
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
                self.account_id = value
            else:
                self.account_id = UNSET
            at = "account_name"
            if "account_name" in src_dict:
                known += 1
                value = src_dict["account_name"]
                self.account_name = value
            else:
                self.account_name = UNSET
            at = "id"
            if "id" in src_dict:
                known += 1
                value = src_dict["id"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.id = value
            else:
                self.id = UNSET
            at = "name"
            if "name" in src_dict:
                known += 1
                value = src_dict["name"]
                self.name = value
            else:
                self.name = UNSET
            at = "plan"
            if "plan" in src_dict:
                known += 1
                value = src_dict["plan"]
                self.plan = value
            else:
                self.plan = UNSET
            at = "platform"
            if "platform" in src_dict:
                known += 1
                value = src_dict["platform"]
                self.platform = value
            else:
                self.platform = UNSET
            at = "type"
            if "type" in src_dict:
                known += 1
                value = src_dict["type"]
                self.type_ = value
            else:
                self.type_ = UNSET
            at = "is_enable"
            if "is_enable" in src_dict:
                known += 1
                value = src_dict["is_enable"]
                self.is_enable = value
            else:
                self.is_enable = UNSET
            at = "is_verified"
            if "is_verified" in src_dict:
                known += 1
                value = src_dict["is_verified"]
                self.is_verified = value
            else:
                self.is_verified = UNSET
            at = "max_concurrent_task_count"
            if "max_concurrent_task_count" in src_dict:
                known += 1
                value = src_dict["max_concurrent_task_count"]
                self.max_concurrent_task_count = value
            else:
                self.max_concurrent_task_count = UNSET
            at = "max_flux_concurrency"
            if "max_flux_concurrency" in src_dict:
                known += 1
                value = src_dict["max_flux_concurrency"]
                self.max_flux_concurrency = value
            else:
                self.max_flux_concurrency = UNSET
            at = "max_hailuo_concurrency"
            if "max_hailuo_concurrency" in src_dict:
                known += 1
                value = src_dict["max_hailuo_concurrency"]
                self.max_hailuo_concurrency = value
            else:
                self.max_hailuo_concurrency = UNSET
            at = "max_image_toolkit_concurrency"
            if "max_image_toolkit_concurrency" in src_dict:
                known += 1
                value = src_dict["max_image_toolkit_concurrency"]
                self.max_image_toolkit_concurrency = value
            else:
                self.max_image_toolkit_concurrency = UNSET
            at = "max_internal_proxy_concurrency"
            if "max_internal_proxy_concurrency" in src_dict:
                known += 1
                value = src_dict["max_internal_proxy_concurrency"]
                self.max_internal_proxy_concurrency = value
            else:
                self.max_internal_proxy_concurrency = UNSET
            at = "max_kling_concurrency"
            if "max_kling_concurrency" in src_dict:
                known += 1
                value = src_dict["max_kling_concurrency"]
                self.max_kling_concurrency = value
            else:
                self.max_kling_concurrency = UNSET
            at = "max_luma_concurrency"
            if "max_luma_concurrency" in src_dict:
                known += 1
                value = src_dict["max_luma_concurrency"]
                self.max_luma_concurrency = value
            else:
                self.max_luma_concurrency = UNSET
            at = "max_suno_concurrency"
            if "max_suno_concurrency" in src_dict:
                known += 1
                value = src_dict["max_suno_concurrency"]
                self.max_suno_concurrency = value
            else:
                self.max_suno_concurrency = UNSET
            at = "max_trellis_concurrency"
            if "max_trellis_concurrency" in src_dict:
                known += 1
                value = src_dict["max_trellis_concurrency"]
                self.max_trellis_concurrency = value
            else:
                self.max_trellis_concurrency = UNSET
            at = "max_udio_concurrency"
            if "max_udio_concurrency" in src_dict:
                known += 1
                value = src_dict["max_udio_concurrency"]
                self.max_udio_concurrency = value
            else:
                self.max_udio_concurrency = UNSET
            at = "equivalent_in_usd"
            if "equivalent_in_usd" in src_dict:
                known += 1
                value = src_dict["equivalent_in_usd"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.equivalent_in_usd = value
            else:
                self.equivalent_in_usd = UNSET
            at = "wallet"
            if "wallet" in src_dict:
                known += 1
                value = src_dict["wallet"]
                value = AccountWallet.from_dict(value)
                self.wallet = value
            else:
                self.wallet = UNSET
            at = "credit_pack_info"
            if "credit_pack_info" in src_dict:
                known += 1
                value = src_dict["credit_pack_info"]
                value = AccountCreditPacks.from_dict(value)
                self.credit_pack_info = value
            else:
                self.credit_pack_info = UNSET
            at = "api_key"
            if "api_key" in src_dict:
                known += 1
                value = src_dict["api_key"]
                self.api_key = value
            else:
                self.api_key = UNSET
            at = "notification_hook_url"
            if "notification_hook_url" in src_dict:
                known += 1
                value = src_dict["notification_hook_url"]
                self.notification_hook_url = value
            else:
                self.notification_hook_url = UNSET
            at = "created_at"
            if "created_at" in src_dict:
                known += 1
                value = src_dict["created_at"]
                self.created_at = value
            else:
                self.created_at = UNSET
            at = "updated_at"
            if "updated_at" in src_dict:
                known += 1
                value = src_dict["updated_at"]
                self.updated_at = value
            else:
                self.updated_at = UNSET
            at = "account_tags"
            if "account_tags" in src_dict:
                known += 1
                value = src_dict["account_tags"]
                if value.__class__ is not list:
                    raise mismatch("array", value)
                self.account_tags = value
            else:
                self.account_tags = UNSET
            at = "account_group"
            if "account_group" in src_dict:
                known += 1
                value = src_dict["account_group"]
                self.account_group = value
            else:
                self.account_group = UNSET
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
        if self.account_name is not UNSET:
            result["account_name"] = self.account_name
        if self.id is not UNSET:
            result["id"] = self.id
        if self.name is not UNSET:
            result["name"] = self.name
        if self.plan is not UNSET:
            result["plan"] = self.plan
        if self.platform is not UNSET:
            result["platform"] = self.platform
        if self.type_ is not UNSET:
            result["type"] = self.type_
        if self.is_enable is not UNSET:
            result["is_enable"] = self.is_enable
        if self.is_verified is not UNSET:
            result["is_verified"] = self.is_verified
        if self.max_concurrent_task_count is not UNSET:
            result["max_concurrent_task_count"] = self.max_concurrent_task_count
        if self.max_flux_concurrency is not UNSET:
            result["max_flux_concurrency"] = self.max_flux_concurrency
        if self.max_hailuo_concurrency is not UNSET:
            result["max_hailuo_concurrency"] = self.max_hailuo_concurrency
        if self.max_image_toolkit_concurrency is not UNSET:
            result["max_image_toolkit_concurrency"] = self.max_image_toolkit_concurrency
        if self.max_internal_proxy_concurrency is not UNSET:
            result["max_internal_proxy_concurrency"] = self.max_internal_proxy_concurrency
        if self.max_kling_concurrency is not UNSET:
            result["max_kling_concurrency"] = self.max_kling_concurrency
        if self.max_luma_concurrency is not UNSET:
            result["max_luma_concurrency"] = self.max_luma_concurrency
        if self.max_suno_concurrency is not UNSET:
            result["max_suno_concurrency"] = self.max_suno_concurrency
        if self.max_trellis_concurrency is not UNSET:
            result["max_trellis_concurrency"] = self.max_trellis_concurrency
        if self.max_udio_concurrency is not UNSET:
            result["max_udio_concurrency"] = self.max_udio_concurrency
        if self.equivalent_in_usd is not UNSET:
            result["equivalent_in_usd"] = self.equivalent_in_usd
        if self.wallet is not UNSET:
            result["wallet"] = encode(self.wallet)
        if self.credit_pack_info is not UNSET:
            result["credit_pack_info"] = encode(self.credit_pack_info)
        if self.api_key is not UNSET:
            result["api_key"] = self.api_key
        if self.notification_hook_url is not UNSET:
            result["notification_hook_url"] = self.notification_hook_url
        if self.created_at is not UNSET:
            result["created_at"] = self.created_at
        if self.updated_at is not UNSET:
            result["updated_at"] = self.updated_at
        if self.account_tags is not UNSET:
            result["account_tags"] = self.account_tags
        if self.account_group is not UNSET:
            result["account_group"] = self.account_group
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
from ..models.account_credit_packs import AccountCreditPacks
from ..models.account_wallet import AccountWallet

_KEYS = frozenset(
    [
        "account_id",
        "account_name",
        "id",
        "name",
        "plan",
        "platform",
        "type",
        "is_enable",
        "is_verified",
        "max_concurrent_task_count",
        "max_flux_concurrency",
        "max_hailuo_concurrency",
        "max_image_toolkit_concurrency",
        "max_internal_proxy_concurrency",
        "max_kling_concurrency",
        "max_luma_concurrency",
        "max_suno_concurrency",
        "max_trellis_concurrency",
        "max_udio_concurrency",
        "equivalent_in_usd",
        "wallet",
        "credit_pack_info",
        "api_key",
        "notification_hook_url",
        "created_at",
        "updated_at",
        "account_tags",
        "account_group",
    ]
)
