from __future__ import annotations

from enum import StrEnum


class SeedanceTaskType(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    SEEDANCE_2 = "seedance-2"
    SEEDANCE_2_FAST = "seedance-2-fast"
    SEEDANCE_2_MINI = "seedance-2-mini"
    SEEDANCE_2_LESS_RESTRICTION = "seedance-2-less-restriction"
    SEEDANCE_2_FAST_LESS_RESTRICTION = "seedance-2-fast-less-restriction"
    SEEDANCE_2_MINI_LESS_RESTRICTION = "seedance-2-mini-less-restriction"
    SEEDANCE_2_5 = "seedance-2.5"
    SEEDANCE_2_5_LESS_RESTRICTION = "seedance-2.5-less-restriction"
    SEEDANCE_2_PREVIEW = "seedance-2-preview"
    SEEDANCE_2_FAST_PREVIEW = "seedance-2-fast-preview"
    SEEDANCE_2_PREVIEW_VIP = "seedance-2-preview-vip"
    SEEDANCE_2_FAST_PREVIEW_VIP = "seedance-2-fast-preview-vip"

    @classmethod
    def _missing_(cls, value: object) -> SeedanceTaskType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[SeedanceTaskType], tuple[str]]:
        return type(self), (self.value,)
