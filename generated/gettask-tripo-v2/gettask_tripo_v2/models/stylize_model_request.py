from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..models.stylize_model_request_style import StylizeModelRequestStyle
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class StylizeModelRequest:
    """
    Attributes:
        type_ (Literal['stylize_model']):  Default: 'stylize_model'.
        original_model_task_id (str): The task that made the model.
        style (StylizeModelRequestStyle): The last three are in the migration guide only.
        block_size (int | Unset):  Default: 80.
    """

    type_: Literal["stylize_model"] = "stylize_model"
    original_model_task_id: str
    style: StylizeModelRequestStyle
    block_size: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "stylize-model")
        self = cls.__new__(cls)
        known = 3
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value != "stylize_model":
                raise mismatch('"stylize_model"', value)
            self.type_ = value
            at = "original_model_task_id"
            value = src_dict["original_model_task_id"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.original_model_task_id = value
            at = "style"
            value = src_dict["style"]
            if not (value.__class__ is str and value in _style):
                raise mismatch(
                    'one of "lego", "voxel", "voronoi", "minecraft", "keyring", "fridge_magnet", "keycap"',
                    value,
                )
            value = _style[value]
            self.style = value
            at = "block_size"
            if "block_size" in src_dict:
                known += 1
                value = src_dict["block_size"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.block_size = value
            else:
                self.block_size = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "stylize-model") from None
        except DecodeError as error:
            error.inside(at, "stylize-model")
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
            "original_model_task_id": self.original_model_task_id,
            "style": encode(self.style),
        }
        if self.block_size is not UNSET:
            result["block_size"] = self.block_size
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


_KEYS = frozenset(["type", "original_model_task_id", "style", "block_size"])
_REQUIRED = {
    "type": '"stylize_model"',
    "original_model_task_id": "string",
    "style": 'one of "lego", "voxel", "voronoi", "minecraft", "keyring", "fridge_magnet", "keycap"',
}
_style = {member.value: member for member in StylizeModelRequestStyle}
