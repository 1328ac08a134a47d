"""Schemas compiled with jsonschema-rs, and the place of what they do not allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gettask.mock.spec.pointer import join

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """One place of a value that its schema does not allow."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.pointer or 'the body'}: {self.message}"


class Validator:
    """A compiled schema."""

    def __init__(self, schema: Any, components: Any) -> None:
        from jsonschema_rs import Draft202012Validator

        self.schema = schema
        root = {**schema, "components": components} if isinstance(schema, dict) else schema
        self._compiled = Draft202012Validator(root, validate_formats=True)

    def validate(self, value: Any) -> Problem | None:
        """The first thing that is wrong with the value, or None."""
        try:
            found = next(self._compiled.iter_errors(value), None)
        except ValueError as error:  # nested too deeply, or text that is not Unicode
            return Problem("", str(error))
        return None if found is None else _problem(found)


def _problem(error: ValidationError) -> Problem:
    details = error.kind.as_dict()
    if details.get("context") and all(details["context"]):
        # Of a union's members, none of which fits, the one that fits best is the one that was meant.
        best = max(details["context"], key=lambda errors: max(map(_fit, errors)))
        return _problem(max(best, key=_fit))
    path = list(error.instance_path)
    path += [details["property"]] if "property" in details else details.get("unexpected", [])[:1]
    return Problem(join(path), shorten(error.message))


def _fit(error: ValidationError) -> tuple[int, bool]:
    """How well a value fits a schema that finds this wrong: the deeper, the better; a wrong type is worst."""
    return len(error.instance_path), error.kind.name != "type"


def shorten(text: str, most: int = 200) -> str:
    """The text, cut where it is long: messages repeat what was sent."""
    return text if len(text) <= most else text[:most] + "…"
