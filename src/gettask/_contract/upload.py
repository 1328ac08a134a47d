"""How an API takes files (`x-upload`)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from .account import operations
from .contract import Contract
from .lifecycle import Field


@dataclass(frozen=True, slots=True)
class UploadOperation:
    """How a file is uploaded (`x-upload`)."""

    operation: str
    file: str
    name: str | None
    token: Field
    multipart: bool

    @classmethod
    def of(cls, contract: Contract) -> UploadOperation | None:
        """Return how the API takes files, None if it does not."""
        for name, data in operations(contract):
            if upload := data.get("x-upload"):
                multipart = "multipart/form-data" in data["requestBody"]["content"]
                return cls(name, upload["file"], upload.get("name"), Field.of(upload["token"]), multipart)
        return None

    def json(self, name: str, content: bytes) -> bytes:
        """Return the JSON body of the request that uploads a file, where it is not multipart."""
        fields = {self.file: base64.b64encode(content).decode()}
        if self.name is not None:
            fields[self.name] = name
        return json.dumps(fields).encode()
