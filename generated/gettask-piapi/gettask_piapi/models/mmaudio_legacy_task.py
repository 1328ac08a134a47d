from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MmaudioLegacyJob, MmaudioLegacyMetadata, MmaudioLegacyWork


@define(kw_only=True, repr=False)
class MmaudioLegacyTask(Model):
    """The body of a retired API for video tasks that both pages still show."""

    task_id: str

    input_: str = field(metadata={"name": "input"})
    """A string here; an object in every unified body."""

    status: str
    """The page gives no values."""

    task: MmaudioLegacyJob

    works: list[MmaudioLegacyWork]

    metadata: MmaudioLegacyMetadata | Unset = UNSET
    """As a page of that API for Luma's videos shows it, too."""

    _variant: ClassVar[str | None] = "mmaudio"
