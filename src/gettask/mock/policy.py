"""What vendors do not publish, and a mock has to decide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Our policy, not the vendors': whoever knows better, or wants to see the other case, says so here."""

    cancelled: tuple[str, ...] = ("cancelled", "failed")
    """Statuses or phases that a cancelled task may end in; the first that the API has counts."""
    isolated: bool = True
    """Whether a key sees the tasks that it created and no others. Tripo documents it, PiAPI nothing."""
    error_bodies: bool = True
    """Whether an error has the body that its document infers; without it such an error is a bare status."""
