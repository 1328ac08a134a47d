from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import File


@define(kw_only=True, repr=False)
class TexturePrompt(Model):
    """Words, one image or four: one of the three, beside which an image for the style may stand.
    The task page requires it, the Schema page does not.
    """

    text: str | Unset = UNSET
    """The texture in words."""

    image: File | Unset = UNSET
    """An image, by exactly one of token, URL or object."""

    images: list[File] | Unset = UNSET
    """Four images to take the texture from. Length: 4 items."""

    style_image: File | Unset = UNSET
    """An image, by exactly one of token, URL or object."""
