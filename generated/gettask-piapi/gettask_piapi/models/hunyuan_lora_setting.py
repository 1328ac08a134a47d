from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class HunyuanLoraSetting(Model):
    lora_type: str | Unset = UNSET
    """Name of the LoRA."""

    lora_strength: float | Unset = UNSET
    """How strongly the LoRA acts."""
