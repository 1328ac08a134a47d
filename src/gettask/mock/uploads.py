"""Files that clients upload. The mock takes them and keeps none."""

from __future__ import annotations

import re
import uuid

from gettask.mock.http import Request, Response

UPLOADS = "/_uploads/"
"""What the path of each URL that takes a file begins with."""
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def fresh(token: str) -> str:
    """A token like this one, with another UUID in it: in the place of one, else before its last part."""
    made, count = UUID.subn(lambda _: str(uuid.uuid4()), token)
    before, slash, last = token.rpartition("/")
    return made if count else f"{before}{slash}{uuid.uuid4()}-{last}"


def take(request: Request) -> Response:
    """The response to a file that is put to a presigned URL: empty, as that of an object store is."""
    if request.method != "PUT":
        return Response.text(405, "Files can only be put here.", allow="PUT")
    return Response.text(200, "")
