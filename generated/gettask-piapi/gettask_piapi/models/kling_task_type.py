from __future__ import annotations

from enum import StrEnum


class KlingTaskType(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    VIDEO_GENERATION = "video_generation"
    EXTEND_VIDEO = "extend_video"
    LIP_SYNC = "lip_sync"
    EFFECTS = "effects"
    SOUND = "sound"
    AVATAR = "avatar"

    @classmethod
    def _missing_(cls, value: object) -> KlingTaskType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[KlingTaskType], tuple[str]]:
        return type(self), (self.value,)
