"""Takes webhooks while a command waits, so that ends are known at once."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

import click

from ..client import Client
from ..jobs.store import JobStore
from ..jobs.webhook_app import WebhookApp
from . import config, output

STOP = 5.0
"""Seconds that deliveries under way may take when the command has ended."""

WEBHOOK_PORT = click.option(
    "--webhook-port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    help="Take webhooks on this port of this machine while waiting: a task that has ended is polled at once. "
    "Default: none. 0 takes a free one.",
)


@contextmanager
def receiving(port: int | None, clients: Sequence[Client], store: JobStore | None) -> Iterator[None]:
    """Take webhooks on loopback until the block ends; a proxy or tunnel leads them here.

    Args:
        port: The port; 0 takes a free one, None takes no webhooks.
        clients: The client that waits.
        store: The job store, which records what is delivered.

    Raises:
        click.UsageError: There are several clients, there is no secret, the extra `mock` is missing, or the
            port is taken.
    """
    if port is None:
        yield
        return
    if len(clients) != 1:
        raise click.UsageError("--webhook-port is for tasks of one API and server")
    (client,) = clients
    secret = config.jobs().webhook_secret
    if not secret:
        raise click.UsageError(f"--webhook-port needs webhook_secret under [jobs] in {config.path()}")
    try:
        import uvicorn
    except ImportError as error:
        raise click.UsageError(f"--webhook-port needs {error.name}: pip install 'gettask[mock]'") from None
    app = WebhookApp(client.api, secret=secret, store=store, on_end=lambda _, task: client.poll_now(task))
    try:
        listener = socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise click.UsageError(f"--webhook-port {port}: {error.strerror}; 0 takes a free one") from None
    with listener:
        server = uvicorn.Server(
            uvicorn.Config(
                app, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=1
            )
        )
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        output.message(f"gettask: webhooks of {client.api} at http://127.0.0.1:{listener.getsockname()[1]}")
        try:
            yield
        finally:
            server.should_exit = True
            thread.join(STOP)
