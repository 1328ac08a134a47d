from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TtsOutput(Model):
    """The page calls it an object; its fields did not survive in the copy that is known."""

    audio_url: str | Unset = UNSET
    """The speech. How long the link lives is not published for audio."""
