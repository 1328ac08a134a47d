from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Trellis2Output(Model):
    """Its fields are not published."""

    model_file: str | Unset = UNSET
    """The 3D model. How long the link lives is not published for models."""
