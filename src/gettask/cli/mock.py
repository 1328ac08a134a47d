"""The command that serves the mock, which reads its own options."""

from __future__ import annotations

import click

from .options import Command


@click.command(
    cls=Command,
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def mock(arguments: tuple[str, ...]) -> None:
    """Serve all APIs on this machine, for free; see `gettask mock --help`."""
    try:
        from ..mock.serve import main
    except ModuleNotFoundError as error:
        raise click.ClickException(f"the mock needs {error.name}: pip install 'gettask[mock]'") from None
    main(list(arguments))
