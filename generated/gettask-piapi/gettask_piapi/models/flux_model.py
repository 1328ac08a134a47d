from __future__ import annotations

from enum import StrEnum


class FluxModel(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    QUBICOFLUX_1_SCHNELL = "Qubico/flux1-schnell"
    QUBICOFLUX_1_DEV = "Qubico/flux1-dev"
    QUBICOFLUX_1_DEV_ADVANCED = "Qubico/flux1-dev-advanced"

    @classmethod
    def _missing_(cls, value: object) -> FluxModel | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[FluxModel], tuple[str]]:
        return type(self), (self.value,)
