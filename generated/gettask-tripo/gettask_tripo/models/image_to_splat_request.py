from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class ImageToSplatRequest(Model):
    """New in v3. The fields are those that the SDK sends; there may be more. A client finds the
    result in model_url.
    """

    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    model_seed: int | Unset = UNSET
    """Seed of the random numbers for the geometry."""

    _variant: ClassVar[str | None] = "image-to-splat"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
