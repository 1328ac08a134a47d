"""The catalogue of scenarios, for a terminal and as a table of docs/scenarios.md."""

from __future__ import annotations

from collections.abc import Iterator

from gettask.mock.scenarios.catalogue import CATALOGUE


def text() -> Iterator[str]:
    """Yield the catalogue as lines for a terminal."""
    width = max(len(scenario.title) for scenario in CATALOGUE.values())
    for scenario in CATALOGUE.values():
        yield f"{scenario.title.ljust(width)}  {scenario.about}"


def markdown() -> Iterator[str]:
    """Yield the catalogue as the lines of a Markdown table."""
    yield "| Scenario | What happens |"
    yield "| --- | --- |"
    for scenario in CATALOGUE.values():
        yield f"| `{scenario.title}` | {scenario.about} |"
