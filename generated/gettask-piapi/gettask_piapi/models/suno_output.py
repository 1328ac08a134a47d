from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import SunoOutputClips


@define(kw_only=True, repr=False)
class SunoOutput(Model):
    clips: SunoOutputClips
    """The songs by their ids."""
