from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import AnyTask


@define(kw_only=True, repr=False)
class TaskWebhook(Model):
    """The task as Get Task would return it. One report has it without timestamp and data around
    it. The page's own example, a Luma task of 2024-08, holds its video under output.generation,
    which no later body does.
    """

    timestamp: int
    """When it was sent, in Unix seconds; tells repeated webhooks apart. Unit: unix-s."""

    data: AnyTask
    """A task of one of the listed variants."""
