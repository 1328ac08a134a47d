from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingEffectsInput(Model):
    image_url: str
    """URL of the image, JPG or PNG of at most 10 MB with sides of 300 px or more."""

    effect: (
        Literal[
            "squish",
            "expansion",
            "jellycat_oversea",
            "spinoff",
            "rocket",
            "hearting",
            "fighting",
            "kissing",
            "hugging",
            "figure",
            "vstack",
            "birthday",
            "water",
            "surfing",
        ]
        | str
    )
    """Name of the effect. The copy of the page runs the names together: only rocket, hearting,
    fighting, kissing, hugging, birthday and water are certain.
    """

    prompt: str | Unset = UNSET
    """The effect in words. The page says that rocket, hearting, fighting, kissing, hugging,
    birthday and water fail without; a third-party rewriting of it requires one always.
    """

    professional_mode: bool | Unset = UNSET
    """Whether to use the better quality. Default: false."""

    version: str | Unset = UNSET
    """The version of Kling. PiAPI's command line always sends 2.6."""
