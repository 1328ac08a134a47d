from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class LlmReply:
    """A chat completion. Its id is not that of the task.

    Attributes:
        id (str): Id of the completion.
        object_ (Literal['chat.completion']):  Default: 'chat.completion'.
        created (int):
        model (str): The language model that answered.
        choices (list[LlmChoice]):
        usage (LlmUsage | Unset):
        system_fingerprint (str | Unset):
    """

    id: str
    object_: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[LlmChoice]
    usage: LlmUsage | Unset = UNSET
    system_fingerprint: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "llm")
        self = cls.__new__(cls)
        known = 5
        at = ""
        try:
            at = "id"
            value = src_dict["id"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.id = value
            at = "object"
            value = src_dict["object"]
            if value != "chat.completion":
                raise mismatch('"chat.completion"', value)
            self.object_ = value
            at = "created"
            value = src_dict["created"]
            if value.__class__ is not int and not is_integral(value):
                raise mismatch("integer", value)
            self.created = value
            at = "model"
            value = src_dict["model"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.model = value
            at = "choices"
            value = src_dict["choices"]
            value = array(LlmChoice.from_dict, value)
            self.choices = value
            at = "usage"
            if "usage" in src_dict:
                known += 1
                value = src_dict["usage"]
                value = LlmUsage.from_dict(value)
                self.usage = value
            else:
                self.usage = UNSET
            at = "system_fingerprint"
            if "system_fingerprint" in src_dict:
                known += 1
                value = src_dict["system_fingerprint"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.system_fingerprint = value
            else:
                self.system_fingerprint = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "llm") from None
        except DecodeError as error:
            error.inside(at, "llm")
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
            "id": self.id,
            "object": self.object_,
            "created": self.created,
            "model": self.model,
            "choices": encode(self.choices),
        }
        if self.usage is not UNSET:
            result["usage"] = encode(self.usage)
        if self.system_fingerprint is not UNSET:
            result["system_fingerprint"] = self.system_fingerprint
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
from ..models.llm_choice import LlmChoice
from ..models.llm_usage import LlmUsage

_KEYS = frozenset(["id", "object", "created", "model", "choices", "usage", "system_fingerprint"])
_REQUIRED = {
    "id": "string",
    "object": '"chat.completion"',
    "created": "integer",
    "model": "string",
    "choices": "array",
}
