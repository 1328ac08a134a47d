"""The command line, but for its pauses, which take no time, and for names, which are not looked up.

It runs in processes that are forked from one that has imported all of it: to start Python and import would
take ten times as long as all else that such a process does.
"""

from __future__ import annotations

import os
import signal
import socket
import ssl
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import gettask.cli.app
import gettask.client
import gettask.jobs.store  # noqa: F401 - imported once for all
from gettask import events
from gettask.__main__ import main
from gettask._contract.contract import load
from gettask._contract.installed import APIS
from gettask.testing import instant

_contracts = [load(api) for api in APIS]
_certificates = ssl.create_default_context()
_FLAGS = {"stdin": os.O_RDONLY, "stdout": os.O_WRONLY, "stderr": os.O_WRONLY}


def run(words: list[str], environment: dict[str, str], folder: Path) -> None:
    """Run `gettask` in this process, which is of its own.

    Args:
        words: What follows `gettask`.
        environment: All variables of the environment.
        folder: Where the streams are files: stdin, stdout and stderr.
    """
    # A shell in the background lets what it begins ignore SIGINT.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    for number, (name, flags) in enumerate(_FLAGS.items()):
        file = os.open(folder / name, flags)
        os.dup2(file, number)
        os.close(file)
        setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115
    sys.argv = ["gettask", *words]
    events.log_to_stderr()
    with (
        instant(),
        mock.patch("socket.getaddrinfo", _resolve),
        mock.patch("httpx.create_ssl_context", return_value=_certificates),
    ):
        main()


_known = socket.getaddrinfo


def _resolve(host: str, *args: Any, **options: Any) -> Any:
    """As socket.getaddrinfo, for addresses alone."""
    if not host.replace(".", "").isdigit():
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return _known(host, *args, **options)
