from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TrellisTextInput:
    """
    Attributes:
        prompt (str | Unset): The model in words.
        seed (int | Unset):
        ss_sampling_steps (int | Unset): Steps of one of the two samplers. The page's own example
            has 7.
        slat_sampling_steps (int | Unset): Steps of one of the two samplers. The page's own
            example has 7.
        ss_guidance_strength (float | Unset):
        slat_guidance_strength (float | Unset):
    """

    prompt: str | Unset = UNSET
    seed: int | Unset = UNSET
    ss_sampling_steps: int | Unset = UNSET
    slat_sampling_steps: int | Unset = UNSET
    ss_guidance_strength: float | Unset = UNSET
    slat_guidance_strength: float | Unset = UNSET
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
            at = "seed"
            if "seed" in src_dict:
                known += 1
                value = src_dict["seed"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.seed = value
            else:
                self.seed = UNSET
            at = "ss_sampling_steps"
            if "ss_sampling_steps" in src_dict:
                known += 1
                value = src_dict["ss_sampling_steps"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.ss_sampling_steps = value
            else:
                self.ss_sampling_steps = UNSET
            at = "slat_sampling_steps"
            if "slat_sampling_steps" in src_dict:
                known += 1
                value = src_dict["slat_sampling_steps"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.slat_sampling_steps = value
            else:
                self.slat_sampling_steps = UNSET
            at = "ss_guidance_strength"
            if "ss_guidance_strength" in src_dict:
                known += 1
                value = src_dict["ss_guidance_strength"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.ss_guidance_strength = value
            else:
                self.ss_guidance_strength = UNSET
            at = "slat_guidance_strength"
            if "slat_guidance_strength" in src_dict:
                known += 1
                value = src_dict["slat_guidance_strength"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.slat_guidance_strength = value
            else:
                self.slat_guidance_strength = UNSET
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
        if self.seed is not UNSET:
            result["seed"] = self.seed
        if self.ss_sampling_steps is not UNSET:
            result["ss_sampling_steps"] = self.ss_sampling_steps
        if self.slat_sampling_steps is not UNSET:
            result["slat_sampling_steps"] = self.slat_sampling_steps
        if self.ss_guidance_strength is not UNSET:
            result["ss_guidance_strength"] = self.ss_guidance_strength
        if self.slat_guidance_strength is not UNSET:
            result["slat_guidance_strength"] = self.slat_guidance_strength
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


_KEYS = frozenset(
    [
        "prompt",
        "seed",
        "ss_sampling_steps",
        "slat_sampling_steps",
        "ss_guidance_strength",
        "slat_guidance_strength",
    ]
)
