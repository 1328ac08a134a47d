"""Schemathesis, as the contract tests run it, on a server other than the mock: `make contract URL=… API=…`.

The keys are those of the environment, as `gettask check` takes them. Nothing bounds what the requests cost:
a server that is not on this machine takes `UNBOUNDED=1`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import click

from codegen.sources.loader import load
from gettask.conformance.spec import Spec, spec_of
from gettask.mock.http import is_loopback
from gettask.mock.spec.api import Api
from tests.contract.runs import EXAMPLES, ROOT, run


def keys_of(spec: Spec) -> tuple[str, ...]:
    """Return the keys of two users, from the environment; none unless both are there."""
    given = spec.contract.auth.from_environment(), os.environ.get("GETTASK_SECOND_KEY", "")
    return given if all(given) else ()


def main(url: str, name: str) -> int:
    """Run all phases on the document of an API, and return the exit code."""
    if not is_loopback(urlsplit(url).hostname or "") and not os.environ.get("UNBOUNDED"):
        click.echo("Schemathesis creates tasks without end: where they cost nothing, add UNBOUNDED=1")
        return 0
    document = ROOT / f"generated/openapi/{name}.yaml"
    api = Api(name, load(document).data)
    with tempfile.TemporaryDirectory() as folder:
        server = url.rstrip("/").removesuffix(api.base_path)
        done = run(document, api, server, list, Path(folder), EXAMPLES, keys=keys_of(spec_of(name)))
    click.echo(done.output)
    return done.exit_code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
