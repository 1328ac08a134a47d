from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.view_prompt_view import ViewPromptView


@_attrs_define(kw_only=True)
class ViewPrompt:
    """
    Attributes:
        view (ViewPromptView):
        prompt (str):
    """

    view: ViewPromptView
    prompt: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "view"
            value = src_dict["view"]
            if not (value.__class__ is str and value in _view):
                raise mismatch('one of "front", "left", "back", "right"', value)
            value = _view[value]
            self.view = value
            at = "prompt"
            value = src_dict["prompt"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.prompt = value
        except KeyError:
            raise missing(_REQUIRED[at], at, None) from None
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
        result: dict[str, Any] = {
            "view": encode(self.view),
            "prompt": self.prompt,
        }
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


_KEYS = frozenset(["view", "prompt"])
_REQUIRED = {"view": 'one of "front", "left", "back", "right"', "prompt": "string"}
_view = {member.value: member for member in ViewPromptView}
