from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ErrorReply(Model):
    message: str | Unset = UNSET
    """What is wrong, for people."""

    detail: Any | Unset = UNSET
    """What is wrong, a text or more."""
