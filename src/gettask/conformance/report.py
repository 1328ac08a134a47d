"""What a run found, as one value that every report format is made from."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from .baseline import Known, unexpired, unused_note
from .judge import Verdict
from .model import CHECKS, Severity, Violation
from .spec import spec_of
from .trace import Exchange


@dataclass(frozen=True)
class Group:
    """Violations that show the same fault.

    Attributes:
        first: The one with the fewest exchanges.
        count: How many there are.
    """

    first: Violation
    count: int
    api: str


@dataclass(frozen=True)
class Report:
    """What a run found.

    Attributes:
        groups: The violations that count, errors first.
        known: Violations that the baseline names, and their number.
        missing: Required checks that did not apply.
        gaps: What was asked for, and could not be looked at.
        not_applied: The checks that did not apply, and could have.
        impossible: The checks that read what the specification does not have.
        notes: What was left out, and why.
    """

    groups: Sequence[Group]
    known: Sequence[tuple[Known, int]] = ()
    missing: Sequence[str] = ()
    gaps: Sequence[str] = ()
    not_applied: Sequence[str] = ()
    impossible: Sequence[str] = ()
    notes: Sequence[str] = ()
    tasks: int = 0
    exchanges: int = 0
    applied: int = 0
    statuses: dict[str, int] = field(default_factory=dict)

    def fails(self, at: Severity) -> bool:
        """Return whether the run fails, where violations of this severity or above count."""
        counted = [
            each for each in self.groups if at is Severity.WARNING or each.first.severity is Severity.ERROR
        ]
        return bool(counted or self.missing or self.gaps)

    @property
    def summary(self) -> str:
        """How much was looked at, and what was found, in one line."""
        errors = sum(group.first.severity is Severity.ERROR for group in self.groups)
        counts = [
            _count(self.exchanges, "exchange"),
            _count(self.tasks, "task"),
            f"{_count(self.applied, 'check')} applied",
        ]
        found = [_count(errors, "error"), _count(len(self.groups) - errors, "warning")]
        return f"{', '.join(counts)}: {', '.join(found)}"


class Tally:
    """Groups violations by the fault that they show, in memory of the faults.

    Args:
        known: The baseline.
    """

    def __init__(self, known: Sequence[Known] = ()) -> None:
        self.known = known
        self.waived: dict[Known, int] = {}
        self._live = unexpired(known)
        self._groups: dict[str, dict[tuple[str, str, str], Group]] = {}

    def add(self, violation: Violation, api: str) -> None:
        """Take a violation."""
        entry = next((each for each in self._live if each.covers(violation, api)), None)
        if entry is not None:
            self.waived[entry] = self.waived.get(entry, 0) + 1
            return
        problem = violation.problem
        place = re.sub(r"/\d+", "/*", problem.pointer)
        key = violation.check.name, place, re.sub(r"[\d.]+|'[^']*'", "*", problem.message)
        groups = self._groups.setdefault(api, {})
        group = groups.get(key)
        if group is None or len(problem.exchanges) < len(group.first.problem.exchanges):
            groups[key] = Group(violation, 1 if group is None else group.count + 1, api)
        else:
            groups[key] = Group(group.first, group.count + 1, api)

    def groups(self, api: str) -> list[Group]:
        """Return the groups of an API, by check and place."""
        return [group for _, group in sorted(self._groups.get(api, {}).items(), key=itemgetter(0))]


def make(
    verdicts: Iterable[Verdict],
    *,
    tally: Tally | None = None,
    require: Iterable[str] = (),
    notes: Iterable[str] = (),
    gaps: Iterable[str] = (),
) -> Report:
    """Make the report of one or more verdicts.

    Args:
        verdicts: One for each API.
        tally: What has taken violations that are not in the verdicts, and has the baseline.
        require: Names of checks that must have applied, or `all` for each that the API can have.
        notes: What was left out.
        gaps: What was asked for, and could not be looked at.
    """
    listed, required, tally = list(verdicts), list(require), tally or Tally()
    for verdict in listed:
        for violation in verdict.violations:
            tally.add(violation, verdict.api)
    groups = [group for api in dict.fromkeys(each.api for each in listed) for group in tally.groups(api)]
    applied = {name for verdict in listed for name in verdict.examined}
    impossible = frozenset(CHECKS).intersection(*(verdict.impossible for verdict in listed)) - applied
    wanted = [name for name in CHECKS if name not in impossible] if "all" in required else []
    wanted += [name for name in required if name != "all" and name not in wanted]
    statuses: dict[str, int] = {}
    for verdict in listed:
        for status, count in verdict.statuses.items():
            statuses[status] = statuses.get(status, 0) + count
    unused = [entry for entry in tally.known if entry not in tally.waived]
    return Report(
        sorted(groups, key=lambda each: each.first.severity is Severity.WARNING),
        list(tally.waived.items()),
        [name for name in wanted if name not in applied],
        list(gaps),
        [name for name in CHECKS if name not in applied and name not in impossible],
        [name for name in CHECKS if name in impossible],
        [text if count == 1 else f"{text} ({count}×)" for text, count in Counter(notes).items()]
        + list(map(unused_note, unused)),
        sum(each.tasks for each in listed),
        sum(each.exchanges for each in listed),
        len(applied),
        statuses,
    )


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def curl(exchange: Exchange, api: str) -> str:
    """Return a command that repeats the request of an exchange; the key is read from the environment."""
    if not exchange.method or exchange.webhook:
        return ""
    auth = spec_of(api).contract.auth
    words = ["curl", "-i", "-X", exchange.method, exchange.url]
    key = f'-H "{auth.header}: {auth.value(f"${auth.env}")}"' if exchange.key else ""
    body = exchange.request_body[:2000].decode("utf-8", "replace")
    more = ["-H", "content-type: application/json", "-d", body] if body else []
    return " ".join(filter(None, [shlex.join(words), key, shlex.join(more)]))


def line(exchange: Exchange) -> str:
    """Return an exchange as one line."""
    where = f"  ({exchange.place})" if exchange.place else ""
    if exchange.webhook:
        return f"webhook → {exchange.status}{where}"
    return f"{exchange.method or 'body'} {exchange.url} → {exchange.status}{where}".replace("  →", " →")
