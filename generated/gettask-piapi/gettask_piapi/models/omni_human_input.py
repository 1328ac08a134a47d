from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class OmniHumanInput(Model):
    """The form that one client tries first; whether it passes is not published."""

    image_url: str
    """URL of the person's image."""

    audio_url: str
    """URL of the voice."""

    prompt: str | Unset = UNSET
    """What happens in words."""
