"""Clients that others publish: where `make test` puts them, and how they are run against the mock."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

from tests.vendors.tls import in_front_of

CACHE = Path(__file__).parents[2] / ".cache"


def release(version: str) -> str:
    """Return the release of an SDK that has a version, such as "tripo3d-1.0.0" for "1.0.0"."""
    (lock,) = CACHE.parent.glob(f"requirements/*-{version}.in")
    return lock.stem


def interpreter(version: str) -> Path:
    """Return the Python that has `version` of an SDK, such as "1.0.0", and nothing else."""
    return _python(release(version))


def clients() -> Path:
    """Return the Python that has the clients of third parties."""
    return _python("clients")


def _python(name: str) -> Path:
    python = CACHE / name / "bin/python"
    assert python.exists(), "its environment is not set up: run `make test`"
    return python


def talk(
    python: Path, script: Path, api: str, folder: Path, *options: str, tls: bool = False
) -> tuple[str, Path]:
    """Run a script with the URL of a mock and a folder; return what it wrote, and what was said as a HAR.

    Args:
        python: The interpreter, which has the client.
        script: What to run.
        api: What the mock speaks.
        folder: Where files may be left.
        options: More of the mock's.
        tls: Whether the script gets an https URL of the mock, and trusts its certificate.
    """
    environment = os.environ | {"TRIPO_DISABLE_GEO_DETECTION": "1", "NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-m", "gettask.mock", "--port", "0", "--api", api, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as mock:
        assert mock.stdout is not None
        try:
            url = given = mock.stdout.readline().strip()
            with ExitStack() as stack:
                if tls:
                    port = int(url.rpartition(":")[2])
                    given, certificate = stack.enter_context(in_front_of(port, folder))
                    environment["SSL_CERT_FILE"] = str(certificate)
                words = [str(python), "-W", "ignore", str(script), given, str(folder)]
                done = subprocess.run(
                    words, env=environment, capture_output=True, text=True, timeout=60, check=False
                )
            har = folder / "traffic.har"
            with urlopen(f"{url}/_mock/har", timeout=20) as recorded:
                har.write_bytes(recorded.read())
        finally:
            mock.terminate()
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, har
