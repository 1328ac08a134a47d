from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch
from ..errors import DecodeError
from ..models.image_to_image_request_model import ImageToImageRequestModel
from ..models.image_to_image_request_output_format import (
    ImageToImageRequestOutputFormat,
)
from ..models.image_to_image_request_template import ImageToImageRequestTemplate
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class ImageToImageRequest:
    """An image from images and words; words may be missing where a template is given.

    Attributes:
        input_ (str | Unset): A public URL, the file_token of an upload, or the bare id of a task
            whose result is meant. A data URI is refused with HTTP 400.
        inputs (list[str] | Unset): Several images; v2's files.
        prompt (str | Unset):
        model (ImageToImageRequestModel | Unset): An alias; v2's names are refused with HTTP 400.
            Default: ImageToImageRequestModel.SEEDREAM_V5.
        size (Any | Unset): The size of the image.
        aspect_ratio (Any | Unset): For the banana models only.
        output_format (ImageToImageRequestOutputFormat | Unset):
        watermark (Any | Unset):
        template (ImageToImageRequestTemplate | Unset): What to make of the image. In a comment
            the SDK spells the first one t-pose.
        t_pose (bool | Unset):  Default: False.
        sketch_to_render (bool | Unset):  Default: False.
    """

    input_: str | Unset = UNSET
    inputs: list[str] | Unset = UNSET
    prompt: str | Unset = UNSET
    model: ImageToImageRequestModel | Unset = UNSET
    size: Any | Unset = UNSET
    aspect_ratio: Any | Unset = UNSET
    output_format: ImageToImageRequestOutputFormat | Unset = UNSET
    watermark: Any | Unset = UNSET
    template: ImageToImageRequestTemplate | Unset = UNSET
    t_pose: bool | Unset = UNSET
    sketch_to_render: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "image-to-image")
        self = cls.__new__(cls)
        known = 0
        at = ""
        try:
            at = "input"
            if "input" in src_dict:
                known += 1
                value = src_dict["input"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.input_ = value
            else:
                self.input_ = UNSET
            at = "inputs"
            if "inputs" in src_dict:
                known += 1
                value = src_dict["inputs"]
                value = array(_inputs__item, value)
                self.inputs = value
            else:
                self.inputs = UNSET
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
            at = "template"
            if "template" in src_dict:
                known += 1
                value = src_dict["template"]
                if not (value.__class__ is str and value in _template):
                    raise mismatch(
                        'one of "t_pose", "character_completion", "3d_enhance", "variants", "figure"',
                        value,
                    )
                value = _template[value]
                self.template = value
            else:
                self.template = UNSET
            at = "t_pose"
            if "t_pose" in src_dict:
                known += 1
                value = src_dict["t_pose"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.t_pose = value
            else:
                self.t_pose = UNSET
            at = "sketch_to_render"
            if "sketch_to_render" in src_dict:
                known += 1
                value = src_dict["sketch_to_render"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.sketch_to_render = value
            else:
                self.sketch_to_render = UNSET
        except DecodeError as error:
            error.inside(at, "image-to-image")
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
        if self.input_ is not UNSET:
            result["input"] = self.input_
        if self.inputs is not UNSET:
            result["inputs"] = encode(self.inputs)
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
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
        if self.template is not UNSET:
            result["template"] = encode(self.template)
        if self.t_pose is not UNSET:
            result["t_pose"] = self.t_pose
        if self.sketch_to_render is not UNSET:
            result["sketch_to_render"] = self.sketch_to_render
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
    [
        "input",
        "inputs",
        "prompt",
        "model",
        "size",
        "aspect_ratio",
        "output_format",
        "watermark",
        "template",
        "t_pose",
        "sketch_to_render",
    ]
)


def _inputs__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value


_model = {member.value: member for member in ImageToImageRequestModel}

_output_format = {member.value: member for member in ImageToImageRequestOutputFormat}

_template = {member.value: member for member in ImageToImageRequestTemplate}
