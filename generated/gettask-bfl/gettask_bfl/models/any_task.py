from __future__ import annotations

from typing import Annotated, TypeAlias

from .._annotations import Dispatch
from .task import Task

AnyTask: TypeAlias = Annotated[
    Task,
    Dispatch(),
]
"""A task of any variant."""
