from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MmaudioLegacyArgument, MmaudioLegacyInput


@define(kw_only=True, repr=False)
class MmaudioLegacyTaskInfo(Model):
    arguments: list[MmaudioLegacyArgument] | Unset = UNSET

    inputs: list[MmaudioLegacyInput] | Unset = UNSET

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
