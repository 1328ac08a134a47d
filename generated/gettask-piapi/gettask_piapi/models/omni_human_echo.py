from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class OmniHumanEcho(Model):
    """The input as the server took it."""

    image_url: str | Unset = UNSET
    """URL of the person's image."""

    audio_url: str | Unset = UNSET
    """URL of the voice."""

    prompt: str | Unset = UNSET
    """What happens in words."""
