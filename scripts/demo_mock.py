"""What both demos need: a mock in a process of its own, and a look into the files that it serves."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

STOPS = (signal.SIGINT, signal.SIGTERM)
KEY = "tsk_demo"  # the mock takes any
# How files of each kind begin, after so many bytes.
BEGINNINGS: dict[str, tuple[int, tuple[bytes, ...]]] = {
    ".mp3": (0, (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"ID3")),
    ".png": (0, (b"\x89PNG\r\n\x1a\n",)),
    ".jpeg": (0, (b"\xff\xd8\xff",)),
    ".webp": (8, (b"WEBP",)),
    ".mp4": (4, (b"ftyp",)),
    ".glb": (0, (b"glTF",)),
}


@contextmanager
def stoppable() -> Iterator[None]:
    """SIGINT and SIGTERM wait until the loop runs: a loop that is stopped while it is made is left open."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


@contextmanager
def mock_server(complete_after: str) -> Iterator[str]:
    """Run the mock in a process of its own, and stop it at the end; gives its base URL."""
    command = [sys.executable, "-m", "gettask", "mock", "--port", "0", "--complete-after", complete_after]
    with Popen(command, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            base_url = process.stdout.readline().strip()
            if not base_url:
                raise SystemExit(f"the mock did not start: {' '.join(command)}")
            yield base_url
        finally:
            process.terminate()


def verify(path: Path) -> None:
    """Raise ValueError unless a file holds what its name says."""
    data = path.read_bytes()
    offset, beginnings = BEGINNINGS.get(path.suffix, (0, ()))
    if not data or (beginnings and not data[offset:].startswith(beginnings)):
        raise ValueError(f"{path} is no {path.suffix[1:]}")
