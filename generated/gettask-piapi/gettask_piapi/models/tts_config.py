from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestWebhook


@define(kw_only=True, repr=False)
class TtsConfig(Model):
    """Required by this page alone, and public is the only mode that it knows."""

    service_mode: Literal["public"] = "public"
    """Pay-as-you-go."""

    webhook_config: RequestWebhook | Unset = UNSET
    """Where PiAPI posts the task when it changes."""
