from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FileReference


@define(kw_only=True, repr=False)
class ViewInput(Model):
    """One view, or the task that made all of them. Number of members: 1."""

    front: str | FileReference | Unset = UNSET
    """The image of a view."""

    left: str | FileReference | Unset = UNSET
    """The image of a view."""

    back: str | FileReference | Unset = UNSET
    """The image of a view."""

    right: str | FileReference | Unset = UNSET
    """The image of a view."""

    task_id: str | Unset = UNSET
    """A finished task that made or edited four views. Length: at least 1 characters."""
