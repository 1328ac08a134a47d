"""The command `gettask mock`, whose options and server are imported when they are needed."""

from __future__ import annotations

from typing import Any

import click


class LazyMock(click.Command):
    """The command that `gettask.mock` defines."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        from ..mock.server.command import mock as command

        return command.make_context(info_name, args, parent, **extra)


mock = LazyMock("mock", help="Serve the installed APIs from memory, for free.")
