"""What holds whatever goes wrong: each rule yields a sentence for each breach of it in a run."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator

from gettask import DownloadError, GettaskError, MissingResultsError, Task
from tests.faults.api import KEY
from tests.faults.record import TICK, Call, Record

Invariant = Callable[[Record], Iterator[str]]


def jobs_are_known(record: Record) -> Iterator[str]:
    """A job that exists is known by its handle, an error that says that it may exist, or the job store."""
    for call in record.of("create"):
        for job in [job for job in record.api.made if job.order == call.order]:
            error = call.slot.error
            if error is None and call.slot.value.id != job.id:
                yield f"job {job.id} exists, the handle is of {call.slot.value.id}"
            if error is not None and not (getattr(error, "outcome_unknown", False) or _named(error, job.id)):
                yield f"job {job.id} exists, and {type(error).__name__} denies it: {error}"


def handles_are_own(record: Record) -> Iterator[str]:
    """A handle is that of the job that was ordered, and of nobody else's."""
    for call in record.of("create"):
        if call.slot.done and call.slot.value.id not in [
            m.id for m in record.api.made if m.order == call.order
        ]:
            yield f"order {call.order} got the handle of {call.slot.value.id}"


def jobs_are_ordered_once(record: Record) -> Iterator[str]:
    """No order makes two jobs."""
    for number, count in Counter(job.order for job in record.api.made).items():
        if count > 1:
            yield f"order {number} made {count} jobs"


def calls_end_in_time(record: Record) -> Iterator[str]:
    """No wait and no download outlasts its deadline by more than one timeout."""
    # An httpx client of the caller's limits each read, as the documentation of `timeout` says.
    each_read = record.plan.own_http and record.plan.threaded
    for call in record.calls:
        if call.took > call.bound + TICK and not each_read:
            yield f"{call.name} took {call.took:.1f} s, bound {call.bound:.1f} s"


def waits_return_their_task(record: Record) -> Iterator[str]:
    """A wait returns the tasks that were waited for, each once."""
    for call in record.of("wait", "as_completed"):
        got = [task.id for task in _tasks(call)]
        for id, count in Counter(got).items():
            if id not in call.wanted:
                yield f"waited for {', '.join(call.wanted)}, got {id}"
            if count > 1:
                yield f"got {id} {count} times"


def interrupted_waits_can_go_on(record: Record) -> Iterator[str]:
    """What ends a wait without a terminal task holds the handles to wait again with."""
    for call in record.of("wait", "as_completed"):
        error = call.slot.error
        ended = {task.id for task in _tasks(call) if task.phase.terminal}
        for id in set(call.wanted) - ended if error is not None else ():
            if not _named(error, id):
                yield f"{type(error).__name__} of {call.name} does not name {id}: {error}"


def files_are_whole_and_own(record: Record) -> Iterator[str]:
    """A file under its final name has all bytes of a result of the task in its name."""
    ids = [job.id for job in record.api.made]
    for path in record.folder.iterdir() if record.folder.exists() else ():
        owner = next((id for id in ids if path.name.startswith(id)), None)
        if path.name.startswith(".gettask-"):
            continue
        if owner is None:
            yield f"{path.name} is of no job"
        elif path.read_bytes() not in [record.api.content(link) for link in record.api.links(owner)]:
            yield f"{path.name} has not the bytes of a result of its task"


def results_arrive(record: Record) -> Iterator[str]:
    """A download that returns has saved every result of the task."""
    for call in record.of("download"):
        if not call.slot.done:
            continue
        (id,) = call.wanted
        links = record.api.links(id)
        if len({path.name for path in call.slot.value}) != len(links):
            yield f"{len(call.slot.value)} of {len(links)} results of {id} saved, without a word"


def nothing_is_left(record: Record) -> Iterator[str]:
    """No thread, connection, task of asyncio, file object or partial file is left."""
    for what, count in record.left.items():
        if count > 0:
            yield f"{count} {what} left"


def the_key_stays(record: Record) -> Iterator[str]:
    """The key is nowhere but at the API: not in logs, events, errors, tasks, and not at other hosts."""
    yield from record.api.leaks
    for text in record.texts:
        if KEY in text:
            where = text.index(KEY)
            yield f"the key is in: …{text[max(where - 60, 0) : where]}"


def errors_are_documented(record: Record) -> Iterator[str]:
    """What a call raises is an error of gettask, or the interruption that the caller was sent."""
    sent: dict[str, tuple[type[BaseException], ...]] = {
        "": (),
        "keyboard": (KeyboardInterrupt,),
        "cancel": (asyncio.CancelledError,),
        "timeout": (TimeoutError, asyncio.CancelledError),
    }
    for call in record.calls:
        for error in _single(call.slot.error):
            if not isinstance(error, (GettaskError, *sent.get(record.plan.interruption, ()))):
                yield f"{call.name} raised {type(error).__name__}: {error}"
            elif call.name == "download" and isinstance(error, GettaskError):
                yield from _of_download(error)


def _of_download(error: GettaskError) -> Iterator[str]:
    if not isinstance(error, (DownloadError, MissingResultsError)):
        yield f"download raised {type(error).__name__}: {error}"


INVARIANTS: tuple[Invariant, ...] = (
    jobs_are_known,
    handles_are_own,
    jobs_are_ordered_once,
    calls_end_in_time,
    waits_return_their_task,
    interrupted_waits_can_go_on,
    files_are_whole_and_own,
    results_arrive,
    nothing_is_left,
    the_key_stays,
    errors_are_documented,
)


def breaches(record: Record) -> dict[str, list[str]]:
    """Return the invariants that a run breaks, each with its breaches."""
    found = {each.__name__: [*each(record)] for each in INVARIANTS}
    return {name: sentences for name, sentences in found.items() if sentences}


def _tasks(call: Call) -> list[Task]:
    value = call.slot.value
    return [] if value is None else value if isinstance(value, list) else [value]


def _single(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, and each of a group."""
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _single(each)
    elif error is not None:
        yield error


def _named(error: BaseException | None, id: str) -> bool:
    """Say whether an error, one in its group, or a note of it names a job."""
    for each in _single(error):
        handle, task = getattr(each, "handle", None), getattr(each, "task", None)
        if id in [known.id for known in (handle, task) if known is not None]:
            return True
    notes = getattr(error, "__notes__", [])
    return any(id in note for note in notes)
