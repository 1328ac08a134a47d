from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class DiffRhythmEcho(Model):
    """The input as the server took it. Empty strings stand for nothing."""

    lyrics: str | Unset = UNSET
    """Lines that begin with the time at which they are sung: [00:10.00]. Default: ""."""

    style_prompt: str | Unset = UNSET
    """The style in words. Default: ""."""

    style_audio: str | Unset = UNSET
    """A recording in the wanted style, as URL or base64. Default: ""."""
