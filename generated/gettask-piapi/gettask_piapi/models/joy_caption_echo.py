from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class JoyCaptionEcho(Model):
    """The input as the server took it, without workflow_type."""

    image: str | Unset = UNSET
    """URL of the image."""

    workflow_type: str | Unset = UNSET
    """joycaption-beta-one in the page's example, as the task type."""

    prompt_style: str | Unset = UNSET
    """The kind of caption. No source has the list."""

    caption_length: str | Unset = UNSET
    """How long the caption is. No source has the list."""
