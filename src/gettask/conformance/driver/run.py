"""The driver: what it sends to a server, in which order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from random import Random
from typing import Any
from urllib.parse import urljoin

from ..._contract.contract import Variant
from ..schemas import schemas_of
from ..spec import Operation, Spec
from ..tasks import View
from ..trace import Exchange, Trace
from .bodies import operation_of, varied, webhook_places, with_webhook
from .budget import LIFE_CYCLES, Budget, scope_tasks
from .options import Options
from .probes import Probes, wrong_keys
from .resources import Resources, parsed
from .sender import Sender
from .session import Session

AFTER_END = 2
"""Polls after the end of a task."""
MOST_OF_BATCH = 3
"""Tasks that are asked for at once."""
MOST_AGAIN = 200
"""Tasks that are polled once more at the end."""
MOST_REDIRECTS = 5
"""Redirects of a download that are followed."""
LAST_WEBHOOKS = 3.0
"""Seconds that a run waits for webhooks of tasks that have ended."""


class ServerSilentError(OSError):
    """A server answers no request."""


class Driver:
    """Drives a server through the life cycle of its tasks.

    Args:
        spec: The specification of the API.
        base_url: The URL of the server, with the base path of the API.
        sender: Sends the requests.
        options: The limits of the run.
        received: Returns the webhooks that arrived since it was last called.
    """

    def __init__(
        self,
        spec: Spec,
        base_url: str,
        sender: Sender,
        options: Options,
        received: Callable[[], list[Exchange]] = list,
    ) -> None:
        self._spec, self.options = spec, options
        self._session = Session(spec, base_url, sender, options.keys[0])
        self._resources = Resources(self._session)
        self._received, self._random = received, Random(options.seed)
        self._unannounced: set[str] = set()
        """Tasks that have ended, and whose webhook may be under way."""
        self._announced = False
        """Whether webhooks come though no request can name their receiver."""
        self._schemas = schemas_of(spec)
        self._view = View(spec, Trace(spec.contract.api, ()))
        self._begun = sender.now()
        self._created = 0
        self._ids: list[str] = [*options.task_ids]
        self._budget = Budget(spec.contract, options.budget)
        self.notes: list[str] = []
        """What was left out, and why."""
        self.gaps: list[str] = []
        """What was asked for, and could not be looked at."""

    def plan(self) -> list[str]:
        """Return what a run would do, one line a step."""
        return [text for text, _ in self._steps()]

    def run(self) -> Trace:
        """Run all steps, and return the trace.

        Raises:
            ServerSilentError: The server answers nothing.
        """
        for text, step in self._steps():
            if self._session.sender.now() - self._begun > self.options.time:
                self.notes.append(f"time is up; not done: {text}")
                continue
            step()
            if self._session.exchanges and not any(each.status for each in self._session.exchanges):
                raise ServerSilentError(f"{self._session.base} does not answer: {self._session.reason}")
        self._look_for_gaps()
        self._await_webhooks()
        secrets = (self.options.secret,) if self.options.secret else ()
        return Trace.of(
            self._spec.contract.api,
            self._session.exchanges,
            webhook_secrets=secrets,
            patience=self.options.patience,
        )

    def _take_webhooks(self) -> None:
        """Record the webhooks that have arrived."""
        arrived = self._received()
        self._session.exchanges += arrived
        for each in arrived:
            self._announced |= not webhook_places(self._spec)
            task = self._view.task_in(each.request_json)
            if task is not None and self._spec.terminal(self._spec.lifecycle.read_status(task)):
                self._unannounced.discard(self._view.spec.id_of(task) or "")

    def _await_webhooks(self) -> None:
        """Record the last webhooks, which take a moment more than the polls that find the tasks ended."""
        sender = self._session.sender
        until = sender.now() + LAST_WEBHOOKS
        self._take_webhooks()
        while self._unannounced and sender.now() < until:
            sender.sleep(0.1)
            self._take_webhooks()

    def _look_for_gaps(self) -> None:
        answered = [each.status for each in self._session.exchanges if each.status]
        if answered and not any(200 <= status < 300 for status in answered):
            common = max(set(answered), key=answered.count)
            self.gaps.append(
                f"no request succeeded, most were answered with {common}: look at the key, and whether "
                f"{self._session.base} is the URL of the API with its base path"
            )

    def _steps(self) -> Iterator[tuple[str, Callable[[], object]]]:
        options, resources, operations = self.options, self._resources, self._spec.operations
        for task_id in options.task_ids:
            yield f"poll {task_id}", partial(self._given, task_id)
        for operation in operations:
            if resources.reads(operation):
                yield f"{operation.method} {operation.path}", partial(resources.ask, operation)
        if options.create:
            yield from self._creating()
            yield "tasks of the run, once more", self._again
        for operation in operations:
            if "x-task-list" in operation.data:
                yield f"pages of {operation.path}", partial(self._pages, operation)
            if "x-task-batch" in operation.data:
                yield f"tasks of the run by {operation.path}", partial(self._batch, operation)
            if resources.reads(operation) and operation.method == "GET":
                again = f"{operation.method} {operation.path}, twice in a row"
                yield again, partial(resources.again, operation)
        # A server that takes a request with a mistake charges for it, and its price is not known.
        if options.probes and options.create and options.budget is None:
            probes = Probes(self._session, self.variants(), options.strict_keys)
            yield "requests with mistakes", probes.run

    def _creating(self) -> Iterator[tuple[str, Callable[[], object]]]:
        variants, resources = self.variants(), self._resources
        for variant in variants:
            yield f"life cycle of {variant.name}: {LIFE_CYCLES} tasks", partial(self._live, variant)
        for variant in variants[:1]:
            most = scope_tasks(self._spec)
            about = f"cancels and other keys with {variant.name}: up to {most} tasks"
            yield about, partial(self._scope, variant)
        for operation in self._spec.operations:
            if "x-upload" in operation.data:
                yield f"upload: {operation.path}", partial(resources.upload, operation)
            if "x-presign" in operation.data:
                yield f"presigned upload: {operation.path}", partial(resources.presign, operation)

    def variants(self) -> list[Variant]:
        """Return the variants that the run creates."""
        known = self._spec.contract.variants
        chosen = [known[name] for name in self.options.variants] or list(known.values())
        return [each for each in chosen if each.example is not None and operation_of(self._spec, each)]

    # Tasks

    def _create(
        self, variant: Variant, body: Mapping[str, Any], key: str = "", purpose: str = ""
    ) -> str | None:
        operation = operation_of(self._spec, variant)
        if operation is None or self._created >= self.options.max_tasks:
            return None
        if refusal := self._budget.refusal(variant, body):
            self.notes.append(f"a task of {variant.name} was not created: {refusal}")
            return None
        self._created += 1
        content = json.dumps(body).encode()
        answer = self._session.send(
            operation.method, self._session.url(operation), content, key=key, purpose=purpose
        )
        if answer.status == 429:  # nothing was created: the server says so
            self._session.pause(answer)
            answer = self._session.send(
                operation.method, self._session.url(operation), content, key=key, purpose=purpose
            )
        task = self._view.task_in(parsed(answer))
        task_id = None if task is None or answer.status >= 400 else self._view.spec.id_of(task)
        self._ids += [task_id] if task_id and key == "" else []
        return task_id

    def _poll(self, task_id: str, key: str | None = "", purpose: str = "") -> Mapping[str, Any] | None:
        """Poll once, up to three times where the server fails; return the task."""
        url = self._session.url(self._spec.get_task, task_id)
        for _ in range(3):
            answer = self._session.send("GET", url, key=key, purpose=purpose)
            if answer.status and answer.status < 500 and answer.status != 429 and answer.complete:
                task = self._view.task_in(parsed(answer)) if answer.status < 300 else None
                return task if task is None or purpose else self._with_result(task_id, task, key)
            if purpose:
                return None
            self._session.pause(answer)
        return None

    def _with_result(self, task_id: str, task: Mapping[str, Any], key: str | None) -> Mapping[str, Any]:
        """Ask for the result of a task that has succeeded, where another operation answers it."""
        operation, rule = self._spec.result, self._spec.contract.result
        status = self._spec.lifecycle.read_status(task)
        if operation is None or rule is None or not self._spec.phase(status).succeeded:
            return task
        answer = self._session.send(operation.method, self._session.url(operation, task_id), key=key)
        place = rule.key_of(answer.status)
        return task if place is None else {**task, place: parsed(answer)}

    def _given(self, task_id: str) -> None:
        """Poll a task that the run did not create, if there is one."""
        if self._poll(task_id) is not None:
            self._follow(task_id)
            return
        status = self._session.exchanges[-1].status
        self.gaps.append(f"task {task_id} was not shown: its poll was answered with {status or 'nothing'}")

    def _follow(self, task_id: str, key: str = "", other: str | None = None) -> None:
        """Poll a task to its end and beyond, and download its results; with another key in each phase too."""
        begun, pause = self._session.sender.now(), 0.02
        ended: Mapping[str, Any] | None = None
        phases = set()
        while ended is None:
            task = self._poll(task_id, key)
            status = None if task is None else self._spec.lifecycle.read_status(task)
            if other is not None and (phase := self._spec.phase(status)) not in phases:
                phases.add(phase)
                self._poll(task_id, other, "other-key")
            if task is not None and self._spec.terminal(status):
                ended = task
            elif self._session.sender.now() - begun >= self.options.patience:
                return
            else:
                pause = min(pause * 1.6, 5.0, self.options.patience / 10)
                self._session.sender.sleep(pause)
        for _ in range(AFTER_END - 1):
            self._session.sender.sleep(0.01)
            self._poll(task_id, key)
        last = self._poll(task_id, key) or ended
        urls = {asset.url: None for task in (ended, last) for asset in self._view.assets_in(task)[:5]}
        for url in [*urls, *list(urls)[:1]]:  # the first one again: a link is good for more than one download
            self._download(url)

    def _download(self, url: str) -> None:
        """Download a result, without the key, wherever redirects lead."""
        for _ in range(MOST_REDIRECTS + 1):
            if not url.startswith(("http://", "https://")):
                return
            answer = self._session.send("GET", url, key=None)
            target = answer.headers.get("location", "") if 300 <= answer.status < 400 else ""
            if not target:
                return
            url = urljoin(url, target)

    def _live(self, variant: Variant) -> None:
        """The example, and a request that differs from it."""
        assert variant.example is not None
        bodies = [
            dict(variant.example),
            varied(self._spec, self._schemas, variant, self._random) or variant.example,
        ]
        task_id = None
        for body in bodies:
            hooked = with_webhook(self._spec, body, self.options.endpoint, self.options.secret)
            task_id = self._create(variant, hooked, purpose="webhook" if hooked != dict(body) else "")
            if task_id:
                self._follow(task_id, other=self.options.keys[1] if len(self.options.keys) > 1 else None)
                if hooked != dict(body) or self._announced:
                    self._unannounced.add(task_id)
                self._take_webhooks()
        if task_id:
            self._poll_with_other_keys(task_id)

    def _poll_with_other_keys(self, task_id: str) -> None:
        """With no key, and with those that cannot exist if the server knows its keys."""
        if self.options.probes or self.options.strict_keys:
            self._poll(task_id, None, "no-key")
        if self.options.strict_keys:
            for key in wrong_keys(self.options.keys):
                self._poll(task_id, key, "wrong-key")

    def _scope(self, variant: Variant) -> None:
        """Cancels and other keys: each ends, or shows, what it may and nothing else."""
        body = dict(variant.example or {})
        cancel, bulk = self._spec.cancel, self._spec.bulk_cancel
        other = self.options.keys[1] if len(self.options.keys) > 1 else None
        if cancel is not None:
            bystander, ours = self._create(variant, body), self._create(variant, body)
            if ours:
                self._send_cancel(ours)
                self._follow(ours)
                self._send_cancel(ours, purpose="again")
                self._poll(ours)
            if bystander:
                self._follow(bystander)
                self._send_cancel(bystander, purpose="again")
                self._poll(bystander)
            foreign = self._create(variant, body) if other is not None else None
            if foreign:
                self._send_cancel(foreign, key=other or "")
                self._follow(foreign)
        if bulk is not None:
            self._bulk(variant, bulk, body, other)
        if other is not None:
            theirs = self._create(variant, body, other)
            if theirs:
                self._poll(theirs, purpose="other-key")
                self._follow(theirs, other)

    def _again(self) -> None:
        """Poll the tasks of the run, and download a result of each, whatever happened since they ended."""
        for task_id in self._ids[:MOST_AGAIN]:
            task = self._poll(task_id)
            for asset in self._view.assets_in(task)[:1] if task is not None else ():
                self._download(asset.url)

    def _pages(self, operation: Operation) -> None:
        self._resources.pages(operation, self._begun, self._created)

    def _batch(self, operation: Operation) -> None:
        """Ask for the last tasks of the run, with its key and with another one."""
        if self._ids:
            for key in self.options.keys[:2]:
                self._resources.batch(operation, self._ids[-MOST_OF_BATCH:], key)

    def _send_cancel(self, task_id: str, key: str = "", purpose: str = "") -> None:
        assert self._spec.cancel is not None
        url = self._session.url(self._spec.cancel, task_id)
        self._session.send(self._spec.cancel.method, url, key=key, purpose=purpose)

    def _bulk(self, variant: Variant, bulk: Operation, body: Mapping[str, Any], other: str | None) -> None:
        """Cancel all that waits, of one key; then none: created too late, and none of the kind asked for."""
        rule = bulk.data["x-bulk-cancel"]
        where = dict(rule.get("where", {}))
        narrowed = self._resources.other_values(bulk, where, body)
        for offset, chosen in ((60, where), (-86_400, where), (60, narrowed)):
            ours = [self._create(variant, body)] if chosen is not None else []
            ours += [self._create(variant, body)] if chosen is where and offset > 0 else []
            theirs = self._create(variant, body, other) if other is not None and chosen is where else None
            query = {rule["before"]: int(self._session.sender.now()) + offset, **(chosen or {})}
            if chosen is not None:
                self._session.send(bulk.method, self._session.url(bulk, query=query))
            for task_id in ours:
                if task_id:
                    self._follow(task_id)
            if theirs and other is not None:
                self._follow(theirs, other)
