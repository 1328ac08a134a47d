"""An overlay that says the state table as `x-speakeasy-polling`: SDKs made by that generator wait with it.

The form is the one of that generator's documentation, as far as it is known here. Unconfirmed: that criteria
may be of type `regex`, as those of Arazzo, and that all criteria of a list have to hold. With one status
neither matters. Its pause does not grow, so it is the table's longest.
"""

from __future__ import annotations

import math
import re
from typing import Any

from codegen.document.lifecycle import Lifecycle, lifecycles
from codegen.document.walk import at, operations
from codegen.emit.overlays import overlay, target
from codegen.sources.pointers import tokens

UNCONFIRMED = (
    "regular expressions as criteria, as in Arazzo",
    "that all criteria of a list have to hold",
)


def speakeasy(document: dict[str, Any], contract: dict[str, Any], url: str) -> dict[str, Any] | None:
    """Return the overlay, None where no body shows a status.

    Args:
        document: The effective document of the API.
        contract: The contract of the API.
        url: Where the document is, seen from the overlay.
    """
    lifecycle = next(iter(lifecycles(document)))
    poll = next(o for o in operations(document) if "x-task-lifecycle" in o.value)
    table = lifecycle.table
    place = table["task"] + table["fields"]["status"]["at"][0]
    succeeded = [name for name, entry in table["statuses"].items() if entry["phase"] == "succeeded"]
    ended = [n for n, e in table["statuses"].items() if e["terminal"] and n not in succeeded]
    if table["fields"]["status"].keys() & {"header", "http"} or not succeeded:
        return None
    pause = table["polling"]["maximum"]
    polling = {
        "name": "WaitForCompleted",
        "delaySeconds": math.ceil(table["polling"]["initial"]),
        "intervalSeconds": math.ceil(pause),
        "limitCount": max(1, math.ceil(table["deadline"] / pause)),
        "successCriteria": [_criterion(place, _spellings(document, lifecycle, succeeded))],
    }
    if ended:
        polling["failureCriteria"] = [_criterion(place, _spellings(document, lifecycle, ended))]
    updates = [(target(poll), {"x-speakeasy-polling": [polling]})]
    return overlay("x-speakeasy-polling", contract, url, updates, UNCONFIRMED)


def _criterion(place: str, statuses: list[str]) -> dict[str, str]:
    context = f"$response.body#{place}"
    if len(statuses) == 1:
        return {"condition": f'{context} == "{statuses[0]}"'}
    words = "|".join(re.escape(status) for status in statuses)
    return {"context": context, "type": "regex", "condition": f"^({words})$"}


def _spellings(document: Any, lifecycle: Lifecycle, statuses: list[str]) -> list[str]:
    """Return statuses as replies may write them: other generators compare letter by letter."""
    found = dict.fromkeys(statuses)
    if not lifecycle.table["case-sensitive"]:
        folded = {status.casefold() for status in statuses}
        for place in lifecycle.table["fields"]["status"]["at"]:
            for task in lifecycle.tasks:
                for node in at(document, task, tokens(place)):
                    values = node.value.get("enum", [])
                    found |= dict.fromkeys(v for v in values if str(v).casefold() in folded)
    return [*found]
