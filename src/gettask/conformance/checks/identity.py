"""Identity: who a response is about, and who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ...errors import UnexpectedResponseError
from ..model import Outcome, Problem, Severity, check
from ..tasks import Call, TaskHistory, View
from ..trace import Exchange

ID = "x-task-lifecycle/fields/id"


@check("id-present", "A create that succeeds answers an id.", reads=ID, scope="trace")
def id_present(view: View) -> Iterator[Outcome]:
    """A text that is not empty, at the place that the state table names."""
    for call, task_id in view.creates:
        task = view.task_in(call.body) or {}
        yield (
            None
            if task_id and task_id.strip()
            else Problem(
                "the create succeeded, and its response has no id",
                (call.exchange,),
                view.spec.place(task, "id"),
                view.spec.field_at("id"),
            )
        )


@check("id-unique", "Two creates never answer the same id.", reads=ID, scope="trace")
def id_unique(view: View) -> Iterator[Outcome]:
    """Over all creates of the trace."""
    first: dict[str, Exchange] = {}
    for call, task_id in view.creates:
        if not task_id:
            continue
        earlier = first.setdefault(task_id, call.exchange)
        yield (
            None
            if earlier is call.exchange
            else Problem(
                "two creates answered the same id",
                (earlier, call.exchange),
                view.spec.place(view.task_in(call.body) or {}, "id"),
                view.spec.field_at("id"),
                task_id,
            )
        )


@check(
    "polling-url",
    "The URL to poll in the response to a create leads to the API, and to the task.",
    reads="x-task-lifecycle/polling-url",
    scope="trace",
)
def polling_url(view: View) -> Iterator[Outcome]:
    """A client may send its key there; where the place of the id is known, it is that of the response."""
    place, poll = view.spec.contract.polling_url, view.spec.contract.operations["get_task"]
    if place is None:
        return
    for call, task_id in view.creates:
        url = place.read(call.body, call.exchange.response_headers)
        problem = "" if url else "the response has no URL to poll"
        parts = urlsplit(call.exchange.url)
        try:
            if url and place.resolve(url, f"{parts.scheme}://{parts.netloc}") is None:
                problem = ""  # a gateway passes on the URL of the API
        except UnexpectedResponseError:
            problem = (
                f"the URL to poll leads to {urlsplit(url or '').netloc or 'nowhere'}, no host of the API"
            )
        except ValueError:
            problem = "the URL to poll cannot be read"
        found = poll.id_in(url) if url and not problem else None
        if found not in (None, task_id):
            problem = f"the URL to poll is that of the task {found}"
        at = f"{view.spec.get_task.at}/x-task-lifecycle/polling-url"
        yield Problem(problem, (call.exchange,), "", at, task_id or "") if problem else None


@check("id-answered", "A poll answers about the task that it asked for.", reads=ID, scope="task")
def id_answered(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The id of the task in the response equals the id in the path."""
    for call in task.polls:
        body = view.task_in(call.body) if call.succeeded else None
        if body is None or not call.exchange.method:
            continue
        answered = view.spec.id_of(body)
        if view.spec.lifecycle.read_status(body) and not view.spec.lifecycle.fields["status"].read(body):
            continue  # a result that stands in the place of the task has an id of its own
        message = f"the response is about the task {answered}" if answered else "the response has no id"
        yield (
            None
            if answered == task.id
            else Problem(
                message, (call.exchange,), view.spec.place(body, "id"), view.spec.field_at("id"), task.id
            )
        )


@check(
    "task-stays",
    "A task that was seen once can be polled again.",
    reads="responses of Get Task",
    scope="task",
)
def task_stays(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A 404 is possible only before a new task is visible."""
    seen = None
    for call in task.polls:
        earlier, seen = seen, call.exchange if call.succeeded else seen
        if earlier is None or not earlier.before(call.exchange):
            continue
        gone = call.exchange.status in (404, 410)
        yield (
            None
            if not gone
            else Problem(
                f"the task had been visible, and then the poll answered {call.exchange.status}",
                (earlier, call.exchange),
                "",
                view.spec.get_task.at,
                task.id,
            )
        )


def _has_headers(exchange: Exchange, view: View) -> bool:
    """Return whether a request has the constant headers of the API, or no header of it is known."""
    wanted = view.spec.constant_headers(exchange.method, urlsplit(exchange.url).path)
    sent = exchange.request_headers
    return exchange.purpose != "invalid" and (not sent or wanted.items() <= sent.items())


@check("task-visible", "A task that was created can be polled.", reads="responses of Get Task", scope="task")
def task_visible(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """At least one of several polls by its key finds it; those with a mistake may be refused."""
    polls = [call for call in task.polls if call.exchange.status and _has_headers(call.exchange, view)]
    if task.create is None or not polls:
        return
    found = any(call.succeeded and view.task_in(call.body) is not None for call in polls)
    if found:
        yield None
    elif all(call.exchange.status in (400, 404, 410) for call in polls) and len(polls) > 1:
        yield Problem(
            f"the task was created, and each of {len(polls)} polls answered {polls[-1].exchange.status}",
            (task.create.exchange, polls[-1].exchange),
            "",
            view.spec.get_task.at,
            task.id,
        )


@check(
    "key-accepted",
    "The key that created a task may poll it.",
    reads="security",
    scope="task",
    severity=Severity.WARNING,
)
def key_accepted(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A poll by the owner is answered with neither 401 nor 403."""
    for call in task.polls if task.create is not None else ():
        yield (
            None
            if call.exchange.status not in (401, 403)
            else Problem(
                f"the key that created the task was refused with {call.exchange.status}",
                (task.create.exchange, call.exchange) if task.create is not None else (call.exchange,),
                "",
                "/security",
                task.id,
            )
        )


@check(
    "key-isolation",
    "A key does not see the tasks of another key.",
    reads="security",
    scope="task",
    severity=Severity.WARNING,
)
def key_isolation(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A poll with another key is refused, or answers without the task."""
    for call in task.foreign:
        if call.operation is not view.spec.get_task or call.exchange.purpose in ("no-key", "wrong-key"):
            continue
        body = view.task_in(call.body) if call.exchange.status < 300 else None
        stated = None if body is None else view.spec.lifecycle.status(view.spec.lifecycle.read_status(body))
        if stated is not None and stated.missing:
            body = None  # the status says that there is no such task
        yield (
            None
            if body is None
            else Problem(
                "another key was shown the task", (call.exchange,), view.spec.lifecycle.task, "", task.id
            )
        )


@check(
    "key-required", "A request without a valid key is refused with 401.", reads="security", scope="exchange"
)
def key_required(call: Call, view: View) -> Iterator[Outcome]:
    """For requests that the driver sent without a key, or with one that cannot exist."""
    if call.exchange.purpose not in ("no-key", "wrong-key") or call.operation is None:
        return
    yield (
        None
        if call.exchange.status == 401
        else Problem(
            f"a request with {'no' if call.exchange.purpose == 'no-key' else 'an invalid'} key answered "
            f"{call.exchange.status}",
            (call.exchange,),
            "",
            "/security",
        )
    )


@check("key-secret", "No response repeats the key.", reads="security", scope="trace")
def key_secret(view: View) -> Iterator[Outcome]:
    """In a header, in the body, in a link: whoever stores or passes the response on has the key."""
    for call in view.calls:
        if call.exchange.key is not None and not call.exchange.webhook:
            yield (
                None
                if not call.exchange.leaked
                else Problem("the response has the API key in it", (call.exchange,), "", "/security")
            )


@check(
    "id-unknown",
    "A poll of an id that does not exist is refused.",
    reads="responses of Get Task",
    scope="exchange",
)
def id_unknown(call: Call, view: View) -> Iterator[Outcome]:
    """For polls and cancels of an id that the driver made up. Some APIs say so by a status of the task."""
    if call.exchange.purpose != "unknown-id" or call.operation is None:
        return
    table, task = view.spec.lifecycle, view.task_in(call.body)
    shown = None if task is None else table.status(table.read_status(task))
    yield (
        None
        if (call.refused and 400 <= call.exchange.status < 500) or (shown is not None and shown.missing)
        else Problem(
            f"a task that does not exist was answered with {call.exchange.status}",
            (call.exchange,),
            "",
            call.operation.at,
        )
    )
