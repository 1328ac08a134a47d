from __future__ import annotations

from enum import StrEnum


class FluxTaskType(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    TXT2IMG = "txt2img"
    IMG2IMG = "img2img"
    TXT2IMG_LORA = "txt2img-lora"
    IMG2IMG_LORA = "img2img-lora"
    CONTROLNET_LORA = "controlnet-lora"
    REDUX_VARIATION = "redux-variation"
    FILL_INPAINT = "fill-inpaint"
    FILL_OUTPAINT = "fill-outpaint"
    KONTEXT = "kontext"

    @classmethod
    def _missing_(cls, value: object) -> FluxTaskType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[FluxTaskType], tuple[str]]:
        return type(self), (self.value,)
