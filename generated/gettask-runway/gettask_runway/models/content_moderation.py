from __future__ import annotations

from typing import Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ContentModeration(Model):
    """Settings of the moderation of content."""

    public_figure_threshold: Literal["auto", "low"] | Unset = field(
        default=UNSET, metadata={"name": "publicFigureThreshold"}
    )
    """With low, people of public life are recognised less strictly."""
