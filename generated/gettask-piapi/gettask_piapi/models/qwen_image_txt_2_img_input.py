from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class QwenImageTxt2ImgInput:
    """
    Attributes:
        prompt (str): The image in words.
        width (int | Unset):
        height (int | Unset):
        steps (int | Unset): Sampling steps; 16 in the example.
        seed (int | Unset):
        flow_shift (float | Unset): 3 in the example.
    """

    prompt: str
    width: int | Unset = UNSET
    height: int | Unset = UNSET
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
        known = 1
        at = ""
        try:
            at = "prompt"
            value = src_dict["prompt"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.prompt = value
            at = "width"
            if "width" in src_dict:
                known += 1
                value = src_dict["width"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.width = value
            else:
                self.width = UNSET
            at = "height"
            if "height" in src_dict:
                known += 1
                value = src_dict["height"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.height = value
            else:
                self.height = UNSET
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
            "prompt": self.prompt,
        }
        if self.width is not UNSET:
            result["width"] = self.width
        if self.height is not UNSET:
            result["height"] = self.height
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


_KEYS = frozenset(["prompt", "width", "height", "steps", "seed", "flow_shift"])
_REQUIRED = {"prompt": "string"}
