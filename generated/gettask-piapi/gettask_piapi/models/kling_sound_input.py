from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingSoundInput(Model):
    prompt: str
    """The sound in words."""

    duration: float | Unset = UNSET
    """Length of the sound. Unit: s."""

    version: str | Unset = UNSET
    """The version of Kling. PiAPI's command line always sends 2.6."""
