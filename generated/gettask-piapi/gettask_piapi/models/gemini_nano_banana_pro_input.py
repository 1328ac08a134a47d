from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class GeminiNanoBananaProInput(Model):
    """No source names the fields; that there is a prompt is inferred from Gemini 2.5 Flash Image."""

    prompt: str | Unset = UNSET
    """The image in words."""
