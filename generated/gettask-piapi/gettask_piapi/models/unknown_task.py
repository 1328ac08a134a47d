from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskStatus


@define(kw_only=True, repr=False)
class UnknownTask(Model):
    """A task of a variant that this client does not know. Whatever else it holds is in
    additional_properties.
    """

    task_id: str | Unset = UNSET

    model: str | Unset = UNSET

    task_type: str | Unset = UNSET

    status: TaskStatus | Unset = UNSET
    """Where the task stands. The state table on the Get Task operation says what each word means.
    Tasks that are pending or processing count against the concurrency of the account; staged
    ones do not: only Midjourney has them, 50 at most, above that concurrency. The words from
    starting to retry are of a retired API, which only the pages of Flux and Gemini list, beside
    pending and failed; the tab is theirs. PiAPI's own command line has running and cancelled
    too, which no body shows. Clients of others look for more: in_progress, queued, finished and
    done.
    """
