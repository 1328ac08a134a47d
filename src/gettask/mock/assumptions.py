"""What no vendor documents, and a mock has to decide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Our choices where nothing is documented.

    Args:
        cancelled: Statuses or phases that a cancelled task may end in; the first that the API has counts.
        isolated_keys: Whether a key sees only the tasks that it created. Tripo documents it, PiAPI nothing.
        error_bodies: Whether an error has the body that the spec infers. Otherwise it has none.
    """

    cancelled: tuple[str, ...] = ("cancelled", "failed")
    isolated_keys: bool = True
    error_bodies: bool = True
