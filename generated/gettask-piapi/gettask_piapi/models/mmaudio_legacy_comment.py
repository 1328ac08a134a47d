from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MmaudioLegacyCommentTagsItem


@define(kw_only=True, repr=False)
class MmaudioLegacyComment(Model):
    tags: list[MmaudioLegacyCommentTagsItem] | Unset = UNSET

    content: str | Unset = UNSET
