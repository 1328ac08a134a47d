from __future__ import annotations

from enum import StrEnum


class FluxTaskType(StrEnum):
    """Values that the spec does not list are kept: they are members outside the iteration."""

    CONTROLNET_LORA = "controlnet-lora"
    FILL_INPAINT = "fill-inpaint"
    FILL_OUTPAINT = "fill-outpaint"
    IMG2IMG = "img2img"
    IMG2IMG_LORA = "img2img-lora"
    KONTEXT = "kontext"
    REDUX_VARIATION = "redux-variation"
    TXT2IMG = "txt2img"
    TXT2IMG_LORA = "txt2img-lora"

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
