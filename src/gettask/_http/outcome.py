"""What is known of a job when its create request has failed."""

from __future__ import annotations

import logging

from .._contract.account import where_to_look
from .._contract.contract import Contract
from .._redact import printable
from ..errors import GettaskError, TransportError

log = logging.getLogger("gettask")


def note_outcome(error: BaseException, contract: Contract, id: str | None) -> None:
    """Say on whatever ends a create request whether the job may exist, and where to look; log it as well.

    An exception that is not of gettask, such as a cancellation or KeyboardInterrupt, gets the attribute
    `outcome_unknown` too. It may have come at any moment, so that the job may exist.

    Args:
        error: What ended the request.
        contract: The contract of the API.
        id: The id of the task if the response was read, None otherwise.
    """
    if isinstance(error, TransportError):
        error.outcome_unknown = error.sent
    elif not isinstance(error, GettaskError):
        error.outcome_unknown = True  # type: ignore[attr-defined]
    if not error.outcome_unknown:  # type: ignore[attr-defined]
        return
    if id is not None:
        note = f"{contract.api} created task {printable(id)}."
    else:
        note = (
            f"The job may exist all the same: look at {where_to_look(contract)} before you create it again."
        )
    error.add_note(note)
    log.warning("%s create ended by %s: %s", contract.api, type(error).__name__, note)
