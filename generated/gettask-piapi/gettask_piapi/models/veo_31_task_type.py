from __future__ import annotations

from enum import StrEnum


class Veo31TaskType(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    VEO3_1_VIDEO = "veo3.1-video"
    VEO3_1_VIDEO_FAST = "veo3.1-video-fast"

    @classmethod
    def _missing_(cls, value: object) -> Veo31TaskType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[Veo31TaskType], tuple[str]]:
        return type(self), (self.value,)
