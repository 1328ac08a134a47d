"""From words on the command line to a request that the spec accepts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .._contract.contract import Contract, Variant


class RequestError(ValueError):
    """The words do not make a request; the message says which word, and what would do."""


def build(
    contract: Contract,
    variant: Variant,
    *,
    kind: str | None,
    body: Mapping[str, Any],
    settings: Iterable[str],
) -> Any:
    """Return the generated request model for a variant.

    `body` is what is known already, `settings` are `path.to.field=value` words, whose values are JSON or
    else text, `kind` names the task type where the variant has several. Raises RequestError.
    """
    if not variant.requests:
        raise RequestError(f"{variant.name} cannot be created by this API")
    data = json.loads(json.dumps(body))
    for setting in settings:
        path, equals, text = setting.partition("=")
        if not equals or not path:
            raise RequestError(
                f"--set {setting!r}: expected path.to.field=value, such as --set input.prompt=…"
            )
        _put(data, path.split("."), _value(text), setting)
    if len(contract.creators) == 1:  # else the operation says what is created, and the request does not
        data = _told(contract, variant, kind, data) | data
    elif kind is not None:
        raise RequestError(f"{variant.name} has no types to choose from")
    problems: list[str] = []
    for name in variant.requests:
        try:
            return contract.model(name).from_dict(data)
        except contract.decode_error as error:
            problems.append(f"as {name}: {error}")
    raise RequestError(f"this is no request for {variant.name}:\n  " + "\n  ".join(problems))


def _told(contract: Contract, variant: Variant, kind: str | None, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first dispatch values of the variant that go with the type and with what is said."""
    for values in variant.match:
        told = dict(zip(contract.dispatch, values, strict=True))
        if kind in (None, values[-1]) and all(data.get(name, value) == value for name, value in told.items()):
            return told
    known = ", ".join("/".join(map(str, values)) for values in variant.match)
    raise RequestError(f"{variant.name} has no such type: it has {known}")


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
