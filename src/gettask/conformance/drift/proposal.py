"""The overlay that a maintainer may append to `overlays/<api>/observed.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from .finding import Finding
from .observe import Drift

Overlay = dict[str, Any]


def propose(drift: Drift, *, now: datetime | None = None) -> Overlay | None:
    """Return an overlay that makes the specification say what the traffic shows, None if it says all.

    It is applied after the overlay of the repository: append its actions there.

    Args:
        drift: In what the traffic differs.
        now: The day on which the traffic is read. Default: today.
    """
    today = now or datetime.now(UTC)
    source = _source_id(drift, today)
    actions = [action for finding in drift.findings for action in _actions(finding, source)]
    if not actions:
        return None
    return {
        "overlay": "1.1.0",
        "info": {"title": f"What recorded traffic of {drift.api} shows", "version": "0.1.0"},
        "actions": [_source(drift, source, actions[0]["x-id"], today), *actions],
    }


def _source_id(drift: Drift, now: datetime) -> str:
    day = now if drift.last is None else datetime.fromtimestamp(drift.last, UTC)
    return f"traffic-{day:%Y-%m-%d}"


def _source(drift: Drift, source: str, name: str, today: datetime) -> Overlay:
    days = dict.fromkeys(
        f"{datetime.fromtimestamp(each, UTC):%Y-%m-%d}"
        for each in (drift.first, drift.last)
        if each is not None
    )
    dates = f" of {' to '.join(days)}" if days else ""
    return {
        "x-id": name,
        "x-confidence": "observed",
        "x-sources": [source],
        "description": "The traffic that shows all this.",
        "target": "$.info['x-sources']",
        "update": {
            source: {
                "kind": "recorded",
                "title": f"Recorded traffic{dates}: {drift.exchanges} exchanges, {drift.tasks} tasks",
                "date": source.removeprefix("traffic-"),
                "read": f"{today:%Y-%m-%d}",
            }
        },
    }


def _actions(finding: Finding, source: str) -> Iterator[Overlay]:
    for action in finding.actions:
        made: Overlay = {
            "x-id": finding.id,
            "x-confidence": "observed",
            "x-sources": [source],
            "description": f"Recorded traffic ({finding.count}×): {finding.example.message[:300]}.",
            "target": action.target,
        }
        remove = action.update is None
        yield {**made, **({"remove": True} if remove else {"update": _cited(action.update, source)})}


def _cited(node: Any, source: str) -> Any:
    """Return an update whose observed parts name their source."""
    if isinstance(node, list):
        return [_cited(each, source) for each in node]
    if not isinstance(node, Mapping):
        return node
    cited = {key: _cited(value, source) for key, value in node.items()}
    observed = node.get("x-confidence") == "observed" and "x-sources" not in node
    return {**cited, "x-sources": [source]} if observed else cited


def text_of(overlay: Overlay) -> str:
    """Return an overlay as YAML, its actions indented as in the overlays of the repository."""
    import yaml

    class Indented(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            del indentless
            super().increase_indent(flow, False)

    return yaml.dump(overlay, Dumper=Indented, sort_keys=False, allow_unicode=True, width=110)
