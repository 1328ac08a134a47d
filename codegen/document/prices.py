"""`x-cost`: what a request costs, with all that is needed to read the price off a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen.document.walk import Node, at
from codegen.sources.pointers import tokens

_LIMITS = (("minimum", "maximum"), ("minItems", "maxItems"), ("minLength", "maxLength"))


def counted(charge: Mapping[str, Any]) -> list[str]:
    """Return the pointers of the fields that say what a charge counts, none where no field says it."""
    count = charge.get("count")
    if isinstance(count, str):
        return [count]
    if isinstance(count, dict):
        return list(count.get("first", []))
    return list(count or [])


def conditions(charge: Mapping[str, Any]) -> Iterator[tuple[int, str, Any]]:
    """Yield (index of the price, pointer of the field, condition) of the prices of a charge."""
    for i, price in enumerate(charge["prices"]):
        for pointer, condition in price.get("when", {}).items():
            yield i, pointer, condition


def price_table(document: Any, request: Node) -> dict[str, Any] | None:
    """Return what a request costs as contract.json has it, None where no price is known.

    `defaults` and `limits` are those of the fields that it reads, so that no reader needs the schema.
    """
    cost = request.value.get("x-cost")
    if cost is None:
        return None
    used = dict.fromkeys(p for charge in cost["charges"] for p in counted(charge))
    used |= dict.fromkeys(p for charge in cost["charges"] for _, p, _ in conditions(charge))
    fields = {pointer: at(document, request, tokens(pointer)) for pointer in used}
    cited = [cost, *(price for charge in cost["charges"] for price in charge["prices"])]
    return {
        "unit": cost["unit"],
        "confidence": cost.get("x-confidence", "documented"),
        "sources": list(dict.fromkeys(name for part in cited for name in part.get("x-sources", []))),
        "note": cost.get("note"),
        "charges": [_charge(charge) for charge in cost["charges"]],
        "defaults": {
            pointer: node.value["default"]
            for pointer, nodes in fields.items()
            for node in nodes[:1]
            if "default" in node.value
        },
        "values": {
            pointer: values
            for pointer in dict.fromkeys(
                p
                for charge in cost["charges"]
                for _, p, wanted in conditions(charge)
                if not isinstance(wanted, dict) or wanted.keys() - {"present"}  # a value, not its presence
            )
            for node in fields[pointer][:1]
            if "default" not in node.value and (values := _values(node.value))
        },
        "limits": {
            pointer: limits
            for pointer, nodes in fields.items()
            for node in nodes[:1]
            if (limits := _limits(node.value)) != [None, None]
        },
    }


def _charge(charge: Mapping[str, Any]) -> dict[str, Any]:
    count = charge.get("count")
    return {
        "per": charge["per"],
        "size": charge.get("size", 1),
        "fields": counted(charge),
        "first": isinstance(count, dict) and "first" in count,
        "between": [count["least"], count["most"]] if isinstance(count, dict) and "least" in count else None,
        "prices": [
            {
                "when": price.get("when", {}),
                "up_to": price.get("up-to"),
                "amount": price["amount"],
                "note": price.get("note"),
                "confidence": price.get("x-confidence"),
                "sources": price.get("x-sources", []),
            }
            for price in charge["prices"]
        ],
    }


def _values(schema: Mapping[str, Any]) -> list[Any]:
    """Return all values that a field may have, none if they are too many or not known."""
    return [False, True] if schema.get("type") == "boolean" else list(schema.get("enum", []))


def _limits(schema: Mapping[str, Any]) -> list[Any]:
    if "const" in schema:
        return [schema["const"]] * 2
    if values := [v for v in schema.get("enum", []) if isinstance(v, int | float)]:
        return [None, None] if schema.get("x-open-enum") else [min(values), max(values)]
    for low, high in _LIMITS:
        if low in schema or high in schema:
            return [schema.get(low), schema.get(high)]
    return [None, None]
