from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MmaudioOutput(Model):
    audio_url: str | Unset = UNSET
    """The finished audio. How long the link lives is not published for audio."""
