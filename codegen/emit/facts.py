"""What a property's schema says beside its type, as sentences for the docstring of its field."""

from __future__ import annotations

import json
from typing import Any


def described(schema: dict[str, Any]) -> str:
    """Return the description of a schema with unit, range, length, pattern and default as sentences.

    Example:
        >>> described({"description": "How long.", "minimum": 10, "maximum": 240, "x-unit": "s"})
        'How long. Range: 10 to 240 s.'
    """
    sentence = str(schema.get("description") or "").strip()
    if sentence and sentence[-1] not in ".!?:;)":
        sentence += "."
    found = [_deprecated(schema.get("x-deprecated"))] if schema.get("deprecated") is True else []
    found += [sentence] if sentence else []
    return " ".join([*found, *_facts(schema)])


def _deprecated(mark: dict[str, Any] | None) -> str:
    """Return that something is deprecated, and what is known of why and what to use instead."""
    if mark is None:
        return "Deprecated."
    instead = f" Use {mark['instead']} instead." if "instead" in mark else ""
    return f"Deprecated: {mark['note']}{instead}"


def _facts(schema: dict[str, Any]) -> list[str]:
    unit = schema.get("x-unit")
    found = []
    if limits := _range(schema):
        found.append(f"Range: {limits}{f' {unit}' if unit else ''}.")
    elif unit:
        found.append(f"Unit: {unit}.")
    if "multipleOf" in schema:
        found.append(f"A multiple of {_shown(schema['multipleOf'])}.")
    for kind, low, high in (("characters", "minLength", "maxLength"), ("items", "minItems", "maxItems")):
        if length := _between(schema.get(low), schema.get(high)):
            found.append(f"Length: {length} {kind}.")
    if schema.get("uniqueItems") is True:
        found.append("Each item once.")
    if members := _between(schema.get("minProperties"), schema.get("maxProperties")):
        found.append(f"Number of members: {members}.")
    if "pattern" in schema:
        found.append(f"Pattern: {schema['pattern']}")
    if "default" in schema:
        found.append(f"Default: {_shown(schema['default'])}.")
    return found


def _range(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    parts = [f"above {_shown(above)}"] if above is not None and above is not False else []
    parts += [f"below {_shown(below)}"] if below is not None and below is not False else []
    if inclusive := _between(low, high):
        parts.insert(0, inclusive)
    return " and ".join(parts)


def _between(low: Any, high: Any) -> str:
    if low is not None and high is not None:
        return f"{_shown(low)} to {_shown(high)}" if low != high else _shown(low)
    if low is not None:
        return f"at least {_shown(low)}"
    return f"at most {_shown(high)}" if high is not None else ""


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
