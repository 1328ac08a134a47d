from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingCover, KlingVideo


@define(kw_only=True, repr=False)
class KlingWork(Model):
    status: int | Unset = UNSET

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})

    cover: KlingCover | Unset = UNSET

    video: KlingVideo | Unset = UNSET

    content_type: str | Unset = UNSET
