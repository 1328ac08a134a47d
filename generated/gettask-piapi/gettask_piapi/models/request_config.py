from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestWebhook


@define(kw_only=True, repr=False)
class RequestConfig(Model):
    """How the task is run, and which webhook is called."""

    service_mode: Literal["public", "private", ""] | Unset = UNSET
    """public is pay-as-you-go, private the account that the user hosts. Without it the workspace's
    setting holds.
    """

    webhook_config: RequestWebhook | Unset = UNSET
    """Where PiAPI posts the task when it changes."""
