from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class ViewPrompt(Model):
    view: Literal["front", "left", "back", "right"]
    """The view to change."""

    prompt: str
    """The change in words. Length: at most 1024 characters."""
