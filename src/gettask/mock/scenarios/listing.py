"""The catalogue of scenarios, for a terminal and as docs/scenarios.md."""

from __future__ import annotations

from collections.abc import Iterator

from gettask.mock.scenarios.catalogue import CATALOGUE


def text() -> Iterator[str]:
    """The catalogue as lines for a terminal."""
    width = max(len(scenario.title) for scenario in CATALOGUE.values())
    for scenario in CATALOGUE.values():
        yield f"{scenario.title.ljust(width)}  {scenario.about}"


def markdown() -> Iterator[str]:
    """The catalogue as the lines of docs/scenarios.md."""
    yield "# Scenarios"
    yield ""
    yield "<!-- made by `gettask mock --list-scenarios --format md` -->"
    yield ""
    yield (
        "What can happen to a task of the mock. Choose a scenario with the header `X-Mock-Scenario` on the "
        "request that creates the task, with `mock:<name>` in any text of that request, with "
        "`gettask_mock.scenario(name)` in a test, or with `gettask mock --scenario NAME` for all tasks. "
        "`gettask_mock.met` counts those that had an effect. Scenarios of webhooks have one when webhooks "
        "are delivered: [webhooks.md](webhooks.md)."
    )
    yield ""
    yield "| scenario | what happens |"
    yield "|---|---|"
    for scenario in CATALOGUE.values():
        yield f"| `{scenario.title}` | {scenario.about} |"
