from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TtsInput(Model):
    gen_text: str
    """The text to speak. Length: at most 10000 characters."""

    ref_audio: str
    """A recording of the voice, as URL or base64."""

    ref_text: str | Unset = UNSET
    """What the recording says."""
