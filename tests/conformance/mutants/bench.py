"""The mutation bench: servers with one fault each, and the checks that notice it."""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache

from gettask.conformance import CHECKS, judge
from tests.conformance.harness import VARIANTS, Server
from tests.conformance.mutants import (
    cancel_faults,
    further_faults,
    http_faults,
    lifecycle_faults,
    recorded_faults,
    resource_faults,
    server_faults,
    unseen_http,
    unseen_polls,
    unseen_servers,
    unseen_webhooks,
    webhook_faults,
)
from tests.conformance.mutants.model import Mutant

LEAST = 0.97
"""The share of mutants that must be noticed."""


@dataclass(frozen=True)
class Result:
    """What became of a mutant at one API.

    Attributes:
        checks: The checks that noticed it.
    """

    mutant: Mutant
    api: str
    checks: frozenset[str]


@cache
def everything() -> list[Mutant]:
    """Return all mutants."""
    return [
        *lifecycle_faults.mutants(),
        *server_faults.mutants(),
        *cancel_faults.mutants(),
        *webhook_faults.mutants(),
        *http_faults.mutants(),
        *resource_faults.mutants(),
        *further_faults.mutants(),
        *recorded_faults.mutants(),
        *unseen_polls.mutants(),
        *unseen_servers.mutants(),
        *unseen_webhooks.mutants(),
        *unseen_http.mutants(),
    ]


def try_out(mutant: Mutant, api: str) -> Result:
    """Drive a mutant, and return which checks noticed it."""
    if mutant.trace is not None:
        return Result(mutant, api, frozenset(each.check.name for each in judge(mutant.trace()).violations))
    server = Server(api, wrap=mutant.wrap)
    post, options = mutant.post, {"variants": (VARIANTS[api],), "probes": mutant.probes, "patience": 60.0}
    if post is not None:
        server.deliver = lambda exchange: post(server, exchange)
    elif mutant.family == "life cycle":  # webhooks tell the truth, and polls alone are to show the fault
        server.deliver, options["endpoint"] = (lambda _: []), None
    verdict = server.judge(**options)
    return Result(mutant, api, frozenset(each.check.name for each in verdict.violations))


def run() -> list[Result]:
    """Try each mutant at each API that can have it, on all processors."""
    mutants = everything()
    with ProcessPoolExecutor() as pool:
        found = pool.map(_noticed, range(len(mutants)), chunksize=8)
        return [
            Result(mutant, api, checks)
            for mutant, each in zip(mutants, found, strict=True)
            for api, checks in zip(mutant.apis, each, strict=True)
        ]


def _noticed(number: int) -> list[frozenset[str]]:
    """Return which checks notice the mutant with a number, at each of its APIs."""
    mutant = everything()[number]
    return [try_out(mutant, api).checks for api in mutant.apis]


def main() -> int:
    """Run all mutants; print which survived, and which checks no mutant shows alone. Either fails."""
    results = run()
    alone = Counter(next(iter(each.checks)) for each in results if len(each.checks) == 1)
    for each in results:
        if not each.checks and not each.mutant.allowed:
            sys.stdout.write(f"survived  {each.api}: {each.mutant.name}\n")
        elif "-v" in sys.argv and each.mutant.allowed:
            sys.stdout.write(f"allowed   {each.api}: {each.mutant.name}: {each.mutant.allowed}\n")
        elif "-v" in sys.argv:
            sys.stdout.write(f"noticed   {each.api}: {each.mutant.name}: {', '.join(sorted(each.checks))}\n")
    for family in ("life cycle", "http"):
        counted = [each for each in results if each.mutant.family == family and not each.mutant.allowed]
        noticed = sum(bool(each.checks) for each in counted)
        names = len({each.mutant.name for each in counted})
        sys.stdout.write(f"{family}: {names} faults, {noticed} of {len(counted)} noticed\n")
    lonely = [name for name in CHECKS if name not in alone]
    sys.stdout.write(f"checks that no mutant shows alone: {', '.join(lonely) or 'none'}\n")
    counted = [each for each in results if not each.mutant.allowed]
    share = sum(bool(each.checks) for each in counted) / len(counted)
    sys.stdout.write(f"noticed: {share:.1%}\n")
    return 0 if share >= LEAST and not lonely else 1


if __name__ == "__main__":
    sys.exit(main())
