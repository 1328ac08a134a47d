"""The command that records and judges what clients and a server say to each other."""

from __future__ import annotations

import re
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from .._contract.contract import load
from . import exits, output, signals
from .options import ApiName, Command

if TYPE_CHECKING:
    from ..conformance.model import Violation
    from ..conformance.spec import Spec
    from ..conformance.trace import Exchange


@click.command(cls=Command)
@click.option("--api", type=ApiName(), required=True, help="The API that the server offers.")
@click.option("--to", "target", metavar="URL", help="The server. Default: the vendor's.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: a free port.")
@click.option(
    "--record",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Append each exchange as a JSON line, without secrets, for check and drift.",
)
@click.option(
    "--har",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Add each exchange to an HTTP Archive (HAR 1.2), without secrets; it is whole at any time.",
)
@click.pass_context
def proxy(
    context: click.Context, /, api: str, target: str | None, port: int, record: Path | None, har: Path | None
) -> None:
    """Pass requests on to a server, and judge what it answers.

    Give a client the URL that is printed as its base URL. Each violation of the contract is printed once,
    when it is first seen. Ctrl-C ends the proxy: the exit code is 1 if there was a violation, else 0.

    It listens on this machine only. Keys are passed on, and recorded as fingerprints. WebSockets, and
    downloads from other hosts, do not go through it.

    \b
    gettask proxy --api piapi --har traffic.har
    PIAPI_BASE_URL=http://127.0.0.1:… python my_job.py
    gettask drift traffic.har --api piapi
    """
    try:
        from ..conformance.proxy import Proxy
        from ..conformance.recording import HarWriter, JsonLinesWriter, Recorder
        from ..conformance.spec import spec_at
    except ModuleNotFoundError as error:  # pragma: no cover - depends on what is installed
        raise click.ClickException(f"the proxy needs {error.name}: pip install 'gettask[check]'") from None
    contract = load(api)
    upstream = target or _root(contract.servers[0].url)
    base_path = urlsplit(contract.servers[0].url).path.rstrip("/")
    observer = Observer(spec_at(api, upstream.rstrip("/") + base_path))
    with ExitStack() as files:
        writers: list[Recorder] = []
        if record is not None:
            writers.append(files.enter_context(closing(JsonLinesWriter(record))))
        if har is not None:
            writers.append(files.enter_context(closing(HarWriter(har))))

        def seen(exchange: Exchange) -> None:
            for writer in writers:
                writer.write(exchange)
            observer.see(exchange)

        with signals.handled() as ended:
            try:
                server = Proxy(upstream, (contract.auth.header,), seen, port=port)
            except OSError as error:
                message = f"port {port} of 127.0.0.1: {error.strerror}; choose another with --port"
                raise click.UsageError(message) from None
            output.line(server.url + base_path)
            ended.wait()
            server.close()
    dropped = max((writer.dropped for writer in writers), default=0)
    if dropped:
        output.message(f"note: {dropped} exchanges were not recorded: the file has its largest size")
    output.message(f"{observer.exchanges} exchanges, {len(observer.found)} violations")
    context.exit(exits.FAILED if observer.found else exits.DONE)


def _root(url: str) -> str:
    """Return the root of a URL: clients send the base path of the API themselves."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class Observer:
    """Judges exchanges, and prints each violation once.

    Args:
        spec: The specification of the API.
    """

    def __init__(self, spec: Spec) -> None:
        from ..conformance.live import LiveJudge

        self._judge = LiveJudge(spec)
        self.exchanges = 0
        self.found: dict[tuple[str, str, str], Violation] = {}
        """The violations, by check, place and message without its values."""

    def see(self, exchange: Exchange) -> None:
        """Judge an exchange."""
        self.exchanges += 1
        for violation in self._judge.violations(exchange):
            problem = violation.problem
            place = re.sub(r"/\d+", "/*", problem.pointer)
            key = violation.check.name, place, re.sub(r"[\d.]+|'[^']*'", "*", problem.message)
            if self.found.setdefault(key, violation) is violation:
                self._print(violation)

    def _print(self, violation: Violation) -> None:
        from .._redact import printable
        from ..conformance.report import line

        problem = violation.problem
        where = f" at {problem.pointer}" if problem.pointer else ""
        message = printable(problem.message, 400)
        output.message(f"{violation.severity} {violation.check.name}: {message}{where}")
        output.message(f"  {printable(line(problem.exchanges[-1]), 300)}")
