from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MidjourneyInput, MidjourneySeedTask, MidjourneyTask, RequestConfig


@define(kw_only=True, repr=False)
class MidjourneyRequest(Model):
    """Deprecated: PiAPI has stopped Midjourney; a create is answered with an error. The task types
    of which only the names are known.
    """

    model: Literal["midjourney"] = "midjourney"
    """The model that carries out the task."""

    task_type: Literal[
        "upscale", "variation", "reroll", "seed", "blend", "inpaint", "outpaint", "pan"
    ]
    """What the model is to do."""

    input_: MidjourneyInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "midjourney"

    def task_model(self) -> type[MidjourneyTask | MidjourneySeedTask]:
        """Return the model that the task of this request decodes to."""
        from . import MidjourneySeedTask, MidjourneyTask

        models: dict[tuple[object, ...], type[MidjourneyTask | MidjourneySeedTask]] = {
            ("upscale",): MidjourneyTask,
            ("variation",): MidjourneyTask,
            ("reroll",): MidjourneyTask,
            ("seed",): MidjourneySeedTask,
            ("blend",): MidjourneyTask,
            ("inpaint",): MidjourneyTask,
            ("outpaint",): MidjourneyTask,
            ("pan",): MidjourneyTask,
        }
        return models[(self.task_type,)]
