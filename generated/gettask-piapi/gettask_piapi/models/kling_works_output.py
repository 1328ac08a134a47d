from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingWork


@define(kw_only=True, repr=False)
class KlingWorksOutput(Model):
    """The output of the classic versions and of motion control, empty strings and null until it is
    there.
    """

    type_: str = field(metadata={"name": "type"})
    """Kling's own word for what was done."""

    status: int
    """Kling's own status; 99 in a finished task and 0 before."""

    works: list[KlingWork] | None

    video_url: str | Unset = UNSET
    """URL of the finished video, beside works."""
