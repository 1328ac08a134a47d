from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class OmniHumanOutput(Model):
    """No source shows it; other video models of PiAPI answer with the one field or the other."""

    video: str | Unset = UNSET
    """The video. How long links of its host live is not published."""

    video_url: str | Unset = UNSET
    """The video, by its other name."""
