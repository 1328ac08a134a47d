"""One Schemathesis run against one mock, and what to make of its report."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from schemathesis import Case, HookContext, hook, hooks

from codegen.sources.loader import load
from gettask.conformance.schemathesis_checks import keep_host, register
from gettask.conformance.spec import Spec, spec_of
from gettask.mock import App, TaskPlan, TaskRequest, after_polls, create_app
from gettask.mock.server.streams import Message, Receive, Send
from gettask.mock.spec.api import Api
from gettask.mock.spec.operation import Action
from tests.contract.in_process import NOWHERE, answered_by

ROOT = Path(__file__).parents[2]
WHOLE = sorted((ROOT / "generated/openapi").glob("*.yaml"))
"""The documents of whole APIs, which hold every operation, and the requests and results of every variant."""
VARIANTS = sorted((ROOT / "generated/openapi").glob("*/*.yaml"))
"""The documents of single variants, which repeat a part of those."""
SAMPLE = [each for i, each in enumerate(VARIANTS) if each.parent != VARIANTS[i - 1].parent]
"""The first of each API."""
PHASES = ("examples", "coverage", "fuzzing", "stateful")
KEYS = frozenset({"anna", "otto"})

DEEP = "CONTRACT_EXAMPLES" in os.environ
"""Whether this is `make contract`, which takes the documents of all variants, not a sample."""
SHALLOW = 5
"""How many examples test what repeats something else: the documents of variants, and everything over HTTP."""
EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", SHALLOW))
# A create has thousands of cases in this phase where it takes every variant.
UNCOVERED = """
[[operations]]
include-operation-id = "{}"
phases.coverage.enabled = false
"""

# Only where there is something to cancel: a filter that matches nothing is a warning.
CANCELS = """
[checks.use_after_free]
# A DELETE cancels, and a cancelled task can still be looked at.
enabled = false
"""

# Most tasks that it is about do not exist, have left the queue, or have no result: 404.
MOSTLY_MISSING = """
[[operations]]
include-operation-id = "{}"
warnings = ["missing_auth"]
"""
# A good request for a result may be answered with the failure of its task.
FAILING = 'checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "404", "429", "{}"]\n'


def name(document: Path) -> str:
    """How a document is called: its API, and its variant if it is of one."""
    return document.relative_to(ROOT / "generated/openapi").with_suffix("").as_posix()


class Proxy:
    """An ASGI application in front of another; a test breaks it to see whether the checks notice."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@dataclass(frozen=True)
class Run:
    """What Schemathesis reported."""

    exit_code: int
    output: str
    report: Mapping[str, Any]
    seen: frozenset[str]
    """The statuses in which tasks were polled."""
    phases: Sequence[str]
    """The phases that have something to do."""
    without_input: frozenset[str]
    """The operations that take nothing which could have an example."""

    def problems(self) -> Iterator[str]:
        """Every reason not to trust this run, beside the failures that it found itself."""
        if not self.report["complete"]:
            yield f"stopped early: {self.report['stop_reason']}"
        for phase in self.phases:
            if self.report["phases"][phase]["status"] != "success":
                yield f"{phase}: {self.report['phases'][phase]['status']}"
        for warning, found in self.report["warnings"].items():
            if found:
                yield f"{warning}: {found}"
        rates = self.report["valid_rates"]
        if len(rates) < self.report["operations"]["selected"]:
            yield f"only these operations were tested: {', '.join(rates)}"
        for operation, phases in rates.items():
            if operation not in self.without_input and not sum(phases.get("examples", {}).values()):
                yield f"{operation} has no examples"
            if operation.startswith("POST") and not sum(rate["accepted"] for rate in phases.values()):
                yield f"{operation} never succeeded"
        if not self.seen:
            yield "no task was ever seen"

    def failures(self) -> set[str]:
        """The kinds of failures that were found."""
        return {failure["type"] for failure in self.report["failures"]}


class Plans:
    """How tasks proceed: each status of the table in turn, and in the stateful phase a whole life, too.

    Outside of that phase they do not change between two polls, because Schemathesis compares what two users
    are shown.
    """

    def __init__(self, statuses: Sequence[str]) -> None:
        still = [TaskPlan(statuses=(statuses[0], status)) for status in statuses]
        moving = [TaskPlan(after_polls(2)), TaskPlan(after_polls(3), "failed")]
        self._still, self._mixed = cycle(still), cycle([plan for each in still for plan in (each, *moving)])
        self.stateful = False
        """Whether the stateful phase has begun."""

    def __call__(self, request: TaskRequest) -> TaskPlan:
        """The plan of a new task."""
        del request
        return next(self._mixed if self.stateful else self._still)


def mock(document: Path, keys: frozenset[str] = KEYS) -> App:
    """A mock of the document."""
    owner = name(document).partition("/")[0]
    app = create_app(specs={owner: load(document).data}, keys=keys, as_observed=True)
    api = app.mock.apis[owner]
    app.mock.tasks.plan = Plans(list(api.lifecycle.statuses))
    # Created elsewhere, under the ids that the examples name: few steps lead from a create to a poll.
    for task_id in {*example_ids(api)}:
        app.mock.tasks.add(owner, min(keys), {}, task_id=task_id)
    return app


def example_ids(api: Api) -> Iterator[str]:
    """The examples of the path parameters of every look."""
    for item in api.spec["paths"].values():
        for operation in item.values():
            if "x-task-lifecycle" in operation:
                for parameter in map(api.document.resolve, operation["parameters"]):
                    if parameter["in"] == "path":
                        yield parameter["example"]


def schemathesis(
    document: Path, app: App, folder: Path, examples: int = EXAMPLES, *, proxy: type[Proxy] = Proxy
) -> Run:
    """Run Schemathesis on the document against the mock, in process."""

    def seen() -> Iterator[str]:
        return (task.view.status.name for task in app.mock.tasks.store if task.view is not None)

    plans = app.mock.tasks.plan
    assert isinstance(plans, Plans)

    def note(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
        del context, kwargs
        plans.stateful = case.meta is not None and case.meta.phase.name == PHASES[-1]

    hook("before_call")(note)
    try:
        with answered_by(proxy(app)):
            return run(document, next(iter(app.mock.apis.values())), NOWHERE, seen, folder, examples)
    finally:
        hooks.unregister(note)


def users(spec: Spec, keys: Sequence[str] = ()) -> dict[str, list[dict[str, Any]]]:
    """Return two users of an API as Schemathesis wants them; `keys` are those of KEYS if not given."""
    auth = spec.contract.auth
    pairs = zip(sorted(KEYS), keys or sorted(KEYS), strict=True)
    headers = [(name, {"name": auth.header, "value": auth.value(key)}) for name, key in pairs]
    return {"auth": [{"name": name, "fixedHeaders": [header]} for name, header in headers]}


def run(
    document: Path,
    api: Api,
    url: str,
    seen: Callable[[], Iterable[str]],
    folder: Path,
    examples: int,
    *,
    settings: str = "",
    keys: Sequence[str] = (),
) -> Run:
    """Run Schemathesis on the document against a server, with the repository's own configuration.

    `seen` returns the statuses in which tasks were polled; `settings` are added to the configuration; `keys`
    are those of two users, KEYS if not given.
    """
    from schemathesis.cli import schemathesis as command

    report = folder / "report.json"
    base, operations = api.base_path, api.operations
    if document.parent.name == api.name:
        # What all variants share is tested once, on the document of the API.
        operations = [each for each in operations if each.action in (Action.CREATE, Action.POLL)]
    elif not DEEP:
        # So SAMPLE has it, and `make contract`.
        creates = [each.name for each in operations if each.action is Action.CREATE]
        settings += "".join(map(UNCOVERED.format, creates))
    config, known = folder / "schemathesis.toml", folder / "keys.yaml"
    known.write_text(json.dumps(users(spec_of(api.name), keys)))
    for each in operations:
        if each.action in (Action.CANCEL, Action.RESULT):
            settings += MOSTLY_MISSING.format(each.name)
        if each.result is not None and each.result.failed is not None:
            settings += FAILING.format(each.result.failed)
    usual = (ROOT / "schemathesis.toml").read_text().replace('"tests/contract/keys.yaml"', f"{str(known)!r}")
    config.write_text(usual + settings + CANCELS * any(each.method == "DELETE" for each in operations))
    arguments: Sequence[str] = [
        f"--config-file={config}",
        "run",
        str(document),
        f"--url={url}{base}",
        "--report=json",
        f"--report-json-path={report}",
        *(f"--include-operation-id={operation.name}" for operation in operations),
        "--generation-deterministic",
        f"--max-examples={examples}",
    ]
    register(api.name)
    hook("before_call")(keep_host)
    try:
        result = CliRunner(env={"NO_COLOR": "1"}).invoke(command, arguments)  # `--no-color` would stay set
    finally:
        hooks.unregister(keep_host)
    return Run(
        exit_code=result.exit_code,
        output=result.output,
        report=json.loads(report.read_bytes()),
        seen=frozenset(seen()),
        phases=PHASES if any(operation.action is Action.CREATE for operation in operations) else PHASES[:-1],
        without_input=frozenset(
            f"{operation.method} {operation.path.removeprefix(base)}"
            for operation in operations
            if operation.body is None and not operation.parameters and "{" not in operation.path
        ),
    )
