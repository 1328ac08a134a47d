from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MmaudioLegacyMetadata(Model):
    """As a page of that API for Luma's videos shows it, too."""

    created_at: str | Unset = UNSET

    started_at: str | Unset = UNSET

    ended_at: str | Unset = UNSET

    quota_frozen: int | Unset = UNSET

    quota_usage: int | Unset = UNSET
