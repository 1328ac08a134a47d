from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch, missing
from ..errors import DecodeError

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class RefineModelRequest:
    """The SDK calls it retired and refuses to send it; v2 refused it too, for want of models that
    make drafts.

    Attributes:
        input_ (str): A public URL, the file_token of an upload, or the bare id of a task whose
            result is meant. A data URI is refused with HTTP 400.
    """

    input_: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "refine-model")
        self = cls.__new__(cls)
        known = 1
        at = ""
        try:
            at = "input"
            value = src_dict["input"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.input_ = value
        except KeyError:
            raise missing(_REQUIRED[at], at, "refine-model") from None
        except DecodeError as error:
            error.inside(at, "refine-model")
            raise
        self.additional_properties = (
            {key: value for key, value in src_dict.items() if key not in _KEYS}
            if len(src_dict) != known
            else {}
        )
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, with all that was decoded, unknown properties too."""
        result: dict[str, Any] = {
            "input": self.input_,
        }
        result.update(self.additional_properties)
        return result

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task

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


_KEYS = frozenset(["input"])
_REQUIRED = {"input": "string"}
