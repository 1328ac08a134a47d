"""Problems with specs as text, as annotations of GitHub, and as SARIF."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from codegen.rules.catalogue import PAGE, anchor, rules
from codegen.sources.source import SpecError

Format = Literal["text", "github", "sarif"]
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"  # which GitHub wants to be named
_RULE = re.compile(r"(.*) \[([a-z0-9-]+)\]", re.DOTALL)


class Problem(NamedTuple):
    """A problem at a place that a person wrote; `file` is relative to the repository."""

    rule: str
    level: Literal["error", "note"]
    file: str
    line: int
    column: int
    message: str
    hint: str


def problems(root: Path, errors: Iterable[SpecError], notes: Iterable[SpecError] = ()) -> list[Problem]:
    """Return errors and notes as problems."""
    return [*(_problem(root, e, "error") for e in errors), *(_problem(root, n, "note") for n in notes)]


def _problem(root: Path, error: SpecError, level: Literal["error", "note"]) -> Problem:
    found = _RULE.fullmatch(error.problem)
    message, rule = (found[1], found[2]) if found else (error.problem, "spec")
    try:
        file = error.file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        file = error.file.as_posix()
    return Problem(rule, level, file, error.line or 1, error.column or 1, message, error.hint)


def text(found: Sequence[Problem]) -> str:
    """Return a line a problem."""
    return "\n".join(f"{p.level}: {p.file}:{p.line}:{p.column}: {p.message} [{p.rule}]" for p in found)


def github(found: Sequence[Problem]) -> str:
    """Return workflow commands, which GitHub shows beside the lines."""
    return "\n".join(
        f"::{'error' if p.level == 'error' else 'notice'} "
        f"file={_escaped(p.file, ':,')},line={p.line},col={p.column},title={_escaped(p.rule, ':,')}"
        f"::{_escaped(_told(p))}"
        for p in found
    )


def _told(problem: Problem) -> str:
    hint = f"\nhint: {problem.hint}" if problem.hint else ""
    return f"{problem.message}{hint}\nsee {PAGE}#{anchor(problem.rule)}"


def _escaped(text: str, more: str = "") -> str:
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def sarif(found: Sequence[Problem]) -> str:
    """Return a SARIF 2.1.0 log, with what each rule is about."""
    known = {rule.name: rule for rule in rules()}
    driver: dict[str, Any] = {"name": "gettask codegen", "rules": []}
    for name in dict.fromkeys(p.rule for p in found):
        rule = known.get(name)
        about = {"id": name, "help": {"text": f"See {PAGE}#{anchor(name)}"}}
        if rule:
            about |= {"shortDescription": {"text": rule.what}, "fullDescription": {"text": rule.why}}
        driver["rules"].append(about)
    results = [
        {
            "ruleId": p.rule,
            "level": p.level,
            "message": {"text": f"{p.message}\nhint: {p.hint}" if p.hint else p.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": p.file, "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": p.line, "startColumn": p.column},
                    }
                }
            ],
        }
        for p in found
    ]
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, indent=1, ensure_ascii=False)


FORMATS: dict[Format, Callable[[Sequence[Problem]], str]] = {"text": text, "github": github, "sarif": sarif}
