"""The command line: `gettask create | get | wait | watch | download | cancel | account | upload | …`."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from . import signals


def main() -> None:
    """Run the command line and exit with the code that `gettask --help` documents."""
    if sys.argv[1:2] == ["mock"]:  # for which gettask[mock] is enough
        try:
            from ..mock.server.command import mock
        except ModuleNotFoundError as error:
            if error.name != "click":
                raise
            sys.exit("gettask: the mock needs click: pip install 'gettask[mock]'")
        mock(sys.argv[2:], prog_name="gettask mock")
    ended = signals.install()  # before what takes long to import
    try:
        _run()
    finally:
        _drop_broken_streams()
        ended()
        _leave_at_once()


def _leave_at_once() -> None:
    """End the process without the interpreter's own end, where Temporal's threads may crash it."""
    error = sys.exc_info()[1]
    if "temporalio.bridge" in sys.modules and isinstance(error, SystemExit):
        os._exit(error.code if isinstance(error.code, int) else int(error.code is not None))


def _run() -> None:
    if isinstance(sys.stdout, TextIOWrapper):  # half an emoji in a vendor's text must not end a wait
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        from .app import cli
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.exit(f"gettask: the command line needs {error.name}: pip install 'gettask[cli]'")
    cli(prog_name="gettask")


def _drop_broken_streams() -> None:
    """Leave no stream to the interpreter that it cannot flush: it would end with an exit code of its own."""
    for name in ("stdout", "stderr"):
        try:
            if (stream := getattr(sys, name)) is not None:
                stream.flush()
        except OSError:  # reported by the command already
            setattr(sys, name, None)
