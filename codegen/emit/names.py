"""Names and values of a spec as Python: every text of a spec that reaches a template goes through here."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Sequence
from typing import Any

from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import ClassName, PythonIdentifier

FILTERS = (
    "docstring",
    "double_quoted",
    "function_docstring",
    "literal",
    "path_expression",
    "plain",
    "plain_line",
    "python_name",
    "toml",
)
FIELD_PREFIX = "field_"
_WIDTH = 96


def class_name(schema: str) -> str:
    """Return the name of the class of a component's schema, given by name or reference."""
    return ClassName(schema.rpartition("/")[2], FIELD_PREFIX)


def python_name(name: str) -> str:
    """Return the attribute or function of a name of the spec."""
    return PythonIdentifier(name, FIELD_PREFIX)


def plain(value: Any) -> Any:
    """Return a value of the parsed spec without the generator's wrapper around texts."""
    return value.get_untrusted_value() if isinstance(value, UntrustedString) else value


def literal(value: Any) -> str:
    """Return a value as a Python literal."""
    return repr(plain(value))


def toml(value: Any) -> str:
    """Return a text as a basic string of TOML."""
    kept = "".join(c for c in str(plain(value)) if unicodedata.category(c)[0] not in "CZ" or c == " ")
    escaped = kept.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def double_quoted(value: Any) -> str:
    """Return a text as a literal in double quotes, for the examples of a README."""
    return json.dumps(" ".join(str(plain(value)).split()), ensure_ascii=False)


def plain_line(value: Any) -> str:
    """Return a text as one line of Markdown prose."""
    return " ".join(str(plain(value)).split())


def path_expression(path: str, parameters: Sequence[Any]) -> str:
    """Return the Python expression for a URL whose `{name}` parts are parameters."""
    names = {key: p.name for p in parameters for key in (p.name, p.json_name)}
    parts = []
    for i, part in enumerate(re.split(r"\{([^{}]*)\}", path)):
        if i % 2 and part in names:
            parts.append(f'quote(str({names[part]}), safe="")')
        elif i % 2:
            parts.append(literal(f"{{{part}}}"))
        elif part:
            parts.append(literal(part))
    return " + ".join(parts)


def prose(value: Any) -> str:
    """Return a text as it may stand within a docstring."""
    text = "".join(c for c in str(plain(value) or "") if unicodedata.category(c) != "Cc" or c == "\n")
    text = text.strip().replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'{text[:-1]}\\"' if text.endswith('"') and not text.endswith('\\"') else text


def docstring(value: Any, indent: int = 4) -> str:
    """Return a text as a docstring, wrapped; an empty string for no text."""
    text = prose(value)
    paragraphs = [_wrapped(p, _WIDTH - indent) for p in re.split(r"\n\s*\n", text) if p.strip()]
    if not paragraphs:
        return ""
    first = paragraphs[0].splitlines()
    if len(first) > 1 or len(paragraphs) > 1 or len(first[0]) + 6 + indent > _WIDTH:
        body = "\n\n".join(paragraphs)
        return textwrap.indent(f'"""{body}\n"""', " " * indent).lstrip()
    return f'"""{first[0]}"""'


def function_docstring(texts: Sequence[Any], parameters: Sequence[Any], returns: str) -> str:
    """Return the docstring of an API function."""
    sections = [str(text) for text in texts if text]
    args = [f"    {p.name}: {p.description or 'See the spec.'}" for p in parameters]
    blocks = [_wrapped(p, _WIDTH - 4) for s in sections for p in re.split(r"\n\s*\n", prose(s)) if p.strip()]
    blocks += ["\n".join(["Args:", *(_hanging(prose(line), 4) for line in args)])] if args else []
    blocks.append(f"Returns:\n    {returns}")
    blocks.append(
        "Raises:\n    errors.UnexpectedStatus: The status is not documented, and the client raises on it."
        "\n    errors.DecodeError: The body does not match the spec."
        "\n    httpx.TimeoutException: The request took longer than the client's timeout."
    )
    body = "\n\n".join(blocks)
    return textwrap.indent(f'"""{body}\n"""', "    ").lstrip()


def _hanging(line: str, indent: int) -> str:
    space = " " * indent
    return textwrap.fill(
        " ".join(line.split()),
        _WIDTH - 4,
        initial_indent=space,
        subsequent_indent=space * 2,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _wrapped(paragraph: str, width: int) -> str:
    # Long words, such as links, are not broken: a break within an escape would change it.
    return textwrap.fill(" ".join(paragraph.split()), width, break_long_words=False, break_on_hyphens=False)
