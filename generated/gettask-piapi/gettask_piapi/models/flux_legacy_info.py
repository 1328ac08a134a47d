from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FluxLegacyInfo:
    """
    Attributes:
        created_at (str | Unset): RFC 3339 with zero to nine fraction digits, in UTC or with an
            offset. Go's zero time 0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an
            empty string instead.
        started_at (str | Unset): RFC 3339 with zero to nine fraction digits, in UTC or with an
            offset. Go's zero time 0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an
            empty string instead.
        completed_at (str | Unset): RFC 3339 with zero to nine fraction digits, in UTC or with an
            offset. Go's zero time 0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an
            empty string instead.
        frozen_credits (float | Unset):
        task_input (FluxLegacyInfoTaskInput | Unset): The input of the request.
    """

    created_at: str | Unset = UNSET
    started_at: str | Unset = UNSET
    completed_at: str | Unset = UNSET
    frozen_credits: float | Unset = UNSET
    task_input: FluxLegacyInfoTaskInput | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 0
        at = ""
        try:
            at = "created_at"
            if "created_at" in src_dict:
                known += 1
                value = src_dict["created_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.created_at = value
            else:
                self.created_at = UNSET
            at = "started_at"
            if "started_at" in src_dict:
                known += 1
                value = src_dict["started_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.started_at = value
            else:
                self.started_at = UNSET
            at = "completed_at"
            if "completed_at" in src_dict:
                known += 1
                value = src_dict["completed_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.completed_at = value
            else:
                self.completed_at = UNSET
            at = "frozen_credits"
            if "frozen_credits" in src_dict:
                known += 1
                value = src_dict["frozen_credits"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.frozen_credits = value
            else:
                self.frozen_credits = UNSET
            at = "task_input"
            if "task_input" in src_dict:
                known += 1
                value = src_dict["task_input"]
                value = FluxLegacyInfoTaskInput.from_dict(value)
                self.task_input = value
            else:
                self.task_input = UNSET
        except DecodeError as error:
            error.inside(at, None)
            raise
        self.additional_properties = (
            {key: value for key, value in src_dict.items() if key not in _KEYS}
            if len(src_dict) != known
            else {}
        )
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, with all that was decoded, unknown properties too."""
        result: dict[str, Any] = {}
        if self.created_at is not UNSET:
            result["created_at"] = self.created_at
        if self.started_at is not UNSET:
            result["started_at"] = self.started_at
        if self.completed_at is not UNSET:
            result["completed_at"] = self.completed_at
        if self.frozen_credits is not UNSET:
            result["frozen_credits"] = self.frozen_credits
        if self.task_input is not UNSET:
            result["task_input"] = encode(self.task_input)
        result.update(self.additional_properties)
        return result

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties


# At the end, since models may refer to each other in circles.
from ..models.flux_legacy_info_task_input import FluxLegacyInfoTaskInput

_KEYS = frozenset(["created_at", "started_at", "completed_at", "frozen_credits", "task_input"])
