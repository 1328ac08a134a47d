"""What users of BFL's own SDK do. Called with the mock's URL. Prints one JSON object of what was seen."""

import contextlib
import io
import json
import sys
from importlib.metadata import version
from typing import Any

from blackforest import BFLClient, BFLError
from blackforest.types.general.client_config import ClientConfig

MODEL, INPUTS = "flux-pro-1.1", {"prompt": "a cat", "width": 512, "height": 512}
SOON = {"polling_interval": 0.1, "max_retries": 20}


def client_of(url: str, scenario: str, key: str = "key-of-the-sdk") -> BFLClient:
    """Return a client whose tasks are of a scenario of the mock."""
    client = BFLClient(key, base_url=url)
    client.session.headers["x-mock-scenario"] = scenario
    return client


def waited(url: str, scenario: str) -> Any:
    """Create a task and wait, as the SDK does at once; return the result, or what it raises."""
    try:
        made = client_of(url, scenario).generate(MODEL, INPUTS, ClientConfig(sync=True, **SOON))
    except BFLError as error:
        return str(error)
    return made.result


def created(url: str) -> dict[str, Any]:
    """Create a task, poll it, and poll it by its id alone; return what the SDK read."""
    client = client_of(url, "succeeds-later")
    made = client.generate(MODEL, INPUTS, ClientConfig(sync=False))
    first = client.get_task_status(made.id)
    client.clear_polling_urls()
    return {
        "id": made.id,
        "polling_url": made.polling_url,
        "first": first.status,
        "by-id": client.get_polling_result(made.id, ClientConfig(**SOON)),
    }


def refused(url: str) -> str:
    """Return what the SDK raises for a create without a key."""
    try:
        client_of(url, "succeeds-later", "").generate(MODEL, INPUTS)
    except BFLError as error:
        return str(error.__cause__)
    return ""


def main(url: str, _: str) -> None:
    """Print the SDK's version and what it saw; the SDK itself prints each poll."""
    with contextlib.redirect_stdout(io.StringIO()):
        seen = {
            "version": version("blackforest"),
            "waited": waited(url, "succeeds-later"),
            "failed": waited(url, "fails"),
            "created": created(url),
            "unknown": client_of(url, "succeeds-later").get_task_status("nobody").status,
            "refused": refused(url),
        }
    sys.stdout.write(json.dumps(seen) + "\n")


main(*sys.argv[1:])
