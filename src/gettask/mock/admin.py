"""The admin API under `/_mock/`, which admin.yaml describes: settings, and what has happened."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import parse_qs

from gettask.mock.duplicates import duplicates
from gettask.mock.faults import Faults, Latency
from gettask.mock.http import Request, Response, names_loopback
from gettask.mock.mock import ADMIN_PREFIX, CONSOLE, Handler, Mock
from gettask.mock.scenarios.catalogue import CATALOGUE
from gettask.mock.spec.operation import JSON
from gettask.mock.spec.validator import shorten
from gettask.mock.tasks.plan import CompleteAfter, PlanRules, TaskPlan
from gettask.mock.tasks.task import MockTask
from gettask.mock.validation import parse_json
from gettask.mock.webhooks import SECRET, DeliveryAttempt, WebhookEndpoint, split_url

T = TypeVar("T")

PAGE, MAX_PAGE = 100, 1000
"""Items of a list in one response: by default, and at most."""
CONDITIONS = ("api", "variant", "key")
"""What the tasks of a plan may have in common."""
NUMBER = (int, float)


class AdminError(Exception):
    """A request that is not as admin.yaml has it."""


class Admin:
    """Answers the requests that are for the mock itself."""

    def __init__(self, mock: Mock) -> None:
        self._mock = mock
        self._routes: Mapping[str, Mapping[str, Callable[[Request], Any]]] = {
            "reset": {"POST": self._reset},
            "advance": {"POST": self._advance},
            "scenario": {"GET": self._get_scenario, "PUT": self._set_scenario},
            "plan": {"PUT": self._set_plan},
            "faults": {"PUT": self._set_faults},
            "webhook": {"GET": self._get_webhook, "PUT": self._set_webhook},
            "deliveries": {"GET": self._list_deliveries},
            "tasks": {"GET": self._list_tasks, "POST": self._add_task},
            "duplicates": {"GET": self._list_duplicates},
            "journal": {"GET": self._list_journal},
            "har": {"GET": self._get_har},
            "coverage": {"GET": self._get_coverage},
        }

    def handle(self, request: Request) -> Response:
        """Do what the request asks for, or answer with a 4xx that says why not."""
        if not names_loopback(request.headers.get("host", "127.0.0.1")):
            return _error(403, "this is for requests to a loopback address only")
        if request.path == ADMIN_PREFIX:
            return self._console.handle(request._replace(path=CONSOLE))
        if request.path.startswith(CONSOLE):
            return self._console.handle(request)
        route = self._routes.get(request.path.removeprefix(ADMIN_PREFIX))
        if route is None:
            return _error(
                404, f"under {ADMIN_PREFIX} there are {', '.join(self._routes)}; {CONSOLE} is for people"
            )
        method = "GET" if request.method == "HEAD" else request.method
        if method not in route:
            return _error(405, f"the methods here are {', '.join(route)}", allow=", ".join(route))
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if method != "GET" and media_type != JSON:
            # Browsers do not send this for a page of another site.
            return _error(415, f"requests that change something have the content type {JSON}")
        try:
            value = route[method](request)
        except (AdminError, ValueError) as error:
            return _error(400, str(error))
        return Response(204, (), b"") if value is None else Response.json_of(200, value)

    @cached_property
    def _console(self) -> Handler:
        """The pages, whose templates are imported when somebody looks."""
        from gettask.mock.console.console import Console

        return Console(self._mock)

    def _reset(self, request: Request) -> None:
        _body(request)
        self._mock.reset()

    def _advance(self, request: Request) -> Any:
        seconds = _only(request, "seconds", *NUMBER)
        advance = getattr(self._mock.clock, "advance", None)
        if advance is None:
            raise AdminError("the clock of this mock cannot be advanced")
        advance(seconds)
        return {"now": self._mock.clock()}

    def _get_scenario(self, _: Request) -> Any:
        return {"name": self._mock.tasks.scenario}

    def _set_scenario(self, request: Request) -> Any:
        self._mock.tasks.scenario = _only(request, "name", str, type(None))
        return {"name": self._mock.tasks.scenario}

    def _set_plan(self, request: Request) -> None:
        types = {"complete_after": dict, "end": str, "statuses": list, "code": (int, str), "message": str}
        body = _body(request, **types, task=str, **dict.fromkeys(CONDITIONS, str))
        after = _checked(body.get("complete_after", {}), polls=int, seconds=NUMBER)
        statuses = body.get("statuses", ())
        if "statuses" in body and not (statuses and all(isinstance(name, str) for name in statuses)):
            raise AdminError("statuses is a list of statuses, one at least")
        others = {name: body[name] for name in ("end", "code", "message") if name in body}
        plan = TaskPlan(CompleteAfter(**after), statuses=tuple(statuses), **others)
        conditions = {name: body[name] for name in CONDITIONS if name in body}
        tasks = self._mock.tasks
        if "task" in body:
            if conditions:
                raise AdminError(f"with task, leave out {', '.join(conditions)}")
            tasks.replan(body["task"], plan)
        elif conditions:
            self._check_plan(plan, conditions.get("api"), conditions.get("variant"))
            rules = tasks.plan if isinstance(tasks.plan, PlanRules) else PlanRules(tasks.plan)
            tasks.plan = rules.with_rule(conditions, plan)
        else:
            tasks.plan = plan

    def _check_plan(self, plan: TaskPlan, api: str | None, variant: str | None) -> None:
        """Raise AdminError or ValueError for a plan that no task can have."""
        apis = self._mock.apis
        if api is not None and api not in apis:
            raise AdminError(f"no such API: {api!r}; there are {', '.join(apis)}")
        variants = {name: apis[name].variants for name in ([api] if api is not None else apis)}
        if variant is not None:
            known = "; ".join(f"{name} has {', '.join(names)}" for name, names in variants.items())
            variants = {name: names for name, names in variants.items() if variant in names}
            if not variants:
                raise AdminError(f"no such variant: {variant!r}; {known}")
        self._mock.tasks.check_plan(plan, variants)

    def _set_faults(self, request: Request) -> None:
        body = _body(request, latency=str, errors=NUMBER, cuts=NUMBER, cut_at=int, seed=int)
        if "latency" in body:
            body["latency"] = Latency.parse(body["latency"])
        self._mock.faults = Faults(**body) if body else None

    def _get_webhook(self, _: Request) -> Any:
        endpoint = self._mock.tasks.webhook_endpoint
        return {"url": endpoint and endpoint.redacted_url}

    def _set_webhook(self, request: Request) -> Any:
        body = _body(request, url=(str, type(None)), secret=str)
        url = body.get("url")
        if url is not None:
            split_url(url)
        endpoint = None if url is None else WebhookEndpoint(url, body.get("secret", SECRET))
        self._mock.tasks.webhook_endpoint = endpoint
        return self._get_webhook(request)

    def _list_deliveries(self, request: Request) -> Any:
        attempts = ((attempt.number, attempt) for attempt in self._mock.webhooks.attempts)
        return _page("deliveries", request, attempts, DeliveryAttempt._asdict)

    def _list_tasks(self, request: Request) -> Any:
        shown = _task_with_body if _flag(request, "bodies") else _task
        return _page("tasks", request, enumerate(self._mock.tasks.store, 1), shown)

    def _add_task(self, request: Request) -> Any:
        body = _body(request, api=str, key=str, variant=str, body=dict, id=str)
        api, key = (_required(body, name) for name in ("api", "key"))
        if not key:
            raise AdminError("key is empty, and nobody would see the task")
        task = self._mock.tasks.add(api, key, body.get("body"), body.get("variant"), body.get("id"))
        task.base_url = request.base_url
        return _task(task)

    def _list_journal(self, request: Request) -> Any:
        journal = self._mock.journal
        shown = journal.full if _flag(request, "bodies") else journal.brief
        return _page("entries", request, ((entry.number, entry) for entry in journal), shown)

    def _list_duplicates(self, _: Request) -> Any:
        return duplicates(self._mock.tasks.store, self._mock.tasks.webhook_rules)

    def _get_har(self, _: Request) -> Any:
        return self._mock.journal.har()

    def _get_coverage(self, _: Request) -> Any:
        met = self._mock.scenarios.met
        return {"met": dict(met), "unmet": [name for name in CATALOGUE if name not in met]}


def _task(task: MockTask) -> dict[str, Any]:
    return {
        "id": task.id,
        "api": task.api,
        "variant": task.variant,
        "status": task.status.name,
        "scenario": task.scenario,
        "created": task.created,
    }


def _task_with_body(task: MockTask) -> dict[str, Any]:
    return _task(task) | {"body": task.body, "webhook": task.webhook and task.webhook.redacted_url}


def _error(status: int, message: str, **headers: str) -> Response:
    return Response.json_of(status, {"message": message}, **headers)


def _body(request: Request, **types: Any) -> dict[str, Any]:
    """The members of the request's JSON object, each of its type. Raises AdminError."""
    try:
        body = parse_json(request.body or b"{}")
    except (ValueError, RecursionError) as error:
        raise AdminError(f"the body is not JSON: {error}") from None
    if not isinstance(body, dict):
        raise AdminError("the body is not a JSON object")
    return _checked(body, **types)


def _checked(members: dict[str, Any], **types: Any) -> dict[str, Any]:
    """The members of an object, each of its type. Raises AdminError."""
    for name, value in members.items():
        if name not in types:
            known = f"there are {', '.join(types)}" if types else "there are none"
            raise AdminError(f"no such member: {shorten(name)}; {known}")
        if isinstance(value, bool) or not isinstance(value, types[name]):
            raise AdminError(f"{name} cannot be {json.dumps(value)}")
    return members


def _only(request: Request, name: str, *types: type) -> Any:
    """The one member that the request's JSON object has to have. Raises AdminError."""
    return _required(_body(request, **{name: types}), name)


def _required(body: Mapping[str, Any], name: str) -> Any:
    """The member of that name. Raises AdminError."""
    if name not in body:
        raise AdminError(f"{name} is missing")
    return body[name]


def _page(
    name: str, request: Request, items: Iterable[tuple[int, T]], shown: Callable[[T], Mapping[str, Any]]
) -> Any:
    """Numbered items after the number that the query names, as many as it asks for."""
    query = parse_qs(request.query)
    after, limit = _number(query, "after", 0), _number(query, "limit", PAGE)
    if not 1 <= limit <= MAX_PAGE:
        raise AdminError(f"limit is 1 to {MAX_PAGE}, not {limit}")
    rest = [(number, item) for number, item in items if number > after]
    page = rest[:limit]
    return {name: [shown(item) for _, item in page], "next": page[-1][0] if len(rest) > limit else None}


def _flag(request: Request, name: str) -> bool:
    """Whether the query asks for something. Raises AdminError."""
    text = parse_qs(request.query).get(name, ["false"])[-1]
    if text not in ("true", "false"):
        raise AdminError(f"{name} is true or false, not {shorten(text)!r}")
    return text == "true"


def _number(query: Mapping[str, Sequence[str]], name: str, default: int) -> int:
    """The number that the query gives. Raises AdminError."""
    text = query.get(name, [str(default)])[-1]
    if not (text.isascii() and text.isdecimal() and len(text) < 20):
        raise AdminError(f"{name} is a whole number, not {shorten(text)!r}")
    return int(text)
