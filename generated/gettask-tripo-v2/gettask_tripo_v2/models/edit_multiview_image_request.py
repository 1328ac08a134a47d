from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch, missing
from ..errors import DecodeError

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class EditMultiviewImageRequest:
    """
    Attributes:
        type_ (Literal['edit_multiview_image']):  Default: 'edit_multiview_image'.
        original_task_id (str): A generate_multiview_image task that succeeded.
        prompts (list[ViewPrompt]):
    """

    type_: Literal["edit_multiview_image"] = "edit_multiview_image"
    original_task_id: str
    prompts: list[ViewPrompt]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "edit-multiview-image")
        self = cls.__new__(cls)
        known = 3
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value != "edit_multiview_image":
                raise mismatch('"edit_multiview_image"', value)
            self.type_ = value
            at = "original_task_id"
            value = src_dict["original_task_id"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.original_task_id = value
            at = "prompts"
            value = src_dict["prompts"]
            value = array(ViewPrompt.from_dict, value)
            self.prompts = value
        except KeyError:
            raise missing(_REQUIRED[at], at, "edit-multiview-image") from None
        except DecodeError as error:
            error.inside(at, "edit-multiview-image")
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
            "original_task_id": self.original_task_id,
            "prompts": encode(self.prompts),
        }
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
from ..models.view_prompt import ViewPrompt

_KEYS = frozenset(["type", "original_task_id", "prompts"])
_REQUIRED = {"type": '"edit_multiview_image"', "original_task_id": "string", "prompts": "array"}
