"""Docstrings of public names: what a function takes and answers stands in its own."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import gettask
from gettask import client, errors, events, polling, pytest_plugin, testing, webhooks
from gettask.polling import SystemClock
from gettask.testing import InstantClock

MODULES = (gettask, client, errors, events, polling, pytest_plugin, testing, webhooks)
CLOCKS = (SystemClock, InstantClock)
"""Their methods are those of `Clock`, which describes them."""
SHARED = "takes the same arguments"
"""How a docstring refers to another one's arguments."""


def is_ours(value: object) -> bool:
    """Whether a function or class is written in this repository."""
    return str(getattr(value, "__module__", "")).startswith("gettask.")


def public(module: ModuleType) -> Iterator[Callable[..., Any]]:
    """Yield the public functions of a module, and the public methods of its classes."""
    for name in module.__all__:
        value = getattr(module, name)
        if not is_ours(value):
            continue
        if inspect.isfunction(value):
            yield value
        elif inspect.isclass(value) and value not in CLOCKS:
            for method, function in inspect.getmembers(value, inspect.isroutine):
                if not method.startswith("_") and is_ours(function):
                    yield getattr(function, "__func__", function)


def faults(function: Callable[..., Any]) -> Iterator[str]:
    """Yield what the docstring of a function does not say."""
    text = inspect.getdoc(function) or ""
    signature = inspect.signature(function)
    taken = {
        each for each in signature.parameters if each not in ("self", "cls") and not each.startswith("_")
    }
    if SHARED not in text:
        lines = re.findall(r"^ {4}([\w, ]+):", text.partition("Args:")[2].partition("\n\n")[0], re.MULTILINE)
        yield from sorted(taken - {word for line in lines for word in line.split(", ")})
    answers = signature.return_annotation not in (None, "None", inspect.Signature.empty)
    if answers and not re.search(r"^(Return|Yield|Returns:|Yields:|Whether|As )", text, re.MULTILINE):
        yield "what comes back"


def test_a_docstring_says_what_is_taken_and_answered() -> None:
    """Of each public function and method: each argument by its name, and what comes back."""
    functions = {f"{f.__module__}.{f.__qualname__}": f for module in MODULES for f in public(module)}
    assert len(functions) > 80
    assert {name: found for name, each in functions.items() if (found := [*faults(each)])} == {}
