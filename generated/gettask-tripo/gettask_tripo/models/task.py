from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskError, TaskInput, TaskOutput, TaskStatus


@define(kw_only=True, repr=False)
class Task(Model):
    """One shape for all task types; what output holds depends on the type. Some examples lack type
    and times.
    """

    task_id: str
    """The id that was asked for. A bare UUID in recorded bodies."""

    status: TaskStatus
    """Where the task stands. The state table on the Get Task operation says what each word means.
    """

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """The task type, written as in v2, such as text_to_model. The docs' rigging examples leave it
    out.
    """

    progress: int | Unset = UNSET
    """100 on success. The docs' rigging examples leave it out. Range: 0 to 100 percent."""

    output: TaskOutput | Unset = UNSET
    """Links to the results and findings, on success only. Asking again gives new links. Recorded
    ones lead to tripo-data.rg1.data.tripo3d.com.
    """

    credits_consumed: float | Unset = UNSET
    """What the task cost, with two decimals; 0 when it failed. Absent until the status is final,
    say the JavaScript SDK and ComfyUI. Unit: credits.
    """

    created_at: str | Unset = UNSET
    """In UTC; with microseconds in a recorded body, without in the docs."""

    completed_at: str | Unset = UNSET
    """When the task became final; absent before."""

    error_code: int | None | Unset = UNSET
    """Why the task failed; see the table of errors, whose place is task."""

    error_message: str | None | Unset = UNSET
    """Why the task failed, in words."""

    error: TaskError | Unset = UNSET
    """Why the task failed; in the webhook task.failed alone, says a client."""

    pipeline_step: Any | Unset = UNSET
    """The step that the task is at, if the request has step=1. No source shows its form."""

    input_: TaskInput | Unset = field(default=UNSET, metadata={"name": "input"})
    """The request in the server's own words, which are v2's: model became model_version, inputs
    files with nulls, a URL an object of key and bucket.
    """
