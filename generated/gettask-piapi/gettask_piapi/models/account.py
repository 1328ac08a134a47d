from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import AccountCreditPacks, AccountQuota, AccountWallet


@define(kw_only=True, repr=False)
class Account(Model):
    """The page promises the account's name and id, the credit that remains, and its value in US
    dollars. More fields are reported whose names end in _pool_size and _failover_enabled.
    """

    account_id: Any | Unset = UNSET
    """The account's id under the name that the page uses."""

    account_name: Any | Unset = UNSET
    """The account's name under the name that the page uses."""

    id: int | Unset = UNSET

    name: Any | Unset = UNSET

    plan: Any | Unset = UNSET

    platform: Any | Unset = UNSET

    type_: Any | Unset = field(default=UNSET, metadata={"name": "type"})

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
    """The balance in US dollars. Unit: usd."""

    quota: AccountQuota | Unset = UNSET
    """Where some accounts have their balance, in place of equivalent_in_usd beside it."""

    wallet: AccountWallet | Unset = UNSET
    """What remains and what was used, by kind of quota."""

    credit_pack_info: AccountCreditPacks | Unset = UNSET

    api_key: Any | Unset = UNSET
    """The key stands here in clear."""

    notification_hook_url: Any | Unset = UNSET

    created_at: Any | Unset = UNSET

    updated_at: Any | Unset = UNSET

    account_tags: list[Any] | Unset = UNSET

    account_group: Any | Unset = UNSET
