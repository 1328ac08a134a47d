from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class AceStepOutput(Model):
    audio_url: str
    """The finished audio. How long the link lives is not published for audio."""
