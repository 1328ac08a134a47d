from __future__ import annotations

from enum import StrEnum


class MusicUTaskTaskType(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    GENERATE_MUSIC = "generate_music"
    GENERATE_MUSIC_CUSTOM = "generate_music_custom"

    @classmethod
    def _missing_(cls, value: object) -> MusicUTaskTaskType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[MusicUTaskTaskType], tuple[str]]:
        return type(self), (self.value,)
