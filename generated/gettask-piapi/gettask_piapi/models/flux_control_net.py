from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FluxControlNet(Model):
    control_type: Literal["depth", "soft_edge", "canny", "openpose"]
    """The page lists the first three; openpose stands in an example."""

    control_image: str | Unset = UNSET
    """The image to take the structure of."""

    control_strength: float | Unset = UNSET
    """Only examples have it, with values from 0.45 to 0.7."""

    return_preprocessed_image: bool | Unset = UNSET
    """Only examples have it. What it adds to the output is not published."""
