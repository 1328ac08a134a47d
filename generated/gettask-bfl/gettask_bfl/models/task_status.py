from __future__ import annotations

from enum import StrEnum


class TaskStatus(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    PENDING = "Pending"
    READY = "Ready"
    ERROR = "Error"
    REQUEST_MODERATED = "Request Moderated"
    CONTENT_MODERATED = "Content Moderated"
    TASK_NOT_FOUND = "Task not found"

    @classmethod
    def _missing_(cls, value: object) -> TaskStatus | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[TaskStatus], tuple[str]]:
        return type(self), (self.value,)
