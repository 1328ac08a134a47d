from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.text_to_image_request_model import TextToImageRequestModel
from ..models.text_to_image_request_output_format import TextToImageRequestOutputFormat
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class TextToImageRequest:
    """
    Attributes:
        prompt (str):
        negative_prompt (str | Unset):
        model (TextToImageRequestModel | Unset): An alias; v2's names are refused with HTTP 400.
            Default: TextToImageRequestModel.SEEDREAM_V4.
        size (Any | Unset): The size of the image.
        aspect_ratio (Any | Unset): For the banana models only.
        output_format (TextToImageRequestOutputFormat | Unset):
        watermark (Any | Unset):
    """

    prompt: str
    negative_prompt: str | Unset = UNSET
    model: TextToImageRequestModel | Unset = UNSET
    size: Any | Unset = UNSET
    aspect_ratio: Any | Unset = UNSET
    output_format: TextToImageRequestOutputFormat | Unset = UNSET
    watermark: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "text-to-image")
        self = cls.__new__(cls)
        known = 1
        at = ""
        try:
            at = "prompt"
            value = src_dict["prompt"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.prompt = value
            at = "negative_prompt"
            if "negative_prompt" in src_dict:
                known += 1
                value = src_dict["negative_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_prompt = value
            else:
                self.negative_prompt = UNSET
            at = "model"
            if "model" in src_dict:
                known += 1
                value = src_dict["model"]
                if not (value.__class__ is str and value in _model):
                    raise mismatch(
                        'one of "chat_image_1", "chat_image_1.5", "chat_image_2", "banana", "banana_pro", "banana2", "seedream_v4", "seedream_v5"',
                        value,
                    )
                value = _model[value]
                self.model = value
            else:
                self.model = UNSET
            at = "size"
            if "size" in src_dict:
                known += 1
                value = src_dict["size"]
                self.size = value
            else:
                self.size = UNSET
            at = "aspect_ratio"
            if "aspect_ratio" in src_dict:
                known += 1
                value = src_dict["aspect_ratio"]
                self.aspect_ratio = value
            else:
                self.aspect_ratio = UNSET
            at = "output_format"
            if "output_format" in src_dict:
                known += 1
                value = src_dict["output_format"]
                if not (value.__class__ is str and value in _output_format):
                    raise mismatch('one of "png", "jpeg"', value)
                value = _output_format[value]
                self.output_format = value
            else:
                self.output_format = UNSET
            at = "watermark"
            if "watermark" in src_dict:
                known += 1
                value = src_dict["watermark"]
                self.watermark = value
            else:
                self.watermark = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "text-to-image") from None
        except DecodeError as error:
            error.inside(at, "text-to-image")
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
        if self.negative_prompt is not UNSET:
            result["negative_prompt"] = self.negative_prompt
        if self.model is not UNSET:
            result["model"] = encode(self.model)
        if self.size is not UNSET:
            result["size"] = self.size
        if self.aspect_ratio is not UNSET:
            result["aspect_ratio"] = self.aspect_ratio
        if self.output_format is not UNSET:
            result["output_format"] = encode(self.output_format)
        if self.watermark is not UNSET:
            result["watermark"] = self.watermark
        result.update(self.additional_properties)
        return result

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task

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
    ["prompt", "negative_prompt", "model", "size", "aspect_ratio", "output_format", "watermark"]
)
_REQUIRED = {"prompt": "string"}
_model = {member.value: member for member in TextToImageRequestModel}

_output_format = {member.value: member for member in TextToImageRequestOutputFormat}
