from __future__ import annotations

from enum import StrEnum


class LogLevel(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    STDERR = "STDERR"
    STDOUT = "STDOUT"
    ERROR = "ERROR"
    INFO = "INFO"
    WARN = "WARN"
    DEBUG = "DEBUG"

    @classmethod
    def _missing_(cls, value: object) -> LogLevel | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[LogLevel], tuple[str]]:
        return type(self), (self.value,)
