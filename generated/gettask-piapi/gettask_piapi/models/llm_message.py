from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class LlmMessage(Model):
    role: str | Unset = UNSET

    content: str | Unset = UNSET
    """The answer."""

    refusal: Any | Unset = UNSET
    """Null in the page's example."""
