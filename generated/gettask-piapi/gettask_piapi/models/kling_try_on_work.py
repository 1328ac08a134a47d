from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingImage


@define(kw_only=True, repr=False)
class KlingTryOnWork(Model):
    status: int | Unset = UNSET

    image: KlingImage | Unset = UNSET
