"""Serves the pages of a job store."""

from __future__ import annotations

import secrets
from typing import NoReturn

import click

from ...jobs.reader import JobReader
from .. import output


def serve_jobs(store: JobReader, port: int, opens: bool) -> NoReturn:
    """Serve the pages on loopback until Ctrl-C. The first line on stdout is their URL.

    Args:
        store: The job store, which is only read.
        port: The port; 0 takes a free one.
        opens: Whether to open a browser.

    Raises:
        click.UsageError: The extra `mock` is missing, or the port is taken.
    """
    try:
        from ...mock.server.serve import serve
        from .pages import JobPages
    except ImportError as error:
        raise click.UsageError(f"--web needs {error.name}: pip install 'gettask[mock]'") from None
    pages = JobPages(store, secrets.token_urlsafe(18))

    def show(url: str) -> None:
        import webbrowser

        if not webbrowser.open(url):
            output.error("no browser was found: open the URL above")

    try:
        serve(pages, port=port, listening=show if opens else None, path=pages.root)
    except OSError as error:
        raise click.UsageError(f"port {port}: {error.strerror}; --port 0 takes a free one") from None
