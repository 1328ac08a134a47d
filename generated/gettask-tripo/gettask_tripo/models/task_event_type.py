from __future__ import annotations

from enum import StrEnum


class TaskEventType(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    TASK_COMPLETED = "task.completed"
    TASK_FAILED = "task.failed"

    @classmethod
    def _missing_(cls, value: object) -> TaskEventType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[TaskEventType], tuple[str]]:
        return type(self), (self.value,)
