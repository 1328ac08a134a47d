from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TaskDetailObject(Model):
    """The detail, where it is not null."""

    account_id: int | Unset = UNSET

    is_using_private_pool: bool | Unset = UNSET
