from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch
from ..errors import DecodeError


@_attrs_define(kw_only=True)
class TaskResult:
    """The results once more, by output key, each with its type, such as glb, and its URL."""

    additional_properties: dict[str, TaskResultAdditionalProperty] = _attrs_field(
        init=False, factory=dict
    )

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        at = ""
        try:
            additional = {}
            for at, value in src_dict.items():
                value = TaskResultAdditionalProperty.from_dict(value)
                additional[at] = value
            self.additional_properties = additional
        except DecodeError as error:
            error.inside(at, None)
            raise
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, with all that was decoded, unknown properties too."""
        result: dict[str, Any] = {}
        result.update(encode(self.additional_properties))
        return result

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> TaskResultAdditionalProperty:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: TaskResultAdditionalProperty) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties


# At the end, since models may refer to each other in circles.
from ..models.task_result_additional_property import TaskResultAdditionalProperty
