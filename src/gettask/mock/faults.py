"""Faults injected at random, by a seed: latency, errors, truncated responses."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from gettask.mock.http import Response
from gettask.mock.tasks.clock import MAX_SECONDS

MAX_SIGMA = 10.0
"""The sigma beyond which a log-normal latency is either nothing or for ever."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds before a response is sent: fixed, uniform, or log-normal around a median."""

    low: float = 0.0
    high: float = 0.0
    median: float = 0.0
    sigma: float = 0.0

    @classmethod
    def parse(cls, text: str) -> Latency:
        """Read `S`, `uniform:LOW:HIGH` or `log-normal:MEDIAN:SIGMA`.

        Raises:
            ValueError: for any other text.
        """
        kind, *amounts = text.split(":") if ":" in text else ("fixed", text)
        numbers = [_number(amount) for amount in amounts]
        match kind, numbers:
            case "fixed", [seconds] if 0 <= seconds <= MAX_SECONDS:
                return cls(seconds, seconds)
            case "uniform", [low, high] if 0 <= low <= high <= MAX_SECONDS:
                return cls(low, high)
            case "log-normal", [median, sigma] if 0 < median <= MAX_SECONDS and 0 <= sigma <= MAX_SIGMA:
                return cls(median=median, sigma=sigma)
        raise ValueError(f"{text!r} is not a latency: write S, uniform:LOW:HIGH or log-normal:MEDIAN:SIGMA")

    def draw(self, random: Random) -> float:
        """Seconds for one response."""
        if self.median:
            return min(random.lognormvariate(math.log(self.median), self.sigma), MAX_SECONDS)
        return random.uniform(self.low, self.high)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


@dataclass(frozen=True, slots=True)
class Faults:
    """Which faults are injected, and how often.

    The same requests in the same order with the same seed have the same faults.

    Args:
        latency: Seconds before each response. Default: none.
        errors: Share of requests, from 0 to 1, that are answered with 500 and not carried out.
        cuts: Share of responses, from 0 to 1, whose connection ends early.
        cut_at: Bytes of the body before a cut. Default: half of them.
        seed: Seed of the random numbers.

    Raises:
        ValueError: for a share outside 0 to 1, and for a negative `cut_at`.
    """

    latency: Latency | None = None
    errors: float = 0.0
    cuts: float = 0.0
    cut_at: int | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        if not (0 <= self.errors <= 1 and 0 <= self.cuts <= 1):
            raise ValueError(f"errors and cuts are shares between 0 and 1, not {self.errors} and {self.cuts}")
        if self.cut_at is not None and self.cut_at < 0:
            raise ValueError(f"cut_at is not negative, as {self.cut_at} is")


@dataclass(frozen=True, slots=True)
class Fault:
    """The faults of one request."""

    error: bool
    cut: bool
    cut_at: int | None
    delay: float

    def apply(self, response: Response) -> Response:
        """The response, delayed and cut."""
        body, end = response.body, len(response.body) // 2 if self.cut_at is None else self.cut_at
        response = response._replace(delay=response.delay + self.delay)
        return response._replace(body=body[:end], cut=True) if self.cut and end < len(body) else response


class FaultInjector:
    """Draws the faults of each request."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._random = Random(faults.seed)

    def draw(self) -> Fault:
        """The faults of the next request. The number of draws does not depend on the shares."""
        faults, random = self.faults, self._random
        error, cut = random.random() < faults.errors, random.random() < faults.cuts
        delay = 0.0 if faults.latency is None else faults.latency.draw(random)
        return Fault(error, cut, faults.cut_at, delay)
