"""Known deviations, each with a reason and a day on which it expires."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from .model import Violation


@dataclass(frozen=True)
class Known:
    """A deviation that is known.

    Attributes:
        check: The name of the check that finds it.
        reason: Why it is accepted.
        expires: The last day on which it is.
        pointer: The place in the body; empty for any.
        contains: A part of the message; empty for any.
        api: The API; empty for any.
    """

    check: str
    reason: str
    expires: date
    pointer: str = ""
    contains: str = ""
    api: str = ""

    def covers(self, violation: Violation, api: str) -> bool:
        """Return whether the violation is this deviation."""
        problem = violation.problem
        return (
            violation.check.name == self.check
            and self.api in ("", api)
            and (not self.pointer or problem.pointer == self.pointer)
            and self.contains in problem.message
        )


def load(path: Path) -> list[Known]:
    """Read a baseline.

    Raises:
        ValueError: The file is not TOML, or an entry lacks check, reason or expires.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("known", [])
        return [_known(each) for each in entries]
    except (tomllib.TOMLDecodeError, TypeError, UnicodeDecodeError) as error:
        raise ValueError(
            f"{path}: {error}; write [[known]] with check, reason and expires = 2027-01-31"
        ) from None


def _known(entry: object) -> Known:
    if not isinstance(entry, dict) or not isinstance(entry.get("expires"), date) or not entry.get("reason"):
        raise TypeError("an entry needs check, reason and expires")
    return Known(**entry)


def unexpired(known: Iterable[Known], today: date | None = None) -> list[Known]:
    """Return the entries that have not expired."""
    day = today or datetime.now(UTC).date()
    return [each for each in known if each.expires >= day]


def unused_note(entry: Known, today: date | None = None) -> str:
    """Return why an entry waived nothing, and what to do with it."""
    if entry.expires < (today or datetime.now(UTC).date()):
        return f"the baseline's entry for {entry.check} expired on {entry.expires}: mend it or set a new date"
    return f"the baseline names {entry.check}, which was not found: remove the entry"
