from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class RequestWebhook(Model):
    """Where PiAPI posts the task when it changes."""

    endpoint: str | Unset = UNSET
    """URL that Cloudflare's workers can reach; empty for no webhook."""

    secret: str | Unset = UNSET
    """Sent back as it is in the header x-webhook-secret, and echoed in every Get Task reply."""
