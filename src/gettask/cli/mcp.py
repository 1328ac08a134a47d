"""The command that offers jobs to agents, by the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from ..storage import ObjectStorage
from . import output
from .options import Command, Destination

DAY = 24 * 3600.0


@click.command(cls=Command)
@click.option(
    "--budget", metavar="USD", type=click.FloatRange(min=0), help="The most that the agent's jobs may cost."
)
@click.option(
    "--days",
    metavar="N",
    type=click.FloatRange(0, min_open=True),
    default=1.0,
    show_default=True,
    help="The days that the budget is for, up to now.",
)
@click.option("--label", default="mcp", show_default=True, help="Label of the agent's jobs.")
@click.option(
    "-o",
    "--out",
    metavar="FOLDER",
    default=".",
    show_default="this folder",
    type=Destination(),
    help="Where results are saved, or object storage such as s3://bucket/prefix.",
)
def mcp(budget: float | None, days: float, label: str, out: Path | ObjectStorage) -> None:
    """Offer jobs to an agent, by the Model Context Protocol on stdin and stdout.

    Each job is recorded in the job store, so an agent that asks twice pays once, and --budget bounds what it
    may spend, whether this command is restarted or not.

    \b
    gettask mock --port 8600 &
    GETTASK_MOCK_URL=http://127.0.0.1:8600 gettask mcp --budget 5 -o out/
    """
    try:
        from .mcp_server import server_of
    except ModuleNotFoundError as error:
        raise click.ClickException(f"the server needs {error.name}: pip install 'gettask[mcp]'") from None
    output.check_folder(out)
    server_of(label=label, budget=budget, period=days * DAY, out=out).run("stdio")
