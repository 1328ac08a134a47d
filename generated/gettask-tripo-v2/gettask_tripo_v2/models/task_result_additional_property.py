from __future__ import annotations

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TaskResultAdditionalProperty(Model):
    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})

    url: str | Unset = UNSET
