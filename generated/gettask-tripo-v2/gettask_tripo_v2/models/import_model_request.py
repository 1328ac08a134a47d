from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import ImportFile, Task


@define(kw_only=True, repr=False)
class ImportModelRequest(Model):
    type_: Literal["import_model"] = field(default="import_model", metadata={"name": "type"})

    file: ImportFile
    """A model of at most 150 MB, by object only."""

    _variant: ClassVar[str | None] = "import-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
