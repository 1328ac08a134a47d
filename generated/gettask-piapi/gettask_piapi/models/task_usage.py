from __future__ import annotations

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TaskUsage(Model):
    """What the task costs, in points, 10,000,000 a US dollar. No page says so; prices and bodies
    of the pages of Sora 2, Kling Turbo and JoyCaption agree on it ($0.08 a second is 3200000
    for four, $0.28 is 2800000, $0.01 is 100000), and a client found the same on its own tasks.
    The examples of Ace Step and Kling 3.0 do not fit.
    """

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """The kind of quota that is charged, such as quota, llm, point or mj. Empty on tasks that
    failed at creation. In the bodies it is llm for the Qubico models, Gemini, Seedance,
    Seedream, Sora 2 and kling-turbo, which charge at creation; point for the other models of
    Kling, Hailuo, Midjourney and Udio, which charge at the end; and quota for Flux in 2024. A
    client's record of a finished Seedance task has point.
    """

    frozen: float | Unset = UNSET
    """Amount set aside while the task runs, in points. Of a task that charges at creation it is 0.
    In a finished task of Udio and Midjourney it stays, in one of Kling 3.0 it is 0. Unit:
    points.
    """

    consume: float | Unset = UNSET
    """Amount charged, in points. Of a task that charges at the end it is 0 until then. Unit:
    points.
    """
