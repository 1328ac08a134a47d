from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class WanxLoraSetting(Model):
    lora_type: str | Unset = UNSET
    """Name of the LoRA, such as ghibli."""

    lora_strength: float | Unset = UNSET
    """How strongly the LoRA acts. Range: 0 to 1."""
