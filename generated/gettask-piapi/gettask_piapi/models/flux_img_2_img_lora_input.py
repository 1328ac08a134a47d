from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FluxImg2ImgLoraInput:
    """
    Attributes:
        prompt (str): The image in words.
        image (str): The image to start from, as URL or base64.
        negative_prompt (str | Unset): What to keep out.
        denoise (float | Unset): How far the result may leave the image. A client's notes say that
            img2img needs it, and that txt2img ignores an image without a word.
        guidance_scale (float | Unset): How closely the image follows the prompt. The page does
            not say which task types take it.
        steps (int | Unset): Sampling steps. Echoed by the page's example; PiAPI's MCP server
            allows 10 for Qubico/flux1-schnell and 40 for Qubico/flux1-dev.
        seed (int | Unset): The page does not say which task types take it.
        lora_settings (list[FluxLora] | Unset): Room for one.
    """

    prompt: str
    image: str
    negative_prompt: str | Unset = UNSET
    denoise: float | Unset = UNSET
    guidance_scale: float | Unset = UNSET
    steps: int | Unset = UNSET
    seed: int | Unset = UNSET
    lora_settings: list[FluxLora] | Unset = UNSET
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
            at = "denoise"
            if "denoise" in src_dict:
                known += 1
                value = src_dict["denoise"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.denoise = value
            else:
                self.denoise = UNSET
            at = "guidance_scale"
            if "guidance_scale" in src_dict:
                known += 1
                value = src_dict["guidance_scale"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.guidance_scale = value
            else:
                self.guidance_scale = UNSET
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
            at = "lora_settings"
            if "lora_settings" in src_dict:
                known += 1
                value = src_dict["lora_settings"]
                value = array(FluxLora.from_dict, value)
                self.lora_settings = value
            else:
                self.lora_settings = UNSET
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
        if self.denoise is not UNSET:
            result["denoise"] = self.denoise
        if self.guidance_scale is not UNSET:
            result["guidance_scale"] = self.guidance_scale
        if self.steps is not UNSET:
            result["steps"] = self.steps
        if self.seed is not UNSET:
            result["seed"] = self.seed
        if self.lora_settings is not UNSET:
            result["lora_settings"] = encode(self.lora_settings)
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
from ..models.flux_lora import FluxLora

_KEYS = frozenset(
    [
        "prompt",
        "image",
        "negative_prompt",
        "denoise",
        "guidance_scale",
        "steps",
        "seed",
        "lora_settings",
    ]
)
_REQUIRED = {"prompt": "string", "image": "string"}
