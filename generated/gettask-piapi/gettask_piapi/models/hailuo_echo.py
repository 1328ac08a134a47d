from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class HailuoEcho:
    """The input as the server took it; the fields of the page's example.

    Attributes:
        prompt (str | Unset):
        model (str | Unset):
        image_url (str | Unset):
        expand_prompt (bool | Unset):
    """

    prompt: str | Unset = UNSET
    model: str | Unset = UNSET
    image_url: str | Unset = UNSET
    expand_prompt: bool | Unset = UNSET
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
            at = "prompt"
            if "prompt" in src_dict:
                known += 1
                value = src_dict["prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt = value
            else:
                self.prompt = UNSET
            at = "model"
            if "model" in src_dict:
                known += 1
                value = src_dict["model"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model = value
            else:
                self.model = UNSET
            at = "image_url"
            if "image_url" in src_dict:
                known += 1
                value = src_dict["image_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image_url = value
            else:
                self.image_url = UNSET
            at = "expand_prompt"
            if "expand_prompt" in src_dict:
                known += 1
                value = src_dict["expand_prompt"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.expand_prompt = value
            else:
                self.expand_prompt = UNSET
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
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
        if self.model is not UNSET:
            result["model"] = self.model
        if self.image_url is not UNSET:
            result["image_url"] = self.image_url
        if self.expand_prompt is not UNSET:
            result["expand_prompt"] = self.expand_prompt
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


_KEYS = frozenset(["prompt", "model", "image_url", "expand_prompt"])
