from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TaskUsage:
    """What the task costs. No page states the unit. That it is points, 10,000,000 a US dollar, is
    inferred from the prices of several models; the examples of Ace Step and Kling 3.0 do not
    agree.

    Attributes:
        type_ (str | Unset): The kind of quota that is charged, such as quota, llm, point or mj.
            Empty on tasks that failed at creation.
        frozen (float | Unset): Amount set aside while the task runs, in points.
        consume (float | Unset): Amount charged, in points.
    """

    type_: str | Unset = UNSET
    frozen: float | Unset = UNSET
    consume: float | Unset = UNSET
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
            at = "type"
            if "type" in src_dict:
                known += 1
                value = src_dict["type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.type_ = value
            else:
                self.type_ = UNSET
            at = "frozen"
            if "frozen" in src_dict:
                known += 1
                value = src_dict["frozen"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.frozen = value
            else:
                self.frozen = UNSET
            at = "consume"
            if "consume" in src_dict:
                known += 1
                value = src_dict["consume"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.consume = value
            else:
                self.consume = UNSET
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
        if self.type_ is not UNSET:
            result["type"] = self.type_
        if self.frozen is not UNSET:
            result["frozen"] = self.frozen
        if self.consume is not UNSET:
            result["consume"] = self.consume
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


_KEYS = frozenset(["type", "frozen", "consume"])
