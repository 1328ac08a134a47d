from __future__ import annotations

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MmaudioLegacyResource(Model):
    resource: str | Unset = UNSET
    """URL of the result. That it is a video is taken from the API that this body belongs to."""

    resource_without_watermark: str | Unset = field(
        default=UNSET, metadata={"name": "resourceWithoutWatermark"}
    )
    """URL of the result without a watermark."""

    height: int | Unset = UNSET
    """Unit: px."""

    width: int | Unset = UNSET
    """Unit: px."""

    duration: float | Unset = UNSET
