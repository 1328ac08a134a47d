from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskWebhookConfig


@define(kw_only=True, repr=False)
class TaskConfig(Model):
    """The config of the request. The webhook's secret stands here in clear."""

    service_mode: str | Unset = UNSET
    """public, private or empty. Default: ""."""

    webhook_config: TaskWebhookConfig | Unset = UNSET
