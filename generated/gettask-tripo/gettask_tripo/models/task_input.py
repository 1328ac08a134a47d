from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class TaskInput(Model):
    """The request in the server's own words, which are v2's: model became model_version, inputs
    files with nulls, a URL an object of key and bucket.
    """
