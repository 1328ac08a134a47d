from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FluxKontextInput:
    """
    Attributes:
        prompt (str): The change in words.
        image (str): The image to change, as URL or base64.
        negative_prompt (str | Unset): What to keep out.
        width (int | Unset): Width times height is at most 1048576.
        height (int | Unset): Width times height is at most 1048576. Default: 1024.
        steps (int | Unset): Sampling steps. Default: 28.
        seed (int | Unset):  Default: -1.
    """

    prompt: str
    image: str
    negative_prompt: str | Unset = UNSET
    width: int | Unset = UNSET
    height: int | Unset = UNSET
    steps: int | Unset = UNSET
    seed: int | Unset = UNSET
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
            at = "prompt"
            value = src_dict["prompt"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.prompt = value
            at = "image"
            value = src_dict["image"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.image = value
            at = "negative_prompt"
            if "negative_prompt" in src_dict:
                known += 1
                value = src_dict["negative_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_prompt = value
            else:
                self.negative_prompt = UNSET
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
            "image": self.image,
        }
        if self.negative_prompt is not UNSET:
            result["negative_prompt"] = self.negative_prompt
        if self.width is not UNSET:
            result["width"] = self.width
        if self.height is not UNSET:
            result["height"] = self.height
        if self.steps is not UNSET:
            result["steps"] = self.steps
        if self.seed is not UNSET:
            result["seed"] = self.seed
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


_KEYS = frozenset(["prompt", "image", "negative_prompt", "width", "height", "steps", "seed"])
_REQUIRED = {"prompt": "string", "image": "string"}
