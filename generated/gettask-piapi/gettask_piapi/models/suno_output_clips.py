from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import SunoClip


@define(kw_only=True, repr=False)
class SunoOutputClips(Model):
    """The songs by their ids."""

    additional_properties: dict[str, SunoClip] = field(init=False, factory=dict)
