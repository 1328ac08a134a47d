from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TtsEcho(Model):
    """The input as the server took it."""

    gen_text: str | Unset = UNSET
    """The text to speak."""

    ref_audio: str | Unset = UNSET
    """A recording of the voice, as URL or base64."""

    ref_text: str | Unset = UNSET
    """What the recording says."""
