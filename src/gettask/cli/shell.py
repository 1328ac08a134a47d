"""The command that prints the completion script of a shell.

Fields are completed up to their equals sign, after which no blank is wanted: the scripts of click get a line
for that. fish knows it by itself.
"""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from .options import Command


class _Bash(BashComplete):
    source_template = BashComplete.source_template.replace(
        "COMPREPLY+=($value)", 'COMPREPLY+=("$value")\n            [[ $value == *= ]] && compopt -o nospace'
    )


class _Zsh(ZshComplete):
    source_template = ZshComplete.source_template.replace(
        "    for type key descr in ${response}; do\n",
        "    local -a suffix\n"
        "    for type key descr in ${response}; do\n"
        '        [[ "$key" == *= ]] && suffix=(-S "")\n',
    ).replace("completions_with_descriptions -U\n", 'completions_with_descriptions -U "${suffix[@]}"\n')


_SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": FishComplete}


@click.command(cls=Command)
@click.argument("shell", type=click.Choice([*_SHELLS]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script by which the Tab key completes commands, APIs, variants, task types and fields.

    \b
    eval "$(gettask completion bash)"          # in ~/.bashrc
    eval "$(gettask completion zsh)"           # in ~/.zshrc
    gettask completion fish > ~/.config/fish/completions/gettask.fish
    """
    click.echo(_SHELLS[shell](context.find_root().command, {}, "gettask", "_GETTASK_COMPLETE").source())
