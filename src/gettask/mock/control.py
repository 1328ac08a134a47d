"""What is under `/_mock/`: the mock told what to do, and asked what it saw. control.yaml describes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from gettask.mock import assets, scenarios
from gettask.mock.faults import Faults, Latency
from gettask.mock.http import HOST, Request, Response, loopback
from gettask.mock.life import Life, Plan, Plans
from gettask.mock.schema import shorten
from gettask.mock.spec import JSON
from gettask.mock.validation import parsed
from gettask.mock.webhooks import SECRET, Webhook, split

if TYPE_CHECKING:
    from gettask.mock.core import Mock
    from gettask.mock.store import Task

PREFIX = "/_mock/"
PAGE, MOST = 100, 1000
"""Items of a list in one reply: unless asked for more, and at most."""
ONLY = ("api", "variant", "key")
"""What a plan may be for, instead of all tasks."""


class WrongError(Exception):
    """A request that is not as control.yaml has it."""


class Control:
    """Answers the requests that are for the mock itself."""

    def __init__(self, mock: Mock) -> None:
        self._mock = mock
        self._routes: Mapping[str, Mapping[str, Callable[[Request], Any]]] = {
            "reset": {"POST": self._reset},
            "advance": {"POST": self._advance},
            "scenario": {"GET": self._scenario, "PUT": self._choose},
            "plan": {"PUT": self._plan},
            "faults": {"PUT": self._faults},
            "webhook": {"GET": self._webhook, "PUT": self._register},
            "deliveries": {"GET": self._deliveries},
            "tasks": {"GET": self._tasks, "POST": self._add},
            "journal": {"GET": self._journal},
            "coverage": {"GET": self._coverage},
        }

    def handle(self, request: Request) -> Response:
        """Do what is asked, or say with 4xx why not."""
        host = HOST.fullmatch(request.headers.get("host", "127.0.0.1"))
        if host is None or not loopback(host["host"]):
            # A page of another site that had its name changed to this machine's address is still that site.
            return _error(403, "this is for requests to a loopback address only")
        route = self._routes.get(request.path.removeprefix(PREFIX))
        if route is None:
            return _error(404, f"under {PREFIX} there are {', '.join(self._routes)}")
        method = "GET" if request.method == "HEAD" else request.method
        if method not in route:
            return _error(405, f"the methods here are {', '.join(route)}", allow=", ".join(route))
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if method != "GET" and media_type != JSON:
            # Browsers do not send this for a page of another site.
            return _error(415, f"requests that change something have the content type {JSON}")
        try:
            value = route[method](request)
        except (WrongError, ValueError) as problem:
            return _error(400, str(problem))
        return Response(204, (), b"") if value is None else Response.json_of(200, value)

    def _reset(self, request: Request) -> None:
        _body(request)
        self._mock.reset()

    def _advance(self, request: Request) -> Any:
        seconds = _only(request, "seconds", int, float)
        advance = getattr(self._mock.clock, "advance", None)
        if advance is None:
            raise WrongError("the clock of this mock cannot be advanced")
        advance(seconds)
        return {"now": self._mock.clock()}

    def _scenario(self, _: Request) -> Any:
        return {"name": self._mock.scenario}

    def _choose(self, request: Request) -> Any:
        self._mock.scenario = _only(request, "name", str, type(None))
        return {"name": self._mock.scenario}

    def _plan(self, request: Request) -> None:
        kinds = {"looks": int, "seconds": (int, float), "end": str, "path": list, "code": (int, str)}
        body = _body(request, **kinds, message=str, task=str, **dict.fromkeys(ONLY, str))
        life = Life(body.pop("looks", 0), body.pop("seconds", 0.0))
        if "path" in body:
            body["path"] = tuple(body["path"])
            if not body["path"] or not all(isinstance(name, str) for name in body["path"]):
                raise WrongError("path is a list of statuses, one at least")
        task = body.pop("task", None)
        only = {name: body.pop(name) for name in ONLY if name in body}
        plan = Plan(life, **body)
        if task is not None:
            if only:
                raise WrongError(f"a task is one by itself: leave out {', '.join(only)}")
            self._mock.replan(task, plan)
        elif only:
            self._check(plan, only.get("api"), only.get("variant"))
            before = self._mock.plan
            self._mock.plan = (before if isinstance(before, Plans) else Plans(before)).plus(only, plan)
        else:
            self._mock.plan = plan

    def _check(self, plan: Plan, api: str | None, variant: str | None) -> None:
        """Raise WrongError or ValueError for a plan that no task can have."""
        apis = self._mock.apis
        if api is not None and api not in apis:
            raise WrongError(f"no such API: {api!r}; there are {', '.join(apis)}")
        known = {name: apis[name].variants for name in ([api] if api is not None else apis)}
        if variant is not None:
            there = "; ".join(f"{name} has {', '.join(names)}" for name, names in known.items())
            known = {name: names for name, names in known.items() if variant in names}
            if not known:
                raise WrongError(f"no such variant: {variant!r}; {there}")
        self._mock.possible(plan, known)

    def _faults(self, request: Request) -> None:
        number = (int, float)
        body = _body(request, latency=str, errors=number, cuts=number, cut_at=int, seed=int)
        if "latency" in body:
            body["latency"] = Latency.read(body["latency"])
        self._mock.faults = Faults(**body) if body else None

    def _webhook(self, _: Request) -> Any:
        webhook = self._mock.webhook
        return {"url": webhook and webhook.shown}

    def _register(self, request: Request) -> Any:
        body = _body(request, url=(str, type(None)), secret=str)
        url = body.get("url")
        if url is not None:
            split(url)
        self._mock.webhook = None if url is None else Webhook(url, body.get("secret", SECRET))
        return self._webhook(request)

    def _deliveries(self, request: Request) -> Any:
        attempts = [attempt._asdict() for attempt in self._mock.attempts]
        return _page("deliveries", request, ((attempt["number"], attempt) for attempt in attempts))

    def _tasks(self, request: Request) -> Any:
        return _page("tasks", request, enumerate(map(_shown, self._mock.store), 1))

    def _add(self, request: Request) -> Any:
        body = _body(request, api=str, key=str, variant=str, body=dict, id=str)
        api, key = (_given(body, name) for name in ("api", "key"))
        if not key:
            raise WrongError("nobody sees a task without a key")
        task = self._mock.add(api, key, body.get("body"), body.get("variant"), body.get("id"))
        task.base = request.base
        return _shown(task)

    def _journal(self, request: Request) -> Any:
        # Neither headers nor queries nor bodies: those are where keys and links are.
        entries = [entry._asdict() | {"path": _plain(entry.path)} for entry in list(self._mock.journal)]
        return _page("entries", request, ((entry["number"], entry) for entry in entries))

    def _coverage(self, _: Request) -> Any:
        met = self._mock.met
        return {"met": dict(met), "unmet": [name for name in scenarios.CATALOGUE if name not in met]}


def _plain(path: str) -> str:
    """The path, without the signature of a link."""
    return path if not path.startswith(assets.PREFIX) else assets.PREFIX + path.rpartition("/")[2]


def _shown(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "api": task.api,
        "variant": task.variant,
        "status": task.path[len(task.reached) - 1].name,
        "scenario": task.scenario,
        "created": task.created,
    }


def _error(status: int, message: str, **headers: str) -> Response:
    return Response.json_of(status, {"message": message}, **headers)


def _body(request: Request, **kinds: Any) -> dict[str, Any]:
    """The members of the request's JSON object, each of its kind. Raises WrongError."""
    try:
        body = parsed(request.body or b"{}")
    except (ValueError, RecursionError) as problem:
        raise WrongError(f"the body is not JSON: {problem}") from None
    if not isinstance(body, dict):
        raise WrongError("the body is not a JSON object")
    for name, value in body.items():
        if name not in kinds:
            raise WrongError(f"{name} is none of {', '.join(kinds) or 'nothing'}")
        if isinstance(value, bool) or not isinstance(value, kinds[name]):
            raise WrongError(f"{name} cannot be {json.dumps(value)}")
    return body


def _only(request: Request, name: str, *kinds: type) -> Any:
    """The one member that the request's JSON object has to have. Raises WrongError."""
    return _given(_body(request, **{name: kinds}), name)


def _given(body: Mapping[str, Any], name: str) -> Any:
    """The member of the name. Raises WrongError."""
    if name not in body:
        raise WrongError(f"{name} is missing")
    return body[name]


def _page(name: str, request: Request, items: Iterable[tuple[int, Any]]) -> Any:
    """As many items as were asked for, from behind the number that was named."""
    query = parse_qs(request.query)
    after, limit = _number(query, "after", 0), _number(query, "limit", PAGE)
    if not 1 <= limit <= MOST:
        raise WrongError(f"limit is 1 to {MOST}, not {limit}")
    rest = [(number, item) for number, item in items if number > after]
    page = rest[:limit]
    return {name: [item for _, item in page], "next": page[-1][0] if len(rest) > limit else None}


def _number(query: Mapping[str, Sequence[str]], name: str, usual: int) -> int:
    """The number that the query gives. Raises WrongError."""
    text = query.get(name, [str(usual)])[-1]
    if not (text.isascii() and text.isdecimal() and len(text) < 20):
        raise WrongError(f"{name} is a whole number, not {shorten(text)!r}")
    return int(text)
