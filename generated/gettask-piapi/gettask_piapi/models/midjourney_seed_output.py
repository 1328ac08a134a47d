from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MidjourneySeedOutput(Model):
    seed: Any | Unset = UNSET
    """The seed; no body shows it, so its type is not known."""
