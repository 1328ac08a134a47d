"""The command that prints the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from .options import Command


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands, APIs and variants with the Tab key.

    \b
    eval "$(gettask completion bash)"          # in ~/.bashrc
    eval "$(gettask completion zsh)"           # in ~/.zshrc
    gettask completion fish > ~/.config/fish/completions/gettask.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(context.find_root().command, {}, "gettask", "_GETTASK_COMPLETE").source())
