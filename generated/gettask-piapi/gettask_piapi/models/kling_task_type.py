from __future__ import annotations

from enum import StrEnum


class KlingTaskType(StrEnum):
    """Values that the spec does not list are kept: they are members outside the iteration."""

    AI_TRY_ON = "ai_try_on"
    AVATAR = "avatar"
    EFFECTS = "effects"
    EXTEND_VIDEO = "extend_video"
    LIP_SYNC = "lip_sync"
    SOUND = "sound"
    VIDEO_GENERATION = "video_generation"

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
