from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingTryOnInput(Model):
    """A person, and what to wear: an upper and a lower part, or a dress. That a dress excludes the
    parts, as it does at Kling, is inferred.
    """

    model_input: str
    """URL of a picture of the person."""

    upper_input: str | Unset = UNSET
    """URL of a picture of the upper part."""

    lower_input: str | Unset = UNSET
    """URL of a picture of the lower part."""

    dress_input: str | Unset = UNSET
    """URL of a picture of a dress. The third-party rewriting of the page lacks it."""

    batch_size: int | Unset = UNSET
    """How many pictures to make. Range: 1 to 4."""

    version: str | Unset = UNSET
    """The version of Kling. PiAPI's command line always sends 2.6."""
