from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MmaudioInput(Model):
    prompt: str
    """The sound in words."""

    video: str
    """URL of an mp4 file of which at most 30 seconds are billed."""

    negative_prompt: str | Unset = UNSET
    """What the sound must not have, in words."""

    steps: int | Unset = UNSET
    """Sampling steps. A community node sends 20 to 50 and 20 by default; no page limits them.
    """

    seeds: int | Unset = UNSET
    """The name in the page's schema."""

    seed: int | Unset = UNSET
    """The name in the page's example."""
