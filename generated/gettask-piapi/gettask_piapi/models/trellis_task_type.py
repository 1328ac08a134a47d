from __future__ import annotations

from enum import StrEnum


class TrellisTaskType(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    TEXT_TO_3D = "text-to-3d"
    IMAGE_TO_3D = "image-to-3d"

    @classmethod
    def _missing_(cls, value: object) -> TrellisTaskType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[TrellisTaskType], tuple[str]]:
        return type(self), (self.value,)
