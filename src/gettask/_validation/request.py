"""A request to create a task held against the effective spec, before it is sent and paid."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .._contract.contract import Contract, Variant
from .._warnings import warn_caller
from ..errors import RequestValidationError, RequestWarning
from .schema import Problem, SchemaChecker, nearest


def validate(
    contract: Contract, variant: Variant | None, request: object, body: bytes, *, strict: bool
) -> None:
    """Hold a request against the spec: warn of what may be new, refuse what contradicts it.

    Args:
        contract: The API.
        variant: What is to be created, None where the request does not show it.
        request: The generated model, or the JSON that a caller passed.
        body: The JSON to send.
        strict: Whether to refuse everything that the spec does not have.

    Raises:
        RequestValidationError: The request is refused.
    """
    model = type(request).__name__ if contract.variant_of_request(request) else None
    problems = check_request(contract, variant, json.loads(body), model)
    if refused := [str(problem) for problem in problems if problem.refuses or strict]:
        name = variant.name if variant else contract.title
        message = f"Not a valid request for {name}, so it was not sent; force=True sends it all the same."
        # A warning may show why: a required field is missing, since its name is misspelt.
        raise RequestValidationError("\n  ".join([message, *map(str, problems)]), problems=refused)
    for problem in problems:
        warn_caller(f"{contract.api}: {problem}", RequestWarning)


def check_request(
    contract: Contract,
    variant: Variant | None,
    data: Mapping[str, Any],
    model: str | None = None,
) -> list[Problem]:
    """Return what is wrong with a request, the worst first.

    Args:
        contract: The API.
        variant: What is to be created, None where the request does not show it.
        data: The JSON to send.
        model: The name of the generated model that it comes from. Default: the one that fits best.
    """
    if variant is None:
        return [Problem("", f"the spec has no such task; {_known(contract, data)}", fatal=False)]
    if model is not None and model not in variant.requests:
        return [Problem("", f"{model} does not create {variant.name}")]
    if not variant.requests:
        return []
    checker = SchemaChecker(contract.spec["components"]["schemas"])
    names = (
        [model] if model else [each for each in variant.requests if _accepts(checker, contract, each, data)]
    )
    if not names:
        return [Problem("", _contradiction(contract, variant, data))]
    found = [checker.check(data, checker.components[name]) for name in names]
    best = min(found, key=lambda problems: (sum(each.fatal for each in problems), len(problems)))
    return sorted(best, key=lambda problem: not problem.refuses)


def _accepts(checker: SchemaChecker, contract: Contract, name: str, data: Mapping[str, Any]) -> bool:
    """Return whether a request model takes the given values by which the API dispatches."""
    properties = checker.resolve(checker.components[name]).get("properties", {})
    return not any(
        problem.fatal
        for key in contract.dispatch
        if key in data and key in properties
        for problem in checker.check(data[key], properties[key])
    )


def _contradiction(contract: Contract, variant: Variant, data: Mapping[str, Any]) -> str:
    given = ", ".join(f"{name}={data[name]!r}" for name in contract.dispatch if name in data)
    other = contract.variant(data)
    owner = f", which creates {other.name}" if other is not None and other is not variant else ""
    way_out = nearest(_word(contract, data), _words([variant]))
    return f"{variant.name} cannot be created with {given}{owner}; {way_out}"


def _known(contract: Contract, data: Mapping[str, Any]) -> str:
    return nearest(_word(contract, data), _words(contract.variants.values()))


def _word(contract: Contract, data: Mapping[str, Any]) -> str:
    return "/".join(str(data.get(name, "")) for name in contract.dispatch)


def _words(variants: Iterable[Variant]) -> Iterator[str]:
    """Yield the values that distinguish variants, in one word each."""
    for variant in variants:
        for values in variant.match:
            yield "/".join(map(str, values))
