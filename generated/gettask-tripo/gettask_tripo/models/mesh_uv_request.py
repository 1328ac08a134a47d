from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class MeshUvRequest(Model):
    """Known from the SDK alone. The fields are those that it sends; there may be more."""

    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    model: str | Unset = UNSET
    """Version of the model that unwraps."""

    export_orientation: Literal["+x", "-x", "+y", "-y"] | Unset = UNSET
    """The direction that the front of the model is turned to. Default: "+x"."""

    _variant: ClassVar[str | None] = "mesh-uv"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
