from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MidjourneySeedOutput(Model):
    seed: int | str | Unset = UNSET
    """The seed. No body shows it, so a number and its text are both taken."""
