"""The client with one rule broken each: what the invariants are for, and that they notice it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import Any
from unittest import mock

import httpx

from gettask._download import results
from gettask._download.partial_file import PartialFile
from gettask._http.parser import ResponseParser
from gettask._http.request import RequestBuilder
from gettask._polling.retry import RetryPolicy
from tests.faults import invariants


@dataclass(frozen=True)
class Mutation:
    """A client with one rule broken.

    Attributes:
        about: What it does wrong, in a sentence.
        invariant: The invariant that notices it.
        kind: The kind of fault under which it shows.
        caller: Who calls.
        replaced: What stands for what, by its dotted name.
    """

    about: str
    invariant: invariants.Invariant
    kind: str
    caller: str
    replaced: dict[str, Any]

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Have the client do it in the block."""
        with ExitStack() as stack:
            for target, replacement in self.replaced.items():
                stack.enter_context(mock.patch(target, replacement))
            yield


def _both(name: str, replacement: Any) -> dict[str, Any]:
    """Replace something of the sync client and of the async one."""
    return {f"gettask._sync.{name}": replacement, f"gettask._async.{name}": replacement}


def _nothing(*_: Any, **__: Any) -> None:
    """Do nothing."""


async def _anothing(*_: Any, **__: Any) -> None:
    """Do nothing."""


def _shown(text: str, *_: Any) -> str:
    return text


_pause = RetryPolicy.pause
_read = ResponseParser.task
_create = RequestBuilder.create
_find = results.find_assets
_send = httpx.Client.send


def _repeat(self: RetryPolicy, error: Any, attempts: int, random: float, **_: Any) -> float | None:
    return _pause(self, error, attempts, random)


def _any_task(self: ResponseParser, response: Any, now: float, _: Any = None, **__: Any) -> Any:
    return _read(self, response, now)


def _as_a_poll(*args: Any) -> Any:
    return replace(_create(*args), idempotent=True)


def _complete(self: PartialFile) -> None:
    self._close()
    self.complete = True


def _append(self: PartialFile, _: object) -> None:
    self._length = None
    self._open("ab")


def _first_result(*args: Any, **options: Any) -> Any:
    return _find(*args, **options)[:1]


def _follow(*args: Any, **options: Any) -> Any:
    return _send(*args, **{**options, "follow_redirects": True})


def _five_seconds(*_: Any) -> float:
    return 5.0


MUTATIONS = (
    Mutation(
        "A create whose response is lost counts as no job.",
        invariants.jobs_are_known,
        "reset_after",
        "sync",
        _both("client.note_outcome", _nothing),
    ),
    Mutation(
        "A create goes over a kept connection on which more may come.",
        invariants.handles_are_own,
        "second_response_later",
        "sync-many",
        {
            "gettask._http.request.RequestBuilder.create": _as_a_poll,
            "gettask._sync.pool.Connection.usable": True,
        },
    ),
    Mutation(
        "A create is repeated as a poll is.",
        invariants.jobs_are_ordered_once,
        "reset_after",
        "async",
        {"gettask._polling.retry.RetryPolicy.pause": _repeat},
    ),
    Mutation(
        "The timeout limits each read, not the request.",
        invariants.calls_end_in_time,
        "trickle",
        "async",
        _both("pool.TimeLimit.left", _five_seconds),
    ),
    Mutation(
        "The head of a result has no time limit.",
        invariants.calls_end_in_time,
        "trickle",
        "sync",
        {"gettask._http.httpx_transport.limited": nullcontext},
    ),
    Mutation(
        "A poll takes whatever task comes.",
        invariants.waits_return_their_task,
        "strangers_response",
        "async-many",
        {"gettask._http.parser.ResponseParser.task": _any_task},
    ),
    Mutation(
        "What interrupts many waits does not say which.",
        invariants.interrupted_waits_can_go_on,
        "slow",
        "sync-many",
        {"gettask._polling.schedule.PollQueue.note": _nothing},
    ),
    Mutation(
        "A packed result is saved although its end is missing.",
        invariants.files_are_whole_and_own,
        "gzip_cut",
        "sync",
        {"gettask._download.partial_file.PartialFile.finish": _complete},
    ),
    Mutation(
        "The rest of a result may be of another version.",
        invariants.files_are_whole_and_own,
        "other_version",
        "async",
        {"gettask._download.partial_file.PartialFile._continue": _append},
    ),
    Mutation(
        "An error page is saved as a result.",
        invariants.files_are_whole_and_own,
        "error_as_result",
        "sync",
        {"gettask._download.partial_file.contradiction": _nothing},
    ),
    Mutation(
        "Only the first result of a task is saved.",
        invariants.results_arrive,
        "early_hints",
        "sync",
        {"gettask.task.find_assets": _first_result},
    ),
    Mutation(
        "Unfinished downloads are not deleted.",
        invariants.nothing_is_left,
        "cut_within",
        "sync",
        {"gettask._download.unfinished.Path.unlink": _nothing},
    ),
    Mutation(
        "A connection whose request failed is not closed.",
        invariants.nothing_is_left,
        "reset_within",
        "async",
        {"gettask._async.pool.AsyncConnection.aclose": _anothing},
    ),
    Mutation(
        "The threads of many waits are not ended.",
        invariants.nothing_is_left,
        "slow",
        "sync-many",
        {"gettask._sync.concurrency.Dispatcher.close": _nothing},
    ),
    Mutation(
        "Errors quote responses as they came.",
        invariants.the_key_stays,
        "echoes_the_key",
        "sync",
        {"gettask._http.parser.redact": _shown, "gettask._http.parser.excerpt": lambda body, _: str(body)},
    ),
    Mutation(
        "Redirects of the API are followed.",
        invariants.the_key_stays,
        "redirect_away",
        "sync",
        {"httpx.Client.send": _follow},
    ),
    Mutation(
        "Errors of a connection are raised as they are.",
        invariants.errors_are_documented,
        "reset_before",
        "async",
        _both("pool._FAILURES", ()),
    ),
)
