from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TexturePrompt(Model):
    """Words, one image or four: one of the three, beside which an image for the style may stand.
    The SDK's tests send words and an image together. Required in v2's docs, not in its Schema
    page.
    """

    text: str | Unset = UNSET
    """The texture in words."""

    image: str | Unset = UNSET
    """Written like input, as the SDK does. A public URL, the file_token of an upload, or the bare
    id of a task whose result is meant. A data URI is refused with HTTP 400. Length: at least 1
    characters.
    """

    images: list[str] | Unset = UNSET
    """Front, left, back and right; that each is written like input is inferred. Length: 4 items.
    """

    style_image: str | Unset = UNSET
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """
