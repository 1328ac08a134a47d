"""How an API takes files (`x-upload`)."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass

from .._download.media_types import type_of
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

    def encode(self, name: str, content: bytes) -> tuple[str, bytes]:
        """Return media type and body of the request that uploads a file."""
        if not self.multipart:
            fields = {self.file: base64.b64encode(content).decode()}
            if self.name is not None:
                fields[self.name] = name
            return "application/json", json.dumps(fields).encode()
        boundary = secrets.token_hex(16)
        quoted = name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="{self.file}"; filename="{quoted}"\r\n'
            f"Content-Type: {type_of(name)}\r\n\r\n"
        )
        return f"multipart/form-data; boundary={boundary}", b"".join(
            (head.encode(), content, f"\r\n--{boundary}--\r\n".encode())
        )
