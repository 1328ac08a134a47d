from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class TrellisPixal3DOutput(Model):
    model_file: str
    """The 3D model. How long the link lives is not published for models."""
