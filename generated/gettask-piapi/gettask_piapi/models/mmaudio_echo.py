from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MmaudioEcho(Model):
    """The input as the server took it."""

    prompt: str | Unset = UNSET

    negative_prompt: str | Unset = UNSET

    video: str | Unset = UNSET

    steps: int | Unset = UNSET

    seeds: int | Unset = UNSET

    seed: int | Unset = UNSET
