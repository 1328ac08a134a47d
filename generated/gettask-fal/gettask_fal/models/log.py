from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import LogLevel


@define(kw_only=True, repr=False)
class Log(Model):
    """One line."""

    message: str

    level: LogLevel

    source: Literal["USER"] = "USER"

    timestamp: str
    """The format is in no source."""
