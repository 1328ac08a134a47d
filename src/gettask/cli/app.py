"""The command `gettask`: its help, its exit codes and its subcommands."""

from __future__ import annotations

from typing import Any

import click

from .._redact import printable_text
from . import (
    account,
    check,
    create,
    doctor,
    drift,
    jobs,
    mcp,
    mock,
    proxy,
    resume,
    run,
    shell,
    tasks,
    temporal,
    variants,
    wait,
)
from .exits import MEANINGS


class Gettask(click.Group):
    """The group of all commands. Its help ends with the exit codes."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except click.ClickException as error:  # it quotes words and file names, which others may have chosen
            setattr(error, "message", printable_text(error.message))  # noqa: B010 - final, for type checkers
            raise

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        del context
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in MEANINGS.items()])


@click.group(cls=Gettask, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gettask")
def cli() -> None:
    """Create tasks of APIs that generate media, wait for them, and download their results.

    Keys are read from the environment (PIAPI_API_KEY, TRIPO_API_KEY), or else from
    ~/.config/gettask/config.toml, which only you may read (chmod 600):

    \b
    [piapi]
    key = "…"        # base_url and region are read from here, too

    Creating a task costs money, so it is never repeated automatically. GETTASK_LOG=debug logs every
    request to stderr.

    \b
    gettask variants piapi flux
    gettask create piapi flux --task-type txt2img --set input.prompt="a bear" --wait --out out/
    gettask run batch.jsonl --out 'out/{label}/{kind}-{n}'
    gettask wait piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be --out out/
    gettask mock --port 8600
    """


for command in (
    variants.variants,
    create.create,
    run.run,
    temporal.worker,
    wait.wait,
    wait.watch,
    jobs.jobs,
    resume.resume,
    tasks.get,
    tasks.download,
    tasks.cancel,
    doctor.doctor,
    account.account,
    account.upload,
    mock.mock,
    mcp.mcp,
    check.check,
    drift.drift,
    proxy.proxy,
    shell.completion,
):
    cli.add_command(command)
