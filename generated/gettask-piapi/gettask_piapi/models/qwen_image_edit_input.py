from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class QwenImageEditInput:
    """
    Attributes:
        image1 (str): The image to change.
        prompt (str): The change in words.
        image2 (str | Unset): A second image to draw from.
        image3 (str | Unset): A third image to draw from.
        negative_prompt (str | Unset): What to keep out.
        steps (int | Unset): Sampling steps. Default: 8.
        seed (int | Unset):  Default: -1.
        flow_shift (float | Unset):  Default: 3.0.
    """

    image1: str
    prompt: str
    image2: str | Unset = UNSET
    image3: str | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    steps: int | Unset = UNSET
    seed: int | Unset = UNSET
    flow_shift: float | Unset = UNSET
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
            at = "image1"
            value = src_dict["image1"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.image1 = value
            at = "prompt"
            value = src_dict["prompt"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.prompt = value
            at = "image2"
            if "image2" in src_dict:
                known += 1
                value = src_dict["image2"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image2 = value
            else:
                self.image2 = UNSET
            at = "image3"
            if "image3" in src_dict:
                known += 1
                value = src_dict["image3"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image3 = value
            else:
                self.image3 = UNSET
            at = "negative_prompt"
            if "negative_prompt" in src_dict:
                known += 1
                value = src_dict["negative_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_prompt = value
            else:
                self.negative_prompt = UNSET
            at = "steps"
            if "steps" in src_dict:
                known += 1
                value = src_dict["steps"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.steps = value
            else:
                self.steps = UNSET
            at = "seed"
            if "seed" in src_dict:
                known += 1
                value = src_dict["seed"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.seed = value
            else:
                self.seed = UNSET
            at = "flow_shift"
            if "flow_shift" in src_dict:
                known += 1
                value = src_dict["flow_shift"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.flow_shift = value
            else:
                self.flow_shift = UNSET
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
            "image1": self.image1,
            "prompt": self.prompt,
        }
        if self.image2 is not UNSET:
            result["image2"] = self.image2
        if self.image3 is not UNSET:
            result["image3"] = self.image3
        if self.negative_prompt is not UNSET:
            result["negative_prompt"] = self.negative_prompt
        if self.steps is not UNSET:
            result["steps"] = self.steps
        if self.seed is not UNSET:
            result["seed"] = self.seed
        if self.flow_shift is not UNSET:
            result["flow_shift"] = self.flow_shift
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
    ["image1", "prompt", "image2", "image3", "negative_prompt", "steps", "seed", "flow_shift"]
)
_REQUIRED = {"image1": "string", "prompt": "string"}
