from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class MeshDecimateRequest(Model):
    input_: str = field(metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    model: Literal["v1.0", "v2.0", "v3.0"] | str | Unset = UNSET
    """Version of the model that decimates. The SDK rewrites longer names, such as P-v2.0-20251225,
    which the server refuses. Default: "v2.0".
    """

    quad: bool | Unset = UNSET
    """Quads; the result is an FBX file. v2's page lists it as required; its example leaves it out.
    """

    part_names: list[str] | Unset = UNSET
    """Names of the parts that are meant. Default: []."""

    face_limit: int | Unset = UNSET
    """Most faces. With quad 10000 at most. One source begins at 1000. Range: 500 to 20000."""

    bake: bool | Unset = UNSET
    """Whether materials are baked into the texture. Default: true."""

    smart_uv: bool | Unset = UNSET
    """New in v3; for model v3.0."""

    _variant: ClassVar[str | None] = "mesh-decimate"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
