from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TaskWebhookConfig(Model):
    endpoint: str | Unset = UNSET
    """Default: ""."""

    secret: str | Unset = UNSET
    """Default: ""."""
