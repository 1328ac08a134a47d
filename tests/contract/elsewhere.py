"""Schemathesis, as the contract tests run it, on a server other than the mock: `make contract URL=… API=…`.

The keys are those of the environment, as `gettask check` takes them. Nothing bounds what the requests cost:
a server that is not on this machine takes `UNBOUNDED=1`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from codegen.sources.loader import load
from gettask.conformance.spec import Spec, spec_of
from gettask.mock.http import is_loopback
from gettask.mock.spec.api import Api
from tests.contract.runs import EXAMPLES, KEYS, ROOT, run


def users(spec: Spec) -> dict[str, list[dict[str, Any]]]:
    """Return the two users of a run as Schemathesis wants them; without keys, those of the contract tests."""
    auth = spec.contract.auth
    given = auth.from_environment(), os.environ.get("GETTASK_SECOND_KEY", "")
    keys = given if all(given) else sorted(KEYS)
    headers = [[{"name": auth.header, "value": auth.value(key)}] for key in keys]
    return {
        "auth": [
            {"name": name, "fixedHeaders": each} for name, each in zip(sorted(KEYS), headers, strict=True)
        ]
    }


def main(url: str, name: str) -> int:
    """Run all phases on the document of an API, and return the exit code."""
    if not is_loopback(urlsplit(url).hostname or "") and not os.environ.get("UNBOUNDED"):
        click.echo("Schemathesis creates tasks without end: where they cost nothing, add UNBOUNDED=1")
        return 0
    document = ROOT / f"generated/openapi/{name}.yaml"
    api = Api(name, load(document).data)
    with tempfile.TemporaryDirectory() as folder:
        keys = Path(folder, "keys.yaml")
        keys.write_text(json.dumps(users(spec_of(name))))
        server = url.rstrip("/").removesuffix(api.base_path)
        done = run(document, api, server, list, Path(folder), EXAMPLES, keys=keys)
    click.echo(done.output)
    return done.exit_code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
