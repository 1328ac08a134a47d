"""An overlay that marks creates as long-running operations in the form of AEP-151.

Unconfirmed: the name of the extension and of its keys, which are written down here from memory of aep.dev.
AEP-151 also wants an operation resource with `done`, which these vendors do not have: what the poll replies
takes its place, as `metadata` while the task runs and as `response` when it has ended.
"""

from __future__ import annotations

from typing import Any

from codegen.document.names import snake_case
from codegen.document.walk import bodies, operations
from codegen.emit.overlays import overlay, target
from codegen.sources.pointers import join

UNCONFIRMED = ("the name x-aep-long-running-operation", "its keys response and metadata")


def aep151(document: dict[str, Any], contract: dict[str, Any], url: str) -> dict[str, Any] | None:
    """Return the overlay, None where no operation creates a task.

    Args:
        document: The effective document of the API.
        contract: The contract of the API.
        url: Where the document is, seen from the overlay.
    """
    poll = next(o for o in operations(document) if "x-task-lifecycle" in o.value)
    replies = (media for status, media in bodies(document, poll, "response") if status.startswith("2"))
    media = next(replies)
    ref = {"$ref": media.value["schema"].get("$ref", f"#{join(media.pointer, 'schema')}")}
    names = {variant["create"] for variant in contract["variants"].values()}
    creates = [o for o in operations(document) if snake_case(o.value["operationId"]) in names]
    if not creates:
        return None
    marks = {"x-aep-long-running-operation": {"response": ref, "metadata": ref}}
    return overlay("AEP-151", contract, url, [(target(o), marks) for o in creates], UNCONFIRMED)
