"""All rules about documents, and what breaks them."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from codegen.rules import (
    evidence,
    examples,
    foundation,
    generator,
    generator_names,
    links,
    migration,
    names,
    occurring,
    prices,
    requests,
    results,
    state_graph,
    state_table,
    structure,
    tables,
    unions,
    values,
)
from codegen.rules.rule import Layer, Rule, Spec
from codegen.sources.violations import Violation


def _rules(module: ModuleType) -> list[Rule]:
    return [value for value in vars(module).values() if isinstance(value, Rule)]


_FOUNDATION = _rules(foundation)
_TOPICS = (
    structure,
    evidence,
    prices,
    requests,
    state_table,
    state_graph,
    results,
    names,
    occurring,
    links,
    tables,
    migration,
    values,
    unions,
    examples,
    generator,
    generator_names,
)
RULES = [*_FOUNDATION, *(rule for module in _TOPICS for rule in _rules(module))]


def check(document: dict[str, Any], layer: Layer, only: str | None = None) -> list[Violation]:
    """Return everything that breaks a rule of `layer` in a bundled document, with pointers into that.

    What breaks the rules that all others rest upon comes alone: the others follow references and read
    extensions. `only` names the one rule of these others that is wanted.
    """
    spec = Spec(document, layer)
    chosen = [rule for rule in RULES[len(_FOUNDATION) :] if only in (None, rule.name)]
    return _check(spec, _FOUNDATION) or _check(spec, chosen)


def _check(spec: Spec, rules: list[Rule]) -> list[Violation]:
    found: dict[Violation, None] = {}
    # A rule that waits for others comes after them.
    for rule in sorted(rules, key=lambda rule: bool(rule.after)):
        if spec.layer not in rule.layers or any(violation.rule in rule.after for violation in found):
            continue
        for pointer, message in rule.check(spec):
            violation = Violation(
                message, None, pointer, hint=rule.hint, rule=rule.name, severity=rule.severity
            )
            found[violation] = None
    return list(found)
