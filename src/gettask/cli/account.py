"""Commands about the account and its files: account, upload."""

from __future__ import annotations

from pathlib import Path

import click

from . import connection, output, show
from .options import API, AS_JSON, RESOURCE, Command, pairs_of, server_options


@click.command(cls=Command)
@API
@click.argument("resource", required=False, type=RESOURCE)
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A parameter of the resource.")
@AS_JSON
@server_options
def account(
    api: str,
    resource: str | None,
    settings: tuple[str, ...],
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Show the balance of the account, or another RESOURCE of it, such as usage or task_history.

    \b
    gettask account tripo
    gettask account tripo usage --set limit=10 --json
    gettask account piapi task_history --set model=kling
    """
    with connection.client_of(api, base_url, region) as client:
        data = client.account(resource, **pairs_of(settings))
        if as_json:
            output.line(show.line(data))
        else:
            table = show.table_of_json(data)
            if table.row_count:
                show.emit(table)
            else:
                output.message(f"gettask: {resource or 'account'} of {api} is empty")


@click.command(cls=Command)
@API
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@AS_JSON
@server_options
def upload(
    api: str, files: tuple[Path, ...], as_json: bool, base_url: str | None, region: str | None
) -> None:
    """Upload input files, and print the URL or token by which a request names each.

    \b
    gettask upload tripo cat.png
    gettask create piapi segment --set input.prompt=cat --set input.image=$(gettask upload piapi cat.png)
    """
    with connection.client_of(api, base_url, region) as client:
        for file in files:
            token = client.upload(file)
            output.line(show.line({"file": str(file), "token": token}) if as_json else token)
