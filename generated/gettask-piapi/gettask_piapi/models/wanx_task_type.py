from __future__ import annotations

from enum import StrEnum


class WanxTaskType(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    TXT2VIDEO_1_3B = "txt2video-1.3b"
    TXT2VIDEO_14B = "txt2video-14b"
    TXT2VIDEO_14B_LORA = "txt2video-14b-lora"
    IMG2VIDEO_14B = "img2video-14b"
    IMG2VIDEO_14B_LORA = "img2video-14b-lora"
    IMG2VIDEO_14B_KEYFRAME = "img2video-14b-keyframe"
    IMG2VIDEO_14B_CONTROL_CAMERA = "img2video-14b-control-camera"
    WAN22_TXT2VIDEO_14B = "wan22-txt2video-14b"
    WAN22_IMG2VIDEO_14B = "wan22-img2video-14b"

    @classmethod
    def _missing_(cls, value: object) -> WanxTaskType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[WanxTaskType], tuple[str]]:
        return type(self), (self.value,)
