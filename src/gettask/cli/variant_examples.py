"""The example of a request as Python, as a command and as curl."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import fields

from ..client import CLIENTS
from .variant_page import RequestPage, VariantPage


def command(shown: VariantPage, request: RequestPage) -> str:
    """Return the command that creates the example of a request, waits and downloads."""
    contract, variant, body = shown.contract, shown.variant, dict(request.example or {})
    words = [["gettask", "create", contract.api, variant.name]]
    if contract.dispatch and len(contract.creators) == 1:
        defaults = dict(zip(contract.dispatch, variant.match[0], strict=True)) if variant.match else {}
        values = {name: body.pop(name) for name in contract.dispatch if name in body}
        *models, kind = contract.dispatch
        if kind in values and len(variant.match) > 1:
            words.append(["--task-type", str(values[kind])])
        words += [
            ["--set", f"{name}={values[name]}"]
            for name in models
            if name in values and values[name] != defaults.get(name)
        ]
    words += [["--set", f"{path}={_word(value)}"] for path, value in _settings(body, "")]
    words.append(["--wait", "--out", "out/"])
    return " \\\n    ".join(map(shlex.join, words))


def _settings(value: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, each in value.items():
        if isinstance(each, dict) and each and not any("." in key or "=" in key for key in each):
            yield from _settings(each, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", each


def _word(value: Any) -> str:
    """Return a value as `--set` reads it: JSON, or else text."""
    if isinstance(value, str):
        try:
            json.loads(value)
        except ValueError:
            return value
    return json.dumps(value, ensure_ascii=False)


def curl(shown: VariantPage, request: RequestPage) -> str:
    """Return the curl command that creates the example of a request."""
    contract = shown.contract
    method, path = shown.operation.split()
    operation = contract.operations[shown.variant.create or ""]
    key = contract.auth.value(f"${contract.auth.env}")
    body = json.dumps(request.example, ensure_ascii=False)
    return " \\\n    ".join(
        [
            f"curl -X {method} {operation.server or contract.servers[0].url}{path}",
            f'-H "{contract.auth.header}: {key}"',
            *(f"-H {shlex.quote(f'{name}: {value}')}" for name, value in operation.headers.items()),
            "-H 'Content-Type: application/json'",
            f"-d {shlex.quote(body)}",
        ]
    )


def python(shown: VariantPage, request: RequestPage) -> str:
    """Return a program that creates the example of a request, waits and downloads."""
    contract = shown.contract
    names: set[str] = set()
    built = _constructor(contract.model(request.name).from_dict(request.example), names, 0)
    client = CLIENTS[contract.api].__name__
    return "\n".join(
        [
            f"from gettask import {client}",
            f"from {contract.package}.models import {', '.join(sorted(names))}",
            "",
            f"request = {built}",
            f"with {client}() as client:",
            "    task = client.wait(client.create(request))",
            '    print(client.download(task, "out/"))',
        ]
    )


def _constructor(value: Any, names: set[str], depth: int) -> str:
    """Return the Python expression for a value of a generated model, and add to `names` what to import."""
    pad, end = "    " * (depth + 1), "    " * depth
    if isinstance(value, list):
        items = "".join(f"{pad}{_constructor(each, names, depth + 1)},\n" for each in value)
        return f"[\n{items}{end}]" if items else "[]"
    if not hasattr(type(value), "__attrs_attrs__"):
        return repr(value) if not hasattr(value, "value") else repr(value.value)
    names.add(type(value).__name__)
    given = [
        f"{pad}{field.name}={_constructor(part, names, depth + 1)},\n"
        for field in fields(type(value))
        if field.init and (part := getattr(value, field.name)) != field.default
    ]
    return f"{type(value).__name__}(\n{''.join(given)}{end})" if given else f"{type(value).__name__}()"
