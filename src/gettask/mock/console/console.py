"""The pages of the console of a mock."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from gettask.mock.console import requests
from gettask.mock.console.actions import ACTIONS, DONE, describe, failures
from gettask.mock.console.body import results, values
from gettask.mock.console.events import requests_about, timeline
from gettask.mock.console.fields import body_of, fields_of, texts_of
from gettask.mock.console.listing import Filter, listing, row
from gettask.mock.console.operations import operations_of
from gettask.mock.console.reasons import next_poll, reasons
from gettask.mock.console.requests import CreateRequest, requests_of
from gettask.mock.console.site import SECURITY, Call, Link, NotFoundError, RefusedError, Site, stream
from gettask.mock.console.spec_text import SpecText
from gettask.mock.http import Request, Response
from gettask.mock.journal import JournalEntry
from gettask.mock.mock import CONSOLE, Mock
from gettask.mock.sample_files import EXTENSIONS, content
from gettask.mock.scenarios.catalogue import CATALOGUE
from gettask.mock.spec.api import Api
from gettask.mock.tasks.progress import view_unpolled
from gettask.mock.tasks.task import MockTask

LINKS = (
    Link("", "Tasks"),
    Link("try", "Try it"),
    Link("scenarios", "Scenarios"),
    Link("journal", "Journal"),
    Link("reference", "Reference"),
)
ENTRIES = 200
"""Requests of the journal on one page."""
LINES = 400
"""Lines of a spec on one page."""


class Console:
    """Answers requests for the pages of a mock's console."""

    def __init__(self, mock: Mock) -> None:
        self._mock = mock
        self._apis = {name: api for name, api in mock.apis.items() if api.get_task is not None}
        self.site = Site(CONSOLE, "gettask mock", LINKS)
        gets: dict[str, Callable[[Call], Response]] = {
            "": self._tasks,
            "tasks": self._task,
            "try": self._try,
            "scenarios": self._scenarios,
            "journal": self._journal,
            "reference": self._reference,
            "spec": self._spec,
            "events": lambda _: stream(),
            "files": self._file,
        }
        posts: dict[str, Callable[[Call], Response]] = {
            "tasks": self._act,
            "try": self._try,
            "scenarios": self._start,
        }
        self.site.pages |= {("GET", name): page for name, page in gets.items()}
        self.site.pages |= {("POST", name): page for name, page in posts.items()}

    def handle(self, request: Request) -> Response:
        """The page that a request asks for."""
        return self.site.handle(request)

    # Tasks

    def _tasks(self, call: Call) -> Response:
        wanted = Filter(call.get("q")[:200], call.get("api"), call.get("phase"))
        found = listing(self._mock, wanted, call.number("page", 1))
        template = "rows.html" if call.request.headers.get("hx-request") else "tasks.html"
        phases = dict.fromkeys(
            status.phase for api in self._apis.values() for status in api.lifecycle.statuses.values()
        )
        return self.site.render(
            template,
            here="",
            listing=found,
            wanted=wanted,
            apis=list(self._apis),
            phases=list(phases),
            paused=call.get("live") == "off",
            now=self._mock.clock(),
        )

    def _task(self, call: Call) -> Response:
        return self._show_task(self._find(call), call, message=DONE.get(call.get("done"), ""))

    def _show_task(self, task: MockTask, call: Call, message: str = "", problem: str = "") -> Response:
        mock, api, now = self._mock, self._apis[task.api], self._mock.clock()
        view = view_unpolled(task, now)
        response = mock.tasks.show(task, view, call.request.base_url)
        polls = [entry for entry in requests_about(mock, task.id) if entry.method == "GET"]
        waits = None
        if not view.status.terminal:
            last = polls[-1] if polls else None
            pause = None if last is None else self._retry_after(last)
            waits = next_poll(task, self._polling(api), last and last.at, pause)
        lifecycle = self._lifecycle(api)
        text = SpecText.of(api)
        return self.site.render(
            "task_part.html" if call.request.headers.get("hx-request") else "task.html",
            400 if problem else 200,
            here="",
            row=row(mock, task, view, now),
            reasons=reasons(task, view, now),
            next_poll=waits,
            polling_line=text.line_of(self._polling(api)),
            status_line=text.line_of(lifecycle.get("statuses", {}).get(view.status.name)),
            timeline=timeline(mock, task),
            values=values(api, task, response.json()),
            body=response.json(),
            results=results(response.json(), call.request.base_url) if view.status.terminal else [],
            sent=mock.redacted(task.body),
            errors=[describe(error) for error in failures(api)],
            message=message,
            problem=problem,
            now=now,
        )

    def _act(self, call: Call) -> Response:
        task = self._find(call)
        name = call.rest[2] if len(call.rest) == 3 else ""
        if name not in ACTIONS:
            raise NotFoundError("There is no such button.")
        try:
            ACTIONS[name](self._mock, task, call)
        except RefusedError as error:
            return self._show_task(task, call, problem=str(error))
        quote = self.site.quote
        return self.site.redirect(f"tasks/{quote(task.api)}/{quote(task.id)}?done={name}")

    def _find(self, call: Call) -> MockTask:
        if len(call.rest) >= 2:
            task = self._mock.tasks.store.get(call.rest[0], call.rest[1])
            if task is not None:
                return task
        raise NotFoundError("There is no such task: it was never created, or has been forgotten.")

    def _retry_after(self, entry: JournalEntry) -> float | None:
        response = self._mock.journal.full(entry)["response"]
        pause = "" if response is None else response["headers"].get("retry-after", "")
        return float(pause) if pause.isdecimal() and len(pause) < 10 else None

    def _lifecycle(self, api: Api) -> dict[str, Any]:
        """The state table as the spec has it."""
        for item in api.spec.get("paths", {}).values():
            table = api.document.resolve(item).get("get", {}).get("x-task-lifecycle")
            if table is not None:
                return dict(api.document.resolve(table))
        return {}

    def _polling(self, api: Api) -> Any:
        return self._lifecycle(api).get("polling")

    def _file(self, call: Call) -> Response:
        """A result as the page of its task shows it: a download by a client would be in the journal."""
        media_type = EXTENSIONS.get(call.rest[-1].rpartition(".")[2]) if call.rest else None
        if media_type is None:
            raise NotFoundError("There is no such file.")
        whole = content(media_type)
        # Browsers ask for sound and video in parts; they are small, and each is one part.
        return Response.of(200, media_type, whole, **SECURITY)

    # Try it

    def _try(self, call: Call) -> Response:
        chosen = self._request(call.get("request"))
        sending = call.request.method == "POST"
        fields = chosen.fields()
        texts = dict(call.fields) if sending else texts_of(fields, chosen.example())
        scenario = call.get("scenario").strip()
        body: dict[str, Any] = {}
        problem, response = "", None
        try:
            body = body_of(fields, texts)
        except RefusedError as error:
            problem = str(error)
        if sending and not problem and call.get("do") == "send":
            response = requests.send(self._mock, chosen, body, scenario, call.request)
        base_url = call.request.base_url
        key = requests.SHOWN_KEY if self._mock.keys is None else "$KEY"
        return self.site.render(
            "try.html",
            400 if problem else 200,
            here="try",
            chosen=chosen,
            every={name: requests_of(api) for name, api in self._apis.items()},
            fields=fields,
            texts=texts,
            scenario=scenario,
            scenarios=CATALOGUE.values(),
            problem=problem,
            snippets={
                "curl": requests.curl(chosen, body, scenario, base_url, key),
                "Python": requests.python(chosen, body, base_url),
                "Command line": requests.command(chosen, body, base_url),
            },
            response=response,
            answer=None if response is None else _shown(response),
            task_id=None if response is None else self._created(chosen.api, response),
        )

    def _request(self, text: str) -> CreateRequest:
        """The request that a choice names; the first of all without one."""
        every = [request for api in self._apis.values() for request in requests_of(api)]
        found = next((request for request in every if text in ("", request.id)), None)
        if found is None:
            raise NotFoundError("There is no such request.")
        return found

    def _created(self, api: Api, response: Response) -> str | None:
        """The id of the task that a response has created, None if it has not."""
        try:
            body = response.json()
        except ValueError:
            return None
        for task in reversed([*self._mock.tasks.store]):
            if task.api == api.name:
                return task.id if response.status < 300 and task.id in json.dumps(body) else None
        return None

    # Scenarios

    def _scenarios(self, call: Call) -> Response:
        met = self._mock.scenarios.met
        return self.site.render(
            "scenarios.html",
            here="scenarios",
            scenarios=CATALOGUE.values(),
            met=met,
            count=sum(name in met for name in CATALOGUE),
            every={name: requests_of(api) for name, api in self._apis.items()},
            chosen=call.get("request"),
            of_all=self._mock.tasks.scenario,
        )

    def _start(self, call: Call) -> Response:
        name = call.get("scenario")
        if call.rest == ("all",):
            try:
                self._mock.tasks.scenario = name or None
            except ValueError as error:
                raise RefusedError(str(error)) from None
            return self.site.redirect("scenarios")
        if argument := call.get("argument").strip():
            name = f"{name}:{argument}"
        chosen = self._request(call.get("request"))
        response = requests.send(self._mock, chosen, chosen.example(), name, call.request)
        task_id = self._created(chosen.api, response)
        if task_id is not None:
            quote = self.site.quote
            return self.site.redirect(f"tasks/{quote(chosen.api.name)}/{quote(task_id)}")
        return self.site.render(
            "answer.html", here="scenarios", scenario=name, response=response, answer=_shown(response)
        )

    # Journal

    def _journal(self, call: Call) -> Response:
        if call.rest:
            return self._entry(call)
        words, kind = call.get("q")[:200], call.get("status")
        found = [
            entry
            for entry in self._mock.journal
            if kind in ("", f"{entry.status // 100}xx")
            and all(word in f"{entry.method} {entry.path} {entry.status}".lower()
                    for word in words.lower().split())
        ]  # fmt: skip
        shown = [self._mock.journal.brief(entry) for entry in found[: -ENTRIES - 1 : -1]]
        return self.site.render(
            "entries.html" if call.request.headers.get("hx-request") else "journal.html",
            here="journal",
            entries=shown,
            found=len(found),
            total=len(self._mock.journal),
            words=words,
            kind=kind,
            paused=call.get("live") == "off",
        )

    def _entry(self, call: Call) -> Response:
        wanted = call.rest[0]
        entry = next((each for each in self._mock.journal if str(each.number) == wanted), None)
        if entry is None:
            raise NotFoundError("There is no such request in the journal: it only has the last ones.")
        return self.site.render("entry.html", here="journal", entry=self._mock.journal.full(entry))

    # Reference

    def _reference(self, call: Call) -> Response:
        if not call.rest:
            every = {name: requests_of(api) for name, api in self._apis.items()}
            return self.site.render("reference.html", here="reference", apis=self._apis, every=every)
        api = self._api(call)
        if len(call.rest) == 1:
            every_one = operations_of(api)
            return self.site.render("operations.html", here="reference", api=api, operations=every_one)
        if call.rest[1] not in api.variants:
            raise NotFoundError("There is no such variant.")
        variant = call.rest[1]
        chosen = [request for request in requests_of(api) if request.variant == variant]
        members = [m for m in api.document.members(api.task_schema) if api.variant_of(m) == variant]
        text, lifecycle = SpecText.of(api), self._lifecycle(api)
        return self.site.render(
            "variant.html",
            here="reference",
            api=api,
            variant=variant,
            requests=[(request, request.fields(), request.example()) for request in chosen],
            tasks=[(number, fields_of(api, member)) for number, member in enumerate(members, 1)],
            statuses=[
                (name, status, text.line_of(status)) for name, status in lifecycle.get("statuses", {}).items()
            ],
            errors=[(error, text.line_of(error)) for error in api.spec.get("x-errors", ())],
        )

    def _spec(self, call: Call) -> Response:
        api = self._api(call)
        lines, line = SpecText.of(api).lines, call.number("line", 1)
        line = min(max(line, 1), len(lines))
        first = (line - 1) // LINES * LINES
        words = call.get("q")[:100]
        hits = [(n, text) for n, text in enumerate(lines, 1) if words and words.lower() in text.lower()]
        return self.site.render(
            "spec.html",
            here="reference",
            api=api,
            lines=[*enumerate(lines[first : first + LINES], first + 1)],
            line=line if "line" in call.fields else None,
            first=first + 1,
            count=len(lines),
            step=LINES,
            words=words,
            hits=hits[:100],
            more=len(hits) - 100,
        )

    def _api(self, call: Call) -> Api:
        api = self._mock.apis.get(call.rest[0] if call.rest else "")
        if api is None:
            raise NotFoundError("The mock serves no such API.")
        return api


def _shown(response: Response) -> str:
    """The body of a response, indented if it is JSON."""
    try:
        return json.dumps(response.json(), indent=2, ensure_ascii=False)
    except ValueError:
        return response.body.decode("utf-8", "replace")
