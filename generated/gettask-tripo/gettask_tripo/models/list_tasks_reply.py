from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskList


@define(kw_only=True, repr=False)
class ListTasksReply(Model):
    code: int
    """0 on success."""

    data: TaskList
    """An object with two lists, as the SDK and the migration guide have it; the JavaScript SDK and
    a hand-made OpenAPI have an array in its place. No reply was ever seen.
    """

    status: str | Unset = UNSET
    """success beside code 0."""
