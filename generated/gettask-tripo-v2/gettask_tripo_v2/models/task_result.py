from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import TaskResultAdditionalProperty


@define(kw_only=True, repr=False)
class TaskResult(Model):
    """The results once more, by output key, each with its type, such as glb, and its URL."""

    additional_properties: dict[str, TaskResultAdditionalProperty] = field(init=False, factory=dict)
