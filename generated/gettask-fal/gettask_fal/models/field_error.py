from __future__ import annotations

from attrs import define, field

from .._model import Model


@define(kw_only=True, repr=False)
class FieldError(Model):
    """What is wrong with one field."""

    msg: str
    """What is wrong, for people."""

    loc: list[str | int]
    """Where the field is."""

    type_: str = field(metadata={"name": "type"})
    """What is wrong, for machines."""
