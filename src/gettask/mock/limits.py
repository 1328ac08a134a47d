"""What the creates of one key are refused for: too many a second, too many tasks at once, no credit left."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gettask.mock.errors import RequestError
from gettask.mock.spec.api import Api
from gettask.mock.tasks.task import MockTask

TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of each key. What is over one is refused in the form of the vendor.

    Args:
        create_rate: Creates a second at most; as many may come at once. Default: no limit.
        tasks: Tasks that have not ended at most. Default: no limit.
        credit: How many tasks the key can pay for. Default: no limit.
        documented: Whether the limits of the specs (`x-limits`) hold as well. Default: no.

    Raises:
        ValueError: for a limit that allows nothing at all.
    """

    create_rate: float | None = None
    tasks: int | None = None
    credit: int | None = None
    documented: bool = False

    def __post_init__(self) -> None:
        if self.create_rate is not None and not 0 < self.create_rate < math.inf:
            raise ValueError(f"create_rate is over 0, not {self.create_rate}")
        if self.tasks is not None and self.tasks < 1:
            raise ValueError(f"tasks is 1 at least, not {self.tasks}")
        if self.credit is not None and self.credit < 0:
            raise ValueError(f"credit is not negative, but {self.credit}")


@dataclass(frozen=True, slots=True)
class DocumentedLimit:
    """An entry of `x-limits`: creates in some seconds, or tasks at once, of one group of variants."""

    number: int
    raw: Mapping[str, Any]

    def covers(self, task: MockTask) -> bool:
        """Whether a task belongs to the group."""
        variants, where = self.raw.get("variants"), self.raw.get("where", {})
        named = variants is None or task.variant in variants
        return named and all(task.body.get(name) in values for name, values in where.items())


class LimitEnforcer:
    """Counts what each key has created, and refuses what is over a limit."""

    def __init__(
        self,
        limits: Limits,
        apis: Mapping[str, Api],
        tasks: Iterable[MockTask],
        has_ended: Callable[[MockTask, float], bool],
    ) -> None:
        self._limits, self._apis, self._has_ended = limits, apis, has_ended
        documented = limits.documented
        self._documented = {
            name: [
                DocumentedLimit(number, raw)
                for number, raw in enumerate(api.spec.get("x-limits", ()) if documented else ())
            ]
            for name, api in apis.items()
        }
        self._tokens: dict[tuple[str, str], tuple[float, float]] = {}
        self._created: dict[tuple[str, str, int], deque[float]] = {}
        self._active: dict[tuple[str, str], list[MockTask]] = {}
        self._paid: dict[tuple[str, str], int] = {}
        for task in tasks:
            self._count(task)

    def clear(self) -> None:
        """Forget what was created."""
        for each in (self._tokens, self._created, self._active, self._paid):
            each.clear()

    def check(self, task: MockTask, now: float) -> None:
        """Check that a task may be created now; call `add` when it is.

        Raises:
            RequestError: It is over a limit.
        """
        account, limits = (task.api, task.key), self._limits
        if limits.create_rate is not None:
            self._take_token(account, limits.create_rate, now)
        active = self._still_active(account, now)
        if limits.tasks is not None and len(active) >= limits.tasks:
            raise self._over(task.api, None, f"at most {limits.tasks} tasks at once", 1)
        for limit in self._applying(task):
            self._check_documented(task, limit, active, now)

    def lacks_credit(self, api: str, key: str) -> bool:
        """Whether a key cannot pay for another task."""
        return self._limits.credit is not None and self._paid.get((api, key), 0) >= self._limits.credit

    def add(self, task: MockTask, now: float) -> None:
        """Count a task that was created."""
        self._count(task)
        for limit in self._applying(task):
            if "creates" in limit.raw:
                self._created.setdefault((task.api, task.key, limit.number), deque()).append(now)

    def _count(self, task: MockTask) -> None:
        account = task.api, task.key
        self._active.setdefault(account, []).append(task)
        self._paid[account] = self._paid.get(account, 0) + 1

    def _applying(self, task: MockTask) -> Iterator[DocumentedLimit]:
        """The first limit of each kind that covers a task."""
        seen = set()
        for limit in self._documented[task.api]:
            kind = "creates" if "creates" in limit.raw else "tasks"
            if kind not in seen and limit.covers(task):
                seen.add(kind)
                yield limit

    def _check_documented(
        self, task: MockTask, limit: DocumentedLimit, active: list[MockTask], now: float
    ) -> None:
        raw = limit.raw
        if "creates" in raw:
            times = self._created.setdefault((task.api, task.key, limit.number), deque())
            while times and times[0] <= now - raw["seconds"]:
                times.popleft()
            if len(times) >= raw["creates"]:
                pause = math.ceil(times[0] + raw["seconds"] - now)
                detail = f"at most {raw['creates']} creates in {raw['seconds']} s"
                raise self._over(task.api, raw.get("code"), detail, pause)
            return
        of_group = [each for each in active if limit in self._applying(each)]
        if len(of_group) >= raw["tasks"]:
            raise self._over(task.api, raw.get("code"), f"at most {raw['tasks']} such tasks at once", 1)

    def _take_token(self, account: tuple[str, str], rate: float, now: float) -> None:
        """A bucket of one second's creates, which fills as time passes."""
        size = max(rate, 1.0)
        tokens, since = self._tokens.get(account, (size, now))
        tokens = min(size, tokens + (now - since) * rate)
        if tokens < 1 - 1e-9:
            self._tokens[account] = tokens, now
            pause = max(math.ceil((1 - tokens) / rate), 1)
            raise self._over(account[0], None, f"at most {rate:g} creates a second", pause)
        self._tokens[account] = tokens - 1, now

    def _still_active(self, account: tuple[str, str], now: float) -> list[MockTask]:
        found = self._active.get(account)
        if not found:
            return []
        found[:] = [task for task in found if not self._has_ended(task, now)]
        return found

    def _over(self, api: str, code: Any, detail: str, pause: int) -> RequestError:
        """The error of the spec for too many requests, that of the code if it names one."""
        errors = (error for error in self._apis[api].errors("http") if error["status"] == TOO_MANY)
        entry = next((error for error in errors if code is not None and error["code"] == code), "")
        return RequestError(TOO_MANY, entry, detail, retry_after=str(pause))
