"""The report as JSON, and as SARIF 2.1.0."""

from __future__ import annotations

import json
from typing import Any

from ..model import CHECKS
from ..report import Group, Report, curl, line


def write(report: Report) -> str:
    """Return the report as JSON."""
    value = {
        "violations": [_violation(group) for group in report.groups],
        "known": [
            {"check": entry.check, "reason": entry.reason, "expires": str(entry.expires), "count": count}
            for entry, count in report.known
        ],
        "missing": list(report.missing),
        "gaps": list(report.gaps),
        "not_applied": list(report.not_applied),
        "not_in_this_api": list(report.impossible),
        "notes": list(report.notes),
        "tasks": report.tasks,
        "exchanges": report.exchanges,
        "statuses": report.statuses,
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _violation(group: Group) -> dict[str, Any]:
    violation, problem = group.first, group.first.problem
    return {
        "check": violation.check.name,
        "severity": violation.severity.value,
        "message": problem.message,
        "count": group.count,
        "api": group.api,
        "task": problem.task or None,
        "pointer": problem.pointer,
        "spec": problem.spec,
        "confidence": violation.confidence or None,
        "sources": list(violation.sources),
        "exchanges": [line(each) for each in problem.exchanges],
        "curl": curl(problem.exchanges[-1], group.api) or None,
        "page": violation.check.page,
    }


def sarif(report: Report) -> str:
    """Return the report as SARIF."""
    rules = [
        {"id": check.name, "shortDescription": {"text": check.sentence}, "helpUri": check.page}
        for check in CHECKS.values()
    ]
    results = [
        {
            "ruleId": group.first.check.name,
            "level": group.first.severity.value,
            "message": {"text": group.first.problem.message},
            "occurrenceCount": group.count,
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _place(group)},
                        "region": {"startLine": 1},
                    },
                    "logicalLocations": [{"fullyQualifiedName": group.first.problem.pointer or "/"}],
                }
            ],
        }
        for group in report.groups
    ]
    driver = {"name": "gettask check", "rules": rules}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _place(group: Group) -> str:
    exchange = group.first.problem.exchanges[-1]
    return exchange.place.partition("#")[0].replace(" ", "%20") or exchange.url or "traffic"
