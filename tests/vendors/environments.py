"""Where `make test` puts Tripo's SDK: each version of it in an environment of its own."""

from __future__ import annotations

from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache"


def interpreter(version: str) -> Path:
    """Return the Python that has `version` of the SDK, such as "1.0.0", and nothing else."""
    python = CACHE / f"tripo3d-{version}/bin/python"
    assert python.exists(), "its environment is not set up: run `make test`"
    return python
