from __future__ import annotations

from enum import StrEnum


class HunyuanTaskType(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    TXT2VIDEO = "txt2video"
    FAST_TXT2VIDEO = "fast-txt2video"
    IMG2VIDEO_CONCAT = "img2video-concat"
    IMG2VIDEO_REPLACE = "img2video-replace"
    TXT2VIDEO_LORA = "txt2video-lora"

    @classmethod
    def _missing_(cls, value: object) -> HunyuanTaskType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[HunyuanTaskType], tuple[str]]:
        return type(self), (self.value,)
