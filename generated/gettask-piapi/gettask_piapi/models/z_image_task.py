from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import (
        TaskConfig,
        TaskDetailObject,
        TaskError,
        TaskLogEntry,
        TaskMeta,
        TaskStatus,
        ZImageEcho,
        ZImageOutput,
    )


@define(kw_only=True, repr=False)
class ZImageTask(Model):
    task_id: str
    """Identifies the task. A UUID in every recorded body; a relay of this API was met that sends a
    number.
    """

    model: Literal["Qubico/z-image"] = "Qubico/z-image"

    task_type: Literal["txt2img"] = "txt2img"

    status: TaskStatus
    """Where the task stands. The state table on the Get Task operation says what each word means.
    Tasks that are pending or processing count against the concurrency of the account; staged
    ones do not: only Midjourney has them, 50 at most, above that concurrency. The words from
    starting to retry are of a retired API, which only the pages of Flux and Gemini list, beside
    pending and failed; the tab is theirs. PiAPI's own command line has running and cancelled
    too, which no body shows. Clients of others look for more: in_progress, queued, finished and
    done.
    """

    input_: ZImageEcho = field(metadata={"name": "input"})
    """The input as the server took it; the page shows all of it."""

    output: ZImageOutput | None

    meta: TaskMeta
    """Times and charges. Some examples leave it empty."""

    detail: TaskDetailObject | str | None
    """Always null in PiAPI's schema."""

    logs: list[str | TaskLogEntry] | None
    """Log entries of the worker. A client's notes say that the true cause of a failure stands
    here.
    """

    error: TaskError
    """Why the task failed. On a task that did not fail the code is 0 and the strings are empty.
    """

    config: TaskConfig | Unset = UNSET
    """The config of the request. The webhook's secret stands here in clear."""

    _variant: ClassVar[str | None] = "z-image"
