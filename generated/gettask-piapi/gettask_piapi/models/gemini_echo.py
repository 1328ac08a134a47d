from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class GeminiEcho(Model):
    """The input as the server took it."""

    prompt: str | Unset = UNSET

    image_urls: list[str] | Unset = UNSET

    output_format: str | Unset = UNSET

    aspect_ratio: str | Unset = UNSET
