"""Builds a request from the options of the command line, and checks it against the spec."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .._contract.contract import Contract, Variant


class RequestError(ValueError):
    """The options do not make a request. The message names the option and what it may be."""


def build(
    contract: Contract,
    variant: Variant,
    *,
    task_type: str | None,
    body: Mapping[str, Any],
    settings: Iterable[str],
) -> Any:
    """Return the request for a variant, as the generated model.

    Args:
        contract: The API that has the variant.
        variant: The variant to create.
        task_type: The task type. Default: the first that fits the other arguments.
        body: The request, complete or in part.
        settings: `path.to.field=value` words that change `body`; a value is JSON, or else text.

    Raises:
        RequestError: The spec does not accept the request.
    """
    if not variant.requests:
        raise RequestError(f"{contract.title} has no request that creates {variant.name}")
    data = json.loads(json.dumps(body))
    for setting in settings:
        path, equals, text = setting.partition("=")
        if not equals or not path:
            raise RequestError(
                f"--set {setting!r}: expected path.to.field=value, such as --set input.prompt=…"
            )
        _put(data, path.split("."), _value(text), setting)
    if len(contract.creators) == 1:  # with several, the path names the variant, and the request does not
        data = _constants(contract, variant, task_type, data) | data
    elif task_type is not None:
        raise RequestError(f"--task-type {task_type!r}: {variant.name} has only one task type")
    problems: list[str] = []
    for name in variant.requests:
        try:
            return contract.model(name).from_dict(data)
        except contract.decode_error as error:
            problems.append(f"as {name}: {error}")
    raise RequestError(f"not a valid request for {variant.name}:\n  " + "\n  ".join(problems))


def _constants(
    contract: Contract, variant: Variant, task_type: str | None, data: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the first dispatch values (model, task type) of the variant that fit the type and the data."""
    for values in variant.match:
        constants = dict(zip(contract.dispatch, values, strict=True))
        fits = all(data.get(name, value) == value for name, value in constants.items())
        if fits and task_type in (None, values[-1]):
            return constants
    known = ", ".join("/".join(map(str, values)) for values in variant.match)
    raise RequestError(f"{variant.name} has no such task type; it has {known}")


def _put(data: dict[str, Any], path: list[str], value: Any, setting: str) -> None:
    for name in path[:-1]:
        data = data.setdefault(name, {})
        if not isinstance(data, dict):
            raise RequestError(f"--set {setting!r}: {name!r} is not an object")
    data[path[-1]] = value


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
