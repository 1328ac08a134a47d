"""The body of a task: an example of its kind, or one made from its schema, with the task's own values."""

from __future__ import annotations

import copy
import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from gettask.mock.responses.faker import Faker, Link, undocumented
from gettask.mock.spec.document import Document, kind
from gettask.mock.spec.lifecycle import QUEUED, RUNNING, SUCCEEDED, Field, Lifecycle, Status, TimeNotation
from gettask.mock.spec.pointer import MISSING, drop, get, join, put, tokens
from gettask.mock.tasks.task import MockTask, TaskView

NANOSECONDS = re.compile(r"\.\d{7,9}(?!\d)")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Example(NamedTuple):
    """A documented task, and what its request had: values by their pointers."""

    body: dict[str, Any]
    when: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ResponseTemplate:
    """One kind of task body: a member of the task union, and its documented examples."""

    document: Document
    lifecycle: Lifecycle
    schema: Any
    tags: Sequence[str]
    """The properties that name the kind of a task."""
    request_fields: Mapping[str, Set[str]]
    """The fields that requests may have, for each variant."""
    examples: tuple[Example, ...]
    times: TimeNotation
    failure_code: Any
    """The code of a failure whose plan has none."""

    def body(self, task: MockTask, view: TaskView, link: Link) -> dict[str, Any]:
        """The task as a poll shows it."""
        succeeded = view.status.phase == SUCCEEDED
        keys = self.document.result_keys(task.variant, task.body)
        example, same_phase = self._example(task, view, keys)
        if example is not None and same_phase:
            faker = Faker(self.document, link)
            body: dict[str, Any] = faker.fill_assets(self.schema, self._whole(example))
        else:
            body = Faker(self.document).make(self.schema) | self._whole(example or {})
            unfinished = Faker(self.document, optional=False, examples=False)
            faker = Faker(self.document, link) if succeeded else unfinished
            self._put_output(body, faker, keys, task)
        at = self._place("output", body)
        if at is not None and (output := get(body, at)) is not MISSING:
            put(body, at, _with_own_ids(output, task.id))
        self._put_formats(body, faker, task)
        self._put_cost(body, task.cost, view)
        echoed = self._echo_request(body, task)
        self._put_state(body, task, view)
        if not (same_phase and succeeded):
            self._put_error(body, task, view)
        self._drop_invalid(body, echoed)
        return body

    def _example(
        self, task: MockTask, view: TaskView, keys: Sequence[str] | None
    ) -> tuple[dict[str, Any] | None, bool]:
        """The example closest to the task, and whether it is of the same phase.

        An example that does not name its kind has to have all the results of the task, and no other.
        """
        same_kind = [
            body for body in self._same_kind(task) if keys is None or self._fits(body, task, {*keys})
        ]
        for body in same_kind:
            status = self._status(body)
            if status is not None and status.phase == view.status.phase:
                return body, True
        return (same_kind[0], False) if same_kind else (None, False)

    def _same_kind(self, task: MockTask) -> list[dict[str, Any]]:
        """The examples of such a task, those first that ask most of its request."""
        return [
            body
            for body, when in sorted(self.examples, key=lambda example: -len(example.when))
            if all(body.get(name, tag) == tag for name, tag in task.tags.items())
            and all(get(task.body, at) == value for at, value in when.items())
        ]

    def _fits(self, body: dict[str, Any], task: MockTask, keys: set[str]) -> bool:
        found = self._output_keys(body)
        return found == keys or (found <= keys and any(name in body for name in task.tags))

    def _whole(self, example: dict[str, Any]) -> dict[str, Any]:
        """A copy of the example, with what its page leaves empty made from the schema, but for the output."""
        whole = copy.deepcopy(example)
        output = tokens(self._place("output", example) or "")[:1]
        gaps = {name for name, value in example.items() if value == {} and name not in output}
        if gaps:
            made = Faker(self.document).make(self.schema)
            whole |= {name: made[name] for name in gaps & made.keys()}
        return whole

    def _output_keys(self, body: dict[str, Any]) -> set[str]:
        at = self._place("output", body)
        output = None if at is None else get(body, at)
        return set(output) if isinstance(output, dict) else set()

    def _echo_request(self, body: dict[str, Any], task: MockTask) -> Set[str]:
        """Repeat the request: properties that the task has too, and the others as its input.

        The input is the object without documented properties, a required one if there are several.
        Returns the names of the properties that repeat it.
        """
        flat = self.document.flat(self.schema)
        required, properties = flat.get("required", ()), flat.get("properties", {})
        known = {
            name: schema
            for name, schema in properties.items()
            if name in required or not undocumented(schema)
        }
        fields = self.request_fields.get(task.variant or "", task.body.keys())
        sent = {name: value for name, value in task.body.items() if name in fields or name in task.tags}
        faker = Faker(self.document, examples=False)
        for name in known.keys() & fields & body.keys():
            body[name] = faker.make(known[name])  # the example repeats its own request
        same = {
            name: faker.fill_defaults(known[name], self._repeated(known[name], sent[name]))
            for name in sent
            if name in known
        }
        names = self.document.echo_names.get(task.variant or "", {})
        others = {
            names.get(name, name): value
            for name, value in sent.items()
            if name not in known and names.get(name) not in sent
        }
        taken = {*same, *tokens(self._place("output", body) or "")[:1]}
        inputs = [name for name in properties if name not in taken and self._is_open(properties[name])]
        inputs.sort(key=lambda name: name not in required)
        body |= same | ({inputs[0]: others} if inputs and others else {})
        for name in self.tags:
            if name not in task.tags and name not in required:
                body.pop(name, None)  # from the example, of its own kind
        return {*same, *inputs[:1]}

    def _repeated(self, schema: Any, value: Any) -> Any:
        """What a task repeats of a part of its request."""
        skipped = self.document.flat(schema).get("x-not-repeated")
        if not skipped or not isinstance(value, dict):
            return value
        left_out = {name for name, when in skipped.items() if when == "always" or not value.get(name)}
        return {name: part for name, part in value.items() if name not in left_out}

    def _drop_invalid(self, body: dict[str, Any], echoed: Set[str]) -> None:
        """Drop what the echo has and no task can have: requests may have more than the spec lists."""
        while problem := self.document.validate(self.schema, body):
            at = problem.pointer
            while isinstance(get(body, at.rpartition("/")[0]), list):
                at = at.rpartition("/")[0]
            if not echoed & {*tokens(at)[:1]} or get(body, at) is MISSING:
                return
            drop(body, at)

    def _is_open(self, schema: Any) -> bool:
        flat = self.document.flat(schema)
        return flat.get("type") == "object" and "properties" not in flat

    def _put_output(
        self, body: dict[str, Any], faker: Faker, keys: Sequence[str] | None, task: MockTask
    ) -> None:
        if (at := self._place("output", body)) is None:
            return
        schema = self.document.schema_at(self.schema, at)
        alike = self._finished_output() if faker.link is not None and keys is None else None
        if alike is not None:
            put(body, at, faker.fill_assets(schema, copy.deepcopy(alike)))
        elif faker.link is not None and keys is not None:
            parts = {key: faker.make(self.document.schema_at(schema, f"/{key}")) for key in keys}
            put(body, at, parts)
        elif faker.link is None and (prefilled := self._prefilled_output(task)) is not None:
            put(body, at, prefilled)
        else:
            empty = faker.link is None and self.document.validate(schema, None) is None
            put(body, at, None if empty else faker.make(schema))

    def _prefilled_output(self, task: MockTask) -> Any:
        """What the output of such a task holds before there is a result, by its examples, None if none says.

        One of another kind with the same schema serves as well.
        """
        alike = [example.body for example in self.examples if not example.when]
        for body in (*self._same_kind(task), *alike):
            at, status = self._place("output", body), self._status(body)
            output = None if at is None else get(body, at)
            if (
                status is not None
                and status.phase in (QUEUED, RUNNING)
                and isinstance(output, dict)
                and output
            ):
                return copy.deepcopy(output)
        return None

    def _finished_output(self) -> Any:
        """The output of a finished example of another kind with the same schema, None if there is none."""
        for example in self.examples:
            at = self._place("output", example.body)
            output = None if at is None or example.when else get(example.body, at)
            status = self._status(example.body)
            if status is not None and status.phase == SUCCEEDED and isinstance(output, dict) and output:
                return output
        return None

    def _status(self, body: dict[str, Any]) -> Status | None:
        names = (get(body, at) for at in self.lifecycle.fields["status"].at)
        return next(
            (self.lifecycle.statuses[name] for name in names if name in self.lifecycle.statuses), None
        )

    def _put_formats(self, body: dict[str, Any], faker: Faker, task: MockTask) -> None:
        """Lead to files of the types that the request asks for; the first rule that fits decides."""
        at, done = self._place("output", body), set[str]()
        if at is None or faker.link is None:
            return
        for rule in self.document.result_formats.get(task.variant or "", ()):
            place, value = f"{at}/{rule['key']}", get(task.body, rule["field"])
            found = get(body, place)
            wanted = "" if value is MISSING else value if isinstance(value, str) else json.dumps(value)
            if wanted in rule["media-types"] and place not in done and found is not MISSING:
                done.add(place)
                schema = self.document.flat(self.document.schema_at(self.schema, place))
                asset = self.document.flat(schema.get("items", schema))["x-asset"]
                file = {**asset, "media-types": [rule["media-types"][wanted]]}
                several = isinstance(found, list)
                put(body, place, [faker.link(file) for _ in found] if several else faker.link(file))

    def recorded_cost(self, task: MockTask) -> float:
        """What a documented task of the same kind costs or reserves, 0 if none says."""
        places = [
            at
            for name in ("cost", "reserved")
            if name in self.lifecycle.fields
            for at in self.lifecycle.fields[name].at
        ]
        named = [body for body in self._same_kind(task) if all(name in body for name in task.tags)]
        costs = (get(body, at) for at in places for body in named)
        return next((cost for cost in costs if cost is not MISSING and cost), 0)

    def _put_cost(self, body: dict[str, Any], cost: float, view: TaskView) -> None:
        """What the task costs.

        Where the vendor reserves the cost, it is charged at the end. Where it does not, but has a place for
        that, it charges at creation.
        """
        if (at := self._place("cost", body)) is None:
            return
        reserved = self._place("reserved", body)
        held = MISSING if reserved is None else get(body, reserved)
        reserves = held is not MISSING and bool(held)
        if reserved is not None and reserves:
            put(body, reserved, cost)
        if (when := self.lifecycle.fields["cost"].when) is not None and view.status.name not in when:
            drop(body, at)
        elif view.status.failed or (reserves and not view.status.terminal):
            put(body, at, 0)
        elif view.status.terminal or (reserved is not None and (cost or get(body, at) is not MISSING)):
            put(body, at, cost)

    def _put_state(self, body: dict[str, Any], task: MockTask, view: TaskView) -> None:
        phase = view.status.phase
        shown, keys = self.lifecycle.shown_as.get(view.status.name, (view.status.name, frozenset()))
        for other, told_by in self.lifecycle.shown_as.values():
            for name in told_by - keys if other == shown else ():
                body.pop(name, None)
        for name in keys - body.keys():
            body[name] = Faker(self.document).make(self.document.schema_at(self.schema, join([name])))
        values: dict[str, Any] = {
            "id": task.id,
            "status": None if self._leaves_out(shown) else shown,
            "progress": 0 if phase == QUEUED else view.progress,
            "queue_position": view.queue_position or None,
            "remaining": view.remaining if phase == RUNNING else None,
            "created_at": task.created,
            "started_at": view.started,
            "ended_at": view.ended,
        }
        progress = self.lifecycle.fields.get("progress")
        if view.status.failed and (progress is None or progress.when is None):
            del values["progress"]  # how far a failed task came, no source says
        for name, value in values.items():
            first = self._place(name, body)
            for at in self.lifecycle.fields[name].at if first is not None else ():
                if at == first or get(body, at) is not MISSING:  # some bodies have it twice
                    self._write(body, at, self.lifecycle.fields[name], value)

    def _leaves_out(self, status: str) -> bool:
        """Whether a task has no status where its keys tell of it, and its schema has no such status."""
        places = [at for at in self.lifecycle.fields["status"].at if self._schema_at(at) is not None]
        return status in self.lifecycle.unshown and all(
            self.document.validate(self._schema_at(at), in_json(self.document, self.schema, at, status))
            for at in places
        )

    def _schema_at(self, at: str) -> Any:
        return self.document.schema_at(self.schema, at)

    def _put_error(self, body: dict[str, Any], task: MockTask, view: TaskView) -> None:
        plan = task.plan
        code = self.failure_code if plan.code is None else plan.code
        values = {"error.code": code, "error.message": plan.message, "error.detail": plan.message}
        for name, value in values.items():
            if (at := self._place(name, body)) is not None:
                if view.status.failed or self._is_required(at) or len(tokens(at)) > 1:
                    self._write(body, at, self.lifecycle.fields[name], value if view.status.failed else None)
                else:
                    drop(body, at)

    def _write(self, body: dict[str, Any], at: str, field: Field, value: Any) -> None:
        """Set a value in the vendor's notation, None as the vendor writes no value."""
        if value is None:
            if field.none:
                put(body, at, field.none[0])
            elif self.document.validate(self.document.schema_at(self.schema, at), None) is None:
                put(body, at, None)
            elif not self._is_required(at):
                drop(body, at)
        else:
            put(body, at, in_json(self.document, self.schema, at, field.write(value, self.times)))

    def _is_required(self, at: str) -> bool:
        parent, _, name = at.rpartition("/")
        return name in self.document.flat(self.document.schema_at(self.schema, parent)).get("required", ())

    def _place(self, name: str, body: dict[str, Any]) -> str | None:
        field = self.lifecycle.fields.get(name)
        return None if field is None else field.place(self.document, self.schema, body)


def in_json(document: Document, schema: Any, at: str, value: Any) -> Any:
    """A value as the schema has it at the place: a text as the number that it is, or a number as text."""
    named = kind(document.flat(document.schema_at(schema, at)))
    if named == "string" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or named not in ("integer", "number", "boolean"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _with_own_ids(value: Any, task_id: str) -> Any:
    """The value with another UUID in place of each: those of a task are always the same, and no other's."""
    if isinstance(value, dict):
        return {_with_own_ids(name, task_id): _with_own_ids(part, task_id) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_own_ids(part, task_id) for part in value]
    if isinstance(value, str) and UUID.fullmatch(value):
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{task_id}/{value}"))
    return value


def time_notation(
    lifecycle: Lifecycle, examples: Iterable[Example], others: Iterable[Example]
) -> TimeNotation:
    """How a kind of task writes times.

    The zone is that of the first time in its examples that is not in UTC, else UTC; the fraction is that of
    all examples of the API, `others`.
    """
    places = [at for field in lifecycle.fields.values() if field.format == "date-time" for at in field.at]
    fine = any(NANOSECONDS.search(str(get(example.body, at))) for example in others for at in places)
    for stamp in (get(example.body, at) for example in examples for at in places):
        with suppress(TypeError, ValueError):
            zone = datetime.fromisoformat(stamp).tzinfo
            if zone is not None and zone.utcoffset(None):
                return TimeNotation(zone, fine)
    return TimeNotation(nanoseconds=fine)
