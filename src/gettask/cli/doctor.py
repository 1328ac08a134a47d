"""The command that checks key, server, clock and versions, without paying."""

from __future__ import annotations

import email.utils
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import click
from rich.table import Table

from .._contract.account import account_resources
from .._contract.contract import load
from .._contract.installed import APIS
from .._http.request import RequestBuilder
from ..client import Client
from ..errors import (
    AuthenticationError,
    GettaskError,
    JobStoreError,
    PermissionDeniedError,
    TaskNotFoundError,
    TransportError,
)
from ..jobs.model import JobState
from . import config, connection, exits, output, recording, show
from .options import AS_JSON, ApiName, Command

NO_TASK = "00000000-0000-4000-8000-000000000000"
"""The id that is asked for where no operation shows the account: no task has it."""
MAX_SKEW = 30.0
"""Seconds by which the clock may differ: more, and signatures of webhooks count as replayed."""
TIMEOUT = 10.0

State = Literal["ok", "warning", "failed"]
_STYLES = {"ok": "green", "warning": "yellow", "failed": "red"}


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check."""

    check: str
    state: State
    found: str
    advice: str = ""
    exit_code: int = exits.DONE


@click.command(cls=Command)
@click.argument("apis", nargs=-1, metavar="[API]...", type=ApiName())
@AS_JSON
@click.pass_context
def doctor(context: click.Context, apis: tuple[str, ...], as_json: bool) -> None:
    """Check keys, servers, clock, versions and the job store. This costs nothing.

    Without API all are checked that have a key. A key is tried by reading the account or its balance. The
    exit code is that of the worst finding: 5 for a key, 7 for a server.

    \b
    gettask doctor
    gettask doctor piapi --json
    """
    findings = []
    for finding in _all(apis):
        findings.append(finding)
        if as_json:
            output.line(show.line(asdict(finding)))
    if not as_json:
        _print(findings)
    context.exit(max(finding.exit_code for finding in findings))


def _print(findings: list[Finding]) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for style in ("dim", "", ""):
        table.add_column(style=style, overflow="fold")
    for each in findings:
        text = f"{each.found}: {each.advice}" if each.advice else each.found
        table.add_row(each.check, show.cell(each.state, _STYLES[each.state]), show.cell(text))
    show.emit(table)


def _all(apis: tuple[str, ...]) -> Iterator[Finding]:
    yield from _versions()
    try:
        known = [*apis] or [api for api in APIS if _has_key(api)]
        yield Finding("config file", "ok", str(config.path()) if config.path().exists() else "none")
    except click.UsageError as error:
        yield Finding("config file", "failed", error.message, exit_code=exits.USAGE)
        return
    yield _job_store()
    if not known:
        keys = ", ".join(load(api).auth.env for api in APIS)
        advice = f"set one of {keys}, or GETTASK_MOCK_URL to try a mock"
        yield Finding("keys", "failed", "there is no key", advice, exits.AUTH)
    for api in known:
        yield from _api(api)


def _versions() -> Iterator[Finding]:
    python = f"Python {platform.python_version()} on {platform.system()}"
    packages = [f"gettask {_version('gettask')}", *(f"{api} {_version(f'gettask-{api}')}" for api in APIS)]
    yield Finding("versions", "ok", ", ".join([*packages, f"httpx {_version('httpx')}", python]))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"


def _job_store() -> Finding:
    try:
        with recording.recording(existing=True) as store:
            if store is None:
                return Finding("job store", "ok", "none is used yet, or it is turned off")
            counts = {each.key: each.jobs for each in store.sums("state")}
    except JobStoreError as error:
        return Finding("job store", "failed", str(error), exit_code=exits.OTHER)
    total, unknown = sum(counts.values()), counts.get(JobState.UNKNOWN, 0)
    found = f"{store.path}, {total} jobs, {counts.get(JobState.OPEN, 0)} open"
    if unknown:
        advice = "gettask jobs recover looks for them"
        return Finding("job store", "warning", f"{found}, {unknown} of unknown outcome", advice)
    return Finding("job store", "ok", found)


def _has_key(api: str) -> bool:
    try:
        connection.client_of(api, None, None).close()
    except AuthenticationError:
        return False
    return True


def _api(api: str) -> Iterator[Finding]:
    server = reached(api, _base_url(api))
    yield server
    try:
        client = connection.client_of(api, None, None)
    except AuthenticationError as error:
        yield Finding(f"{api} key", "failed", error.message, exit_code=exits.AUTH)
        return
    with client:
        if server.state != "failed":
            yield _key(api, client)


def _base_url(api: str) -> str:
    return RequestBuilder.of(load(api), "", *connection.server_of(api, None, None)).base_url


def reached(api: str, base_url: str, now: Callable[[], float] = time.time) -> Finding:
    """Ask the server for anything, without the key; compare its clock with this one."""
    check = f"{api} server"
    start = time.monotonic()
    try:
        with urlopen(Request(base_url, method="HEAD"), timeout=TIMEOUT) as response:
            date = response.headers.get("date", "")
    except HTTPError as error:  # it answers, and that is the question
        date = error.headers.get("date", "")
        error.close()
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        advice = "check the network, a proxy, and the base URL"
        return Finding(check, "failed", f"{base_url} cannot be reached: {reason}", advice, exits.OTHER)
    took = f"{base_url} answers in {time.monotonic() - start:.2f} s"
    stamp = email.utils.parsedate_tz(date)
    if stamp is None:
        return Finding(check, "ok", f"{took}; its response has no Date")
    skew = email.utils.mktime_tz(stamp) - now()
    if abs(skew) > MAX_SKEW:
        late = "slow" if skew > 0 else "fast"
        advice = "set the clock, or signatures of webhooks are refused"
        return Finding(check, "warning", f"{took}; the clock here is {abs(skew):.0f} s {late}", advice)
    return Finding(check, "ok", f"{took}; the clock is right")


def _key(api: str, client: Client) -> Finding:
    """Read the account, which needs the key and costs nothing; an API without one is asked for any task."""
    check, env = f"{api} key", load(api).auth.env
    resource = next((n for n, each in account_resources(load(api)).items() if not each.required), None)
    try:
        if resource is None:
            client.get(NO_TASK)
        else:
            client.account(resource)
    except (AuthenticationError, PermissionDeniedError) as error:
        return Finding(check, "failed", str(error), f"check {env}", exits.AUTH)
    except TransportError as error:
        return Finding(check, "failed", str(error), exit_code=exits.OTHER)
    except TaskNotFoundError as error:
        found = f"the server answered {error.status_code}: it does not show whether the key is valid"
        return Finding(check, "warning", found)
    except GettaskError as error:
        return Finding(check, "warning", f"the server does not show whether the key is valid: {error}")
    return Finding(check, "ok", f"accepted: the server answered with the {resource or 'task'}")
