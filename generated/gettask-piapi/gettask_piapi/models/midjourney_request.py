from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import (
        MidjourneyDescribeTask,
        MidjourneyInput,
        MidjourneySeedTask,
        MidjourneyTask,
        RequestConfig,
    )


@define(kw_only=True, repr=False)
class MidjourneyRequest(Model):
    """Deprecated."""

    model: Literal["midjourney"] = "midjourney"
    """The model that carries out the task."""

    task_type: Literal[
        "imagine",
        "upscale",
        "variation",
        "reroll",
        "describe",
        "seed",
        "blend",
        "inpaint",
        "outpaint",
        "pan",
    ]
    """What the model is to do."""

    input_: MidjourneyInput = field(metadata={"name": "input"})
    """Deprecated. No source names the fields."""

    config: RequestConfig | Unset = UNSET
    """How the task is run and who is told."""

    _variant: ClassVar[str | None] = "midjourney"

    def task_model(self) -> type[MidjourneyTask | MidjourneyDescribeTask | MidjourneySeedTask]:
        """Return the model that the task of this request decodes to."""
        from . import MidjourneyDescribeTask, MidjourneySeedTask, MidjourneyTask

        models: dict[
            tuple[object, ...], type[MidjourneyTask | MidjourneyDescribeTask | MidjourneySeedTask]
        ] = {
            ("imagine",): MidjourneyTask,
            ("upscale",): MidjourneyTask,
            ("variation",): MidjourneyTask,
            ("reroll",): MidjourneyTask,
            ("describe",): MidjourneyDescribeTask,
            ("seed",): MidjourneySeedTask,
            ("blend",): MidjourneyTask,
            ("inpaint",): MidjourneyTask,
            ("outpaint",): MidjourneyTask,
            ("pan",): MidjourneyTask,
        }
        return models[(self.task_type,)]
