from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FluxLegacyInfo, FluxLegacyResult, TaskStatus


@define(kw_only=True, repr=False)
class FluxLegacyTask(Model):
    """The task of a retired API. The page of Get Task lists its statuses and names task_info and
    task_result; what those hold is taken from a body of the same API at the sister brand GoAPI.
    """

    task_id: str

    status: TaskStatus
    """Where the task stands. The state table on the Get Task operation says what each word means.
    Tasks that are pending or processing count against the concurrency of the account; staged
    ones do not: only Midjourney has them, 50 at most, above that concurrency. The words from
    starting to retry are of a retired API, which only the pages of Flux and Gemini list, beside
    pending and failed; the tab is theirs. PiAPI's own command line has running and cancelled
    too, which no body shows. Clients of others look for more: in_progress, queued, finished and
    done.
    """

    task_info: FluxLegacyInfo

    task_result: FluxLegacyResult

    task_type: str | Unset = UNSET

    _variant: ClassVar[str | None] = "flux"
