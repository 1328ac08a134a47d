from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FluxEcho:
    """The input as the server took it, its own defaults added; 0 and empty strings stand for
    nothing.

    Attributes:
        prompt (str | Unset):
        negative_prompt (str | Unset):
        image (str | Unset):
        denoise (float | Unset):
        guidance_scale (float | Unset):
        width (int | Unset):
        height (int | Unset):
        steps (int | Unset):
        seed (int | Unset):
        batch_size (int | Unset):
        lora_settings (list[FluxEchoLoraSettingsItem] | Unset):
        control_net_settings (list[FluxEchoControlNetSettingsItem] | Unset):
        custom_settings (list[FluxEchoCustomSettingsItem] | Unset):
    """

    prompt: str | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    image: str | Unset = UNSET
    denoise: float | Unset = UNSET
    guidance_scale: float | Unset = UNSET
    width: int | Unset = UNSET
    height: int | Unset = UNSET
    steps: int | Unset = UNSET
    seed: int | Unset = UNSET
    batch_size: int | Unset = UNSET
    lora_settings: list[FluxEchoLoraSettingsItem] | Unset = UNSET
    control_net_settings: list[FluxEchoControlNetSettingsItem] | Unset = UNSET
    custom_settings: list[FluxEchoCustomSettingsItem] | Unset = UNSET
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
            at = "negative_prompt"
            if "negative_prompt" in src_dict:
                known += 1
                value = src_dict["negative_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_prompt = value
            else:
                self.negative_prompt = UNSET
            at = "image"
            if "image" in src_dict:
                known += 1
                value = src_dict["image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image = value
            else:
                self.image = UNSET
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
            at = "batch_size"
            if "batch_size" in src_dict:
                known += 1
                value = src_dict["batch_size"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.batch_size = value
            else:
                self.batch_size = UNSET
            at = "lora_settings"
            if "lora_settings" in src_dict:
                known += 1
                value = src_dict["lora_settings"]
                value = array(FluxEchoLoraSettingsItem.from_dict, value)
                self.lora_settings = value
            else:
                self.lora_settings = UNSET
            at = "control_net_settings"
            if "control_net_settings" in src_dict:
                known += 1
                value = src_dict["control_net_settings"]
                value = array(FluxEchoControlNetSettingsItem.from_dict, value)
                self.control_net_settings = value
            else:
                self.control_net_settings = UNSET
            at = "custom_settings"
            if "custom_settings" in src_dict:
                known += 1
                value = src_dict["custom_settings"]
                value = array(FluxEchoCustomSettingsItem.from_dict, value)
                self.custom_settings = value
            else:
                self.custom_settings = UNSET
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
        if self.negative_prompt is not UNSET:
            result["negative_prompt"] = self.negative_prompt
        if self.image is not UNSET:
            result["image"] = self.image
        if self.denoise is not UNSET:
            result["denoise"] = self.denoise
        if self.guidance_scale is not UNSET:
            result["guidance_scale"] = self.guidance_scale
        if self.width is not UNSET:
            result["width"] = self.width
        if self.height is not UNSET:
            result["height"] = self.height
        if self.steps is not UNSET:
            result["steps"] = self.steps
        if self.seed is not UNSET:
            result["seed"] = self.seed
        if self.batch_size is not UNSET:
            result["batch_size"] = self.batch_size
        if self.lora_settings is not UNSET:
            result["lora_settings"] = encode(self.lora_settings)
        if self.control_net_settings is not UNSET:
            result["control_net_settings"] = encode(self.control_net_settings)
        if self.custom_settings is not UNSET:
            result["custom_settings"] = encode(self.custom_settings)
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
from ..models.flux_echo_control_net_settings_item import FluxEchoControlNetSettingsItem
from ..models.flux_echo_custom_settings_item import FluxEchoCustomSettingsItem
from ..models.flux_echo_lora_settings_item import FluxEchoLoraSettingsItem

_KEYS = frozenset(
    [
        "prompt",
        "negative_prompt",
        "image",
        "denoise",
        "guidance_scale",
        "width",
        "height",
        "steps",
        "seed",
        "batch_size",
        "lora_settings",
        "control_net_settings",
        "custom_settings",
    ]
)
