from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch, missing
from ..errors import DecodeError
from ..models.generate_image_request_model_version import (
    GenerateImageRequestModelVersion,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class GenerateImageRequest:
    """An image from words, with or without images; words may be missing where a template is given.

    Attributes:
        type_ (Literal['generate_image']):  Default: 'generate_image'.
        prompt (str | Unset):
        model_version (GenerateImageRequestModelVersion | Unset):  Default:
            GenerateImageRequestModelVersion.FLUX_1_KONTEXT_PRO.
        file (File | Unset): An image, by exactly one of token, URL or object.
        files (list[File] | Unset):
        template (Any | Unset):
        t_pose (Any | Unset):
        sketch_to_render (Any | Unset):
    """

    type_: Literal["generate_image"] = "generate_image"
    prompt: str | Unset = UNSET
    model_version: GenerateImageRequestModelVersion | Unset = UNSET
    file: File | Unset = UNSET
    files: list[File] | Unset = UNSET
    template: Any | Unset = UNSET
    t_pose: Any | Unset = UNSET
    sketch_to_render: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "generate-image")
        self = cls.__new__(cls)
        known = 1
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value != "generate_image":
                raise mismatch('"generate_image"', value)
            self.type_ = value
            at = "prompt"
            if "prompt" in src_dict:
                known += 1
                value = src_dict["prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt = value
            else:
                self.prompt = UNSET
            at = "model_version"
            if "model_version" in src_dict:
                known += 1
                value = src_dict["model_version"]
                if not (value.__class__ is str and value in _model_version):
                    raise mismatch(
                        'one of "flux.1_kontext_pro", "flux.1_dev", "gpt_4o", "gpt_image_1.5", "gpt_image_2", "midjourney", "gemini_2.5_flash_image_preview", "gemini_3_pro_image_preview", "gemini_3.1_flash_image_preview"',
                        value,
                    )
                value = _model_version[value]
                self.model_version = value
            else:
                self.model_version = UNSET
            at = "file"
            if "file" in src_dict:
                known += 1
                value = src_dict["file"]
                value = File.from_dict(value)
                self.file = value
            else:
                self.file = UNSET
            at = "files"
            if "files" in src_dict:
                known += 1
                value = src_dict["files"]
                value = array(File.from_dict, value)
                self.files = value
            else:
                self.files = UNSET
            at = "template"
            if "template" in src_dict:
                known += 1
                value = src_dict["template"]
                self.template = value
            else:
                self.template = UNSET
            at = "t_pose"
            if "t_pose" in src_dict:
                known += 1
                value = src_dict["t_pose"]
                self.t_pose = value
            else:
                self.t_pose = UNSET
            at = "sketch_to_render"
            if "sketch_to_render" in src_dict:
                known += 1
                value = src_dict["sketch_to_render"]
                self.sketch_to_render = value
            else:
                self.sketch_to_render = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "generate-image") from None
        except DecodeError as error:
            error.inside(at, "generate-image")
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
            "type": self.type_,
        }
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
        if self.model_version is not UNSET:
            result["model_version"] = encode(self.model_version)
        if self.file is not UNSET:
            result["file"] = encode(self.file)
        if self.files is not UNSET:
            result["files"] = encode(self.files)
        if self.template is not UNSET:
            result["template"] = self.template
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


# At the end, since models may refer to each other in circles.
from ..models.file import File

_KEYS = frozenset(
    ["type", "prompt", "model_version", "file", "files", "template", "t_pose", "sketch_to_render"]
)
_REQUIRED = {"type": '"generate_image"'}
_model_version = {member.value: member for member in GenerateImageRequestModelVersion}
