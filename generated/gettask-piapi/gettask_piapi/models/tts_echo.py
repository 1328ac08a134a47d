from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TtsEcho:
    """The input as the server took it.

    Attributes:
        gen_text (str | Unset):
        ref_audio (str | Unset):
        ref_text (str | Unset):
    """

    gen_text: str | Unset = UNSET
    ref_audio: str | Unset = UNSET
    ref_text: str | Unset = UNSET
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
            at = "gen_text"
            if "gen_text" in src_dict:
                known += 1
                value = src_dict["gen_text"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.gen_text = value
            else:
                self.gen_text = UNSET
            at = "ref_audio"
            if "ref_audio" in src_dict:
                known += 1
                value = src_dict["ref_audio"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.ref_audio = value
            else:
                self.ref_audio = UNSET
            at = "ref_text"
            if "ref_text" in src_dict:
                known += 1
                value = src_dict["ref_text"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.ref_text = value
            else:
                self.ref_text = UNSET
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
        if self.gen_text is not UNSET:
            result["gen_text"] = self.gen_text
        if self.ref_audio is not UNSET:
            result["ref_audio"] = self.ref_audio
        if self.ref_text is not UNSET:
            result["ref_text"] = self.ref_text
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


_KEYS = frozenset(["gen_text", "ref_audio", "ref_text"])
