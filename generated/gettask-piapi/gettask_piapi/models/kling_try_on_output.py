from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingTryOnWork


@define(kw_only=True, repr=False)
class KlingTryOnOutput(Model):
    """The output of the classic versions, with an image in the place of the video."""

    status: int
    """Kling's own status; 99 in a finished task and 0 before."""

    works: list[KlingTryOnWork] | None

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """Kling's own word for what was done."""
