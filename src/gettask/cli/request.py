"""Builds a request from the options of the command line, and holds it against the spec."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .._contract.contract import Contract, Variant
from .._validation.request import check_request
from .._validation.schema import nearest
from . import output


class RequestError(ValueError):
    """The options do not make a request. The message names the option and what it may be."""


def build(
    contract: Contract,
    variant: Variant,
    *,
    task_type: str | None,
    body: Mapping[str, Any],
    settings: Iterable[str],
) -> dict[str, Any]:
    """Return the request for a variant, as JSON.

    Args:
        contract: The API that has the variant.
        variant: The variant to create.
        task_type: The task type. Default: the first that fits the other arguments.
        body: The request, complete or in part.
        settings: `path.to.field=value` words that change `body`; a value is JSON, or else text.

    Raises:
        RequestError: The options do not make a request.
    """
    if not variant.requests:
        raise RequestError(f"{contract.title} has no request that creates {variant.name}")
    data: dict[str, Any] = json.loads(json.dumps(body))
    for setting in settings:
        path, equals, text = setting.partition("=")
        if not equals or not path:
            raise RequestError(
                f"--set {setting!r}: expected path.to.field=value, such as --set input.prompt=…"
            )
        _put(data, path.split("."), value_of(text), setting)
    if len(contract.creators) == 1:  # with several, the path names the variant, and the request does not
        data = _constants(contract, variant, task_type, data) | data
    elif task_type is not None:
        raise RequestError(f"--task-type {task_type!r}: {variant.name} has only one task type")
    return data


def check(contract: Contract, variant: Variant, data: Mapping[str, Any], *, strict: bool) -> None:
    """Hold a request against the spec, and print as warnings what may be newer than the spec.

    Args:
        contract: The API.
        variant: The variant to create.
        data: The request.
        strict: Whether to refuse that as well.

    Raises:
        RequestError: The request is refused.
    """
    problems = check_request(contract, variant, data)
    if any(
        problem.refuses or strict for problem in problems
    ):  # a warning may show why: the missing field, misspelt
        message = f"not a valid request for {variant.name}; --force sends it all the same"
        raise RequestError("\n  ".join([message, *map(str, problems)]))
    for problem in problems:
        output.message(f"gettask: warning: {problem}")


def _constants(
    contract: Contract, variant: Variant, task_type: str | None, data: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the first dispatch values (model, task type) of the variant that fit the type and the data."""
    if not contract.dispatch and task_type is None:
        return {}
    for values in variant.match:
        constants = dict(zip(contract.dispatch, values, strict=True))
        fits = all(data.get(name, value) == value for name, value in constants.items())
        if fits and task_type in (None, values[-1]):
            return constants
    types = dict.fromkeys(str(values[-1]) for values in variant.match)
    if task_type is not None and task_type not in types:
        raise RequestError(f"{variant.name} has no task type {task_type!r}; {nearest(task_type, types)}")
    known = ", ".join("/".join(map(str, values)) for values in variant.match)
    raise RequestError(f"{variant.name} has no such model and task type; it has {known}")


def _put(data: dict[str, Any], path: list[str], value: Any, setting: str) -> None:
    for name in path[:-1]:
        data = data.setdefault(name, {})
        if not isinstance(data, dict):
            raise RequestError(f"--set {setting!r}: {name!r} is not an object")
    data[path[-1]] = value


def value_of(text: str) -> Any:
    """Return the value that a word on the command line or a cell stands for: JSON, or else text."""
    try:
        return json.loads(text)
    except ValueError:
        return text
