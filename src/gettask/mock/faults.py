"""What goes wrong now and then, whatever is asked for: late replies, errors, cut connections; by a seed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from gettask.mock.http import Response
from gettask.mock.life import LONGEST

WIDEST = 10.0
"""The sigma beyond which a log-normal latency is either nothing or for ever."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds before a reply is sent: fixed, uniform, or log-normal around a median."""

    low: float = 0.0
    high: float = 0.0
    median: float = 0.0
    sigma: float = 0.0

    @classmethod
    def read(cls, text: str) -> Latency:
        """The latency that `S`, `uniform:LOW:HIGH` or `log-normal:MEDIAN:SIGMA` names. Raises ValueError."""
        kind, *amounts = text.split(":") if ":" in text else ("fixed", text)
        numbers = [_number(amount) for amount in amounts]
        match kind, numbers:
            case "fixed", [seconds] if 0 <= seconds <= LONGEST:
                return cls(seconds, seconds)
            case "uniform", [low, high] if 0 <= low <= high <= LONGEST:
                return cls(low, high)
            case "log-normal", [median, sigma] if 0 < median <= LONGEST and 0 <= sigma <= WIDEST:
                return cls(median=median, sigma=sigma)
        raise ValueError(f"no latency is {text!r}; write S, uniform:LOW:HIGH or log-normal:MEDIAN:SIGMA")

    def draw(self, random: Random) -> float:
        """Seconds for one reply."""
        if self.median:
            return min(random.lognormvariate(math.log(self.median), self.sigma), LONGEST)
        return random.uniform(self.low, self.high)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


@dataclass(frozen=True, slots=True)
class Faults:
    """How often what goes wrong. The same requests in the same order with the same seed go wrong alike."""

    latency: Latency | None = None
    errors: float = 0.0
    """Share of requests that are answered with 500 and not carried out."""
    cuts: float = 0.0
    """Share of replies whose connection ends early."""
    cut_at: int | None = None
    """How many bytes of the body come before that; half of them unless given."""
    seed: int = 0

    def __post_init__(self) -> None:
        if not (0 <= self.errors <= 1 and 0 <= self.cuts <= 1):
            raise ValueError(f"errors and cuts are shares between 0 and 1, not {self.errors} and {self.cuts}")
        if self.cut_at is not None and self.cut_at < 0:
            raise ValueError(f"cut_at is not negative, as {self.cut_at} is")


class Dice:
    """Decides for each request what goes wrong with it."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._random = Random(faults.seed)

    def throw(self) -> Fate:
        """What becomes of the next request. It draws alike whatever the shares are."""
        faults, random = self.faults, self._random
        fails, cut = random.random() < faults.errors, random.random() < faults.cuts
        return Fate(fails, cut, faults.cut_at, 0.0 if faults.latency is None else faults.latency.draw(random))


@dataclass(frozen=True, slots=True)
class Fate:
    """What goes wrong with one request."""

    fails: bool
    cut: bool
    cut_at: int | None
    delay: float

    def apply(self, response: Response) -> Response:
        """The response, late and cut if that is how it is."""
        body, ends = response.body, len(response.body) // 2 if self.cut_at is None else self.cut_at
        response = response._replace(delay=response.delay + self.delay)
        return response._replace(body=body[:ends], cut=True) if self.cut and ends < len(body) else response
