from __future__ import annotations

from typing import Annotated, TypeAlias

from .._annotations import Dispatch
from .kling_link_output import KlingLinkOutput
from .kling_video_output import KlingVideoOutput
from .kling_works_output import KlingWorksOutput

KlingTaskOutput: TypeAlias = Annotated[
    KlingWorksOutput | KlingVideoOutput | KlingLinkOutput,
    Dispatch(),
]
"""One of these models."""
