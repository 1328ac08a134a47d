"""What Tripo's own Python SDK sends, and what the spec says of it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from gettask.mock import Request, create_app
from tests.vendors.environments import interpreter

REQUESTS = Path(__file__).with_name("tripo3d_requests.py")
KEYS = {"authorization": "Bearer tsk_dummy", "content-type": "application/json"}
UNSENT = {
    "/v3/files": "a form, not JSON",
    "/v3/files/upload-credentials": "known from others",
    "/v3/mesh/smartsegment": "known from others",
    "/v3/models/refine": "retired in the SDK",
    "/v3/models/stylize": "retired in the SDK",
}


def test_the_spec_knows_whatever_the_official_sdk_sends() -> None:
    """Each request of each method, with all that it takes or no more than it needs, is accepted."""
    environment = os.environ | {"TRIPO_DISABLE_GEO_DETECTION": "1"}
    words = [str(interpreter("1.0.0")), "-W", "ignore", str(REQUESTS)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=True)
    sent = [json.loads(line) for line in done.stdout.splitlines()]
    mock = create_app(["tripo"]).mock
    for name, method, path, body in sent:
        if method == "POST":
            reply = mock.handle(Request(method, path, headers=KEYS, body=json.dumps(body).encode()))
            assert reply.status == 200, (name, body, reply.json())
    posts = {f"/v3{path}" for path, item in mock.apis["tripo"].spec["paths"].items() if "post" in item}
    assert posts - {path for _, _, path, _ in sent} == UNSENT.keys()
