"""Violations as text, as annotations of GitHub, and as SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from codegen.rules.catalogue import PAGE, anchor, rules
from codegen.sources.violations import Violation

Format = Literal["text", "github", "sarif"]
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"  # which GitHub wants to be named


def text(root: Path, violations: Sequence[Violation]) -> str:
    """Return a line a violation."""
    return "\n".join(
        f"{v.severity}: {_file(root, v)}:{v.line or 1}:{v.column or 1}: {v.message} [{v.rule}]"
        for v in violations
    )


def github(root: Path, violations: Sequence[Violation]) -> str:
    """Return workflow commands, which GitHub shows beside the lines."""
    return "\n".join(
        f"::{'error' if v.severity == 'error' else 'notice'} "
        f"file={_escaped(_file(root, v), ':,')},line={v.line or 1},col={v.column or 1},"
        f"title={_escaped(v.rule, ':,')}::{_escaped(_advice(v))}%0Asee {_page(v.rule)}"
        for v in violations
    )


def sarif(root: Path, violations: Sequence[Violation]) -> str:
    """Return a SARIF 2.1.0 log, with a description of each rule that is broken."""
    described = {rule.name: rule for rule in rules()}
    driver: dict[str, Any] = {"name": "gettask codegen", "rules": []}
    for name in dict.fromkeys(v.rule for v in violations):
        about: dict[str, Any] = {"id": name, "help": {"text": f"See {_page(name)}"}}
        if rule := described.get(name):
            about |= {"shortDescription": {"text": rule.sentence}, "fullDescription": {"text": rule.why}}
        driver["rules"].append(about)
    results = [
        {
            "ruleId": v.rule,
            "level": v.severity,
            "message": {"text": _advice(v)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _file(root, v), "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": v.line or 1, "startColumn": v.column or 1},
                    }
                }
            ],
        }
        for v in violations
    ]
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, indent=1, ensure_ascii=False)


FORMATS: dict[Format, Callable[[Path, Sequence[Violation]], str]] = {
    "text": text,
    "github": github,
    "sarif": sarif,
}


def _file(root: Path, violation: Violation) -> str:
    """Return the file relative to the repository."""
    file = violation.file or root
    try:
        return file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return file.as_posix()


def _advice(violation: Violation) -> str:
    return violation.message + (f"\nhint: {violation.hint}" if violation.hint else "")


def _page(rule: str) -> str:
    return f"{PAGE}#{anchor(rule)}"


def _escaped(text: str, more: str = "") -> str:
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
