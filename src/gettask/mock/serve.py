"""The mock as a server."""

from __future__ import annotations

import argparse
import logging
import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from gettask.mock import scenarios
from gettask.mock.app import App, create_app
from gettask.mock.control import loopback
from gettask.mock.courier import Courier
from gettask.mock.faults import Faults, Latency
from gettask.mock.life import Life, after_looks, after_seconds, at_once
from gettask.mock.policy import Policy
from gettask.mock.store import MOST, MemoryStore
from gettask.mock.webhooks import SECRET, Webhook, split

HOST, PORT = "127.0.0.1", 8899
LIVES = "when tasks are done: at-once (default), looks:N unfinished ones later, or seconds:S later"
LATENCIES = "how late replies are: S seconds, uniform:LOW:HIGH or log-normal:MEDIAN:SIGMA"
KEEPS = "tasks to keep; the oldest are forgotten when there are more (%(default)s)"
OBSERVED = "accept what a vendor accepts although it is a mistake, such as misspelt fields"
WEBHOOK = "where webhooks go that are registered in a vendor's console, and not by the request for a task"
CANCELLED = "status or phase that a cancelled task ends in (failed): vendors do not publish it"
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


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """`gettask mock`, or `python -m gettask.mock`."""
    parser = argparse.ArgumentParser(
        "gettask mock", description="Serve all task APIs from memory, for nothing."
    )
    parser.add_argument("--host", default=HOST, help="where to listen (%(default)s: this machine only)")
    parser.add_argument("--port", type=int, default=PORT, help="port to listen on, 0 for any (%(default)s)")
    parser.add_argument("--api", action="append", metavar="NAME", help="serve this API only; may be repeated")
    parser.add_argument("--key", action="append", help="accept this key only; may be repeated")
    parser.add_argument("--life", type=life, default=at_once, help=LIVES)
    parser.add_argument("--keep", type=int, metavar="N", default=MOST, help=KEEPS)
    parser.add_argument("--as-observed", action="store_true", help=OBSERVED)
    parser.add_argument("--cancelled", metavar="STATUS", help=CANCELLED)
    parser.add_argument("--shared-tasks", action="store_true", help=SHARED)
    parser.add_argument("--bare-errors", action="store_true", help=BARE)
    parser.add_argument("--webhook", metavar="URL", type=url, help=WEBHOOK)
    parser.add_argument("--webhook-secret", metavar="SECRET", default=SECRET, help="its secret (%(default)s)")
    parser.add_argument("--webhooks-anywhere", action="store_true", help=ANYWHERE)
    parser.add_argument("--scenario", metavar="NAME", help="what happens to tasks that ask for nothing else")
    parser.add_argument("--latency", type=Latency.read, help=LATENCIES)
    parser.add_argument("--errors", type=float, default=0.0, help="share of requests that are 500")
    parser.add_argument("--cuts", type=float, default=0.0, help="share of replies that break off")
    parser.add_argument("--cut-at", type=int, metavar="BYTE", help="where they break off (half-way)")
    parser.add_argument("--seed", type=int, default=0, help="of what goes wrong (%(default)s)")
    parser.add_argument("--list-scenarios", action="store_true", help="list the scenarios and exit")
    parser.add_argument("--format", choices=("text", "md"), default="text", help="how to list them")
    given = parser.parse_args(arguments)
    if given.list_scenarios:
        lines = scenarios.markdown() if given.format == "md" else scenarios.text()
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.exit(0)
    try:
        keys = frozenset(given.key) if given.key else None
        faults = Faults(given.latency, given.errors, given.cuts, given.cut_at, given.seed)
        app = create_app(
            given.api,
            keys=keys,
            life=given.life,
            store=MemoryStore(given.keep),
            policy=_policy(given),
            scenario=given.scenario,
            control=loopback(given.host),
            faults=None if faults == Faults(seed=given.seed) else faults,
            as_observed=given.as_observed,
            webhook=Webhook(given.webhook, given.webhook_secret) if given.webhook else None,
        )
        anywhere, inside = given.webhooks_anywhere, loopback(given.host)
        Courier(app.mock, lambda host: anywhere or (inside and loopback(host))).start()
        serve(app, given.host, given.port)
    except (ImportError, OSError, ValueError) as problem:
        parser.exit(2, f"{parser.prog}: {problem}\n")


def _policy(given: argparse.Namespace) -> Policy:
    policy = Policy(isolated=not given.shared_tasks, error_bodies=not given.bare_errors)
    return policy if given.cancelled is None else replace(policy, cancelled=(given.cancelled,))


def url(text: str) -> str:
    """The text, if it is an HTTP URL. Raises ValueError."""
    split(text)
    return text


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
