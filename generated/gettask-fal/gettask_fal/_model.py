"""The base class of all models."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field, fields

from ._decoding import decoder, encoder


@define(kw_only=True, repr=False)
class Model:
    """A JSON object with the fields that the spec names.

    Decoding checks each field against its annotation. Properties that the spec does not name are
    kept in `additional_properties`, and are read and set like the items of a dict.
    """

    additional_properties: dict[str, Any] = field(init=False, factory=dict)
    _variant: ClassVar[str | None] = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object.

        Raises:
            DecodeError: The object does not match the spec.
        """
        return decoder(cls)(src_dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, with every property that was decoded or set."""
        return encoder(type(self))(self)

    @property
    def additional_keys(self) -> list[str]:
        """The names of the additional properties."""
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

    def __repr__(self) -> str:
        names = [a.name for a in fields(type(self)) if a.name != "additional_properties"]
        if self.additional_properties:
            names.append("additional_properties")
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"


__all__ = ["Model"]
