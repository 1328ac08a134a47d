"""The mock as a server."""

from __future__ import annotations

import argparse
import errno
import logging
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NoReturn, TypeVar

from gettask.mock import scenarios
from gettask.mock.app import App, create_app
from gettask.mock.courier import REFUSED, Courier
from gettask.mock.faults import Faults, Latency
from gettask.mock.http import loopback
from gettask.mock.life import LONGEST, Life, Plan, after_looks, after_seconds, at_once
from gettask.mock.policy import Policy
from gettask.mock.store import MOST, MemoryStore
from gettask.mock.webhooks import SECRET, Webhook, split

T = TypeVar("T")

HOST, PORT = "127.0.0.1", 8899
LIVES = "when tasks are done: at-once (default), looks:N unfinished ones later, or seconds:S later"
LATENCIES = "seconds that replies are late: S, uniform:LOW:HIGH or log-normal:MEDIAN:SIGMA"
KEEPS = "tasks to keep; the oldest are forgotten when there are more (%(default)s)"
OBSERVED = "accept what a vendor accepts although it is a mistake, such as misspelt fields"
WEBHOOK = "where webhooks go that are registered in a vendor's console, and not by the request for a task"
CANCELLED = "status or phase that a cancelled task ends in (cancelled, or failed): vendors do not publish it"
SHARED = "let each key see the tasks of all: PiAPI does not say whether it does"
BARE = "errors whose body no vendor publishes have none"
ANYWHERE = "post webhooks to any machine, from any; without it only on loopback, to loopback"
PATIENCE = 3
"""Seconds that requests under way are given when the server is told to stop."""


def serve(app: App, host: str = HOST, port: int = 0) -> NoReturn:
    """Serve the mock until SIGTERM or SIGINT, then exit with 0. Its URL is the first line on stdout.

    Port 0 takes a free one. Raises OSError if the address cannot be had.
    """
    import uvicorn

    from gettask.mock.protocol import Protocol

    # For the time before the server has its own handlers and after it has dropped them.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=2048) as listener:
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        # It listens already: who reads the line can connect.
        sys.stdout.write(f"http://{shown}:{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        config = uvicorn.Config(app, http=Protocol, log_level="warning", access_log=False, lifespan="off")
        logging.getLogger("uvicorn.error").addFilter(_asked_for)
        config.timeout_graceful_shutdown = PATIENCE
        uvicorn.Server(config).run(sockets=[listener])
    sys.exit(0)


def _asked_for(record: logging.LogRecord) -> bool:
    """Leave out the server's complaint about connections that the mock cuts and sockets that it refuses."""
    return "without completing" not in record.getMessage()


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\nsee {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """`gettask mock`, or `python -m gettask.mock`."""
    about = "Serve all task APIs from memory, for nothing."
    parser = Parser("gettask mock", description=about, allow_abbrev=False)
    add = parser.add_argument
    add("--host", type=HOSTS, default=HOST, help="where to listen (%(default)s: this machine only)")
    add("--port", type=PORTS, default=PORT, help="port to listen on, 0 for any (%(default)s)")
    add("--api", action="append", metavar="NAME", help="serve this API only; may be repeated")
    add("--key", type=KEYS, action="append", help="accept this key only; may be repeated")
    add("--life", type=LIFE, default=at_once, help=LIVES)
    add("--keep", type=COUNTS, metavar="N", default=MOST, help=KEEPS)
    add("--as-observed", action="store_true", help=OBSERVED)
    add("--cancelled", metavar="STATUS", help=CANCELLED)
    add("--shared-tasks", action="store_true", help=SHARED)
    add("--bare-errors", action="store_true", help=BARE)
    add("--webhook", type=URLS, metavar="URL", help=WEBHOOK)
    add("--webhook-secret", type=KEYS, metavar="SECRET", help=f"its secret ({SECRET})")
    add("--webhooks-anywhere", action="store_true", help=ANYWHERE)
    add("--scenario", metavar="NAME", help="what happens to tasks that ask for nothing else")
    add("--latency", type=LATENCY, help=LATENCIES)
    add("--errors", type=SHARE, metavar="SHARE", default=0.0, help="share of requests that are 500")
    add("--cuts", type=SHARE, metavar="SHARE", default=0.0, help="share of replies that break off")
    add("--cut-at", type=BYTES, metavar="BYTE", help="where they break off (half-way)")
    add("--seed", type=SEED, default=0, help="of what goes wrong (%(default)s)")
    add("--list-scenarios", action="store_true", help="list the scenarios and exit")
    add("--format", choices=("text", "md"), default="text", help="how to list them")
    given = parser.parse_args(arguments)
    if given.list_scenarios:
        lines = scenarios.markdown() if given.format == "md" else scenarios.text()
        if hasattr(signal, "SIGPIPE"):
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` has read enough
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.exit(0)
    try:
        anywhere, inside = given.webhooks_anywhere, loopback(given.host)

        def allow(host: str) -> bool:
            return anywhere or (inside and loopback(host))

        app = _app(given, allow)
        Courier(app.mock, allow).start()
        serve(app, given.host, given.port)
    except OSError as problem:
        taken = problem.errno in (errno.EADDRINUSE, errno.EACCES)
        hint = "--port 0 takes a free one" if taken else "--host is an address of this machine"
        parser.error(f"{problem.strerror or problem}; {hint}")
    except (ImportError, ValueError) as problem:
        parser.error(str(problem))


def _app(given: argparse.Namespace, allow: Callable[[str], bool]) -> App:
    """The application that the command line asks for. Raises ValueError for options that do not agree."""
    if given.webhook is None and given.webhook_secret is not None:
        raise ValueError("--webhook-secret needs --webhook")
    host = None if given.webhook is None else split(given.webhook).hostname
    if host is not None and not allow(host):
        raise ValueError(f"--webhook to {host} from {given.host}: {REFUSED}")
    if given.cut_at is not None and not given.cuts:
        raise ValueError("--cut-at needs --cuts, the share of replies that break off")
    faults = Faults(given.latency, given.errors, given.cuts, given.cut_at, given.seed)
    policy = Policy(isolated=not given.shared_tasks, error_bodies=not given.bare_errors)
    if given.cancelled is not None:
        policy = replace(policy, cancelled=(given.cancelled, *policy.cancelled))
    app = create_app(
        given.api,
        keys=frozenset(given.key) if given.key else None,
        life=given.life,
        store=MemoryStore(given.keep),
        policy=policy,
        scenario=given.scenario,
        control=loopback(given.host),
        faults=None if faults == Faults(seed=given.seed) else faults,
        as_observed=given.as_observed,
        webhook=Webhook(given.webhook, given.webhook_secret or SECRET) if given.webhook else None,
    )
    if given.cancelled is not None:
        app.mock.possible(Plan(end=given.cancelled))
    return app


def life(text: str) -> Life:
    """The life that `at-once`, `looks:N` or `seconds:S` names. Raises ValueError."""
    name, _, amount = text.partition(":")
    if name == "looks":
        return after_looks(int(amount))
    if name == "seconds":
        return after_seconds(float(amount))
    if text != "at-once":
        raise ValueError(text)
    return at_once


def _kind(
    wanted: str, read: Callable[[str], T], fits: Callable[[T], object] = lambda _: True
) -> Callable[[str], T]:
    """What reads the value of an option, or says what is wanted instead."""

    def convert(text: str) -> T:
        with suppress(ValueError):
            value = read(text)
            if fits(value):
                return value
        raise argparse.ArgumentTypeError(f"{text!r} is not {wanted}")

    return convert


PORTS = _kind("a port, 0 to 65535", int, lambda port: 0 <= port < 1 << 16)
HOSTS = _kind("an address, such as 127.0.0.1, or 0.0.0.0 for all of this machine", str, bool)
KEYS = _kind("a text of one character at least", str, bool)
LIFE = _kind(f"at-once, looks:N or seconds:S, neither negative nor over {LONGEST:.0f}", life)
COUNTS = _kind("a whole number from 1", int, lambda count: count > 0)
BYTES = _kind("a whole number from 0", int, lambda count: count >= 0)
SEED = _kind("a whole number", int)
SHARE = _kind("a share from 0 to 1, such as 0.05", float, lambda share: 0 <= share <= 1)
LATENCY = _kind("S, uniform:LOW:HIGH or log-normal:MEDIAN:SIGMA, in seconds", Latency.read)
URLS = _kind("an http:// or https:// URL", str, split)
