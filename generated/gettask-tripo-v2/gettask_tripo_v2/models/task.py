from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskInput, TaskOutput, TaskResult, TaskStatus


@define(kw_only=True, repr=False)
class Task(Model):
    """One shape for all task types; what input and output hold depends on the type."""

    task_id: str
    """The id that was asked for."""

    type_: str = field(metadata={"name": "type"})
    """The task type that created it, such as text_to_model."""

    status: TaskStatus
    """Where the task stands. The state table on the Get Task operation says what each word means.
    """

    input_: TaskInput = field(metadata={"name": "input"})
    """The request as the server took it, its own defaults added; a file stands there as object,
    however it was sent.
    """

    output: TaskOutput
    """Links to the results, empty until they exist. The page warns that undocumented fields may
    appear. Links expire after five minutes as documented; asking again gives new ones. Recorded
    ones lead to tripo-data.cdn.bcebos.com until 2025-03, to tripo-data.rg1.data.tripo3d.com
    since 2025-04, to tripo-data.rg2.download.data.tripo3d.com, and in China to
    openapi.cdn.tripo3d.com.
    """

    progress: int
    """0 while queued, 100 on success. In any final status but success it means nothing. Range: 0
    to 100 percent.
    """

    create_time: int
    """When the task was created. Unit: unix-s."""

    consumed_credit: int | Unset = UNSET
    """What the task cost; 0 when it failed. Absent before the docs' version 1.9.4 of 2026-03-09.
    Unit: credits.
    """

    queuing_num: int | Unset = UNSET
    """Place in the queue, -1 outside it. Range: at least -1."""

    running_left_time: int | Unset = UNSET
    """Estimated time left, -1 when final. The page's own example has -1 while running. Range: at
    least -1 s.
    """

    error_code: int | Unset = UNSET
    """Why the task failed; see the error table."""

    error_msg: str | Unset = UNSET
    """Named by the Schema page and the SDK; no recorded body has it."""

    thumbnail: str | Unset = UNSET
    """URL of the same image as output.rendered_image."""

    result: TaskResult | Unset = UNSET
    """The results once more, by output key, each with its type, such as glb, and its URL."""

    prompt: str | Unset = UNSET
    """In the docs' example of a failed task alone, where it differs from input.prompt."""
