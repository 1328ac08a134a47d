from __future__ import annotations

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MmaudioLegacyInput(Model):
    input_type: str | Unset = field(default=UNSET, metadata={"name": "inputType"})

    name: str | Unset = UNSET

    url: str | Unset = UNSET

    blob_storage: None | Unset = field(default=UNSET, metadata={"name": "blobStorage"})

    token: None | Unset = UNSET
