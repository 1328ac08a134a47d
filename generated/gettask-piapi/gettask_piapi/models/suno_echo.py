from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class SunoEcho(Model):
    """The input as the server took it; empty in the page's example."""
