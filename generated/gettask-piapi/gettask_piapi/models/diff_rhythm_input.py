from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class DiffRhythmInput(Model):
    """At least one of them. Number of members: at least 1."""

    lyrics: str | Unset = UNSET
    """Lines that begin with the time at which they are sung: [00:10.00]."""

    style_prompt: str | Unset = UNSET
    """The style in words."""

    style_audio: str | Unset = UNSET
    """A recording in the wanted style, as URL or base64."""
