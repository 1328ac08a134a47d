from __future__ import annotations

from attrs import define, field

from .._model import Model


@define(kw_only=True, repr=False)
class PresignRequest(Model):
    format_: str = field(metadata={"name": "format"})
    """The format of the file, such as glb. Length: at least 1 characters."""
