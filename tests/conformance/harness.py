"""The mock as a server for the driver, in process, on a clock that stands still until it is advanced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from gettask.conformance.bodies import Body
from gettask.conformance.driver.options import Options
from gettask.conformance.driver.run import Driver
from gettask.conformance.driver.sender import Answer
from gettask.conformance.judge import Verdict, judge
from gettask.conformance.redaction import clean_body, clean_headers
from gettask.conformance.spec import Spec, spec_of
from gettask.conformance.trace import Exchange
from gettask.mock import (
    ManualClock,
    Request,
    Response,
    TaskPlan,
    TaskRequest,
    WebhookDelivery,
    WebhookEndpoint,
    after_polls,
    create_app,
)

HOST = "http://api.example.com"
KEYS = ("first-key", "second-key")
SECRET = "whsec-of-the-check"

ROOT = Path(__file__).parents[2]
APIS = tuple(sorted(each.parent.name for each in (ROOT / "openapi").glob("*/openapi.yaml")))
"""The APIs of the repository, by their folders."""
USUAL = ("flux", "text-to-model")
"""Variants that are driven where an API has them: they are short, and have results."""
VARIANTS = {api: min(spec_of(api).contract.variants, key=lambda name: name not in USUAL) for api in APIS}
"""A variant of each API."""

Answering = Callable[[Request], Response]


@dataclass
class Server:
    """A mock that a mutant may stand in front of.

    Attributes:
        scenario: The scenario of all tasks, None for the plans of the harness.
        fail_every: Every task with this number fails, 0 for none.
    """

    api: str
    scenario: str | None = None
    fail_every: int = 2
    polls: int = 4
    requests: int = 0
    wrap: Callable[[Answering, Server], Answering] | None = None
    deliver: Callable[[Exchange], list[Exchange]] = field(default=lambda exchange: [exchange])

    def __post_init__(self) -> None:
        self.clock = ManualClock()
        created = 0

        def plan(_: TaskRequest) -> TaskPlan:
            nonlocal created
            created += 1
            failing = self.fail_every and created % self.fail_every == 0
            return TaskPlan(after_polls(self.polls), "failed" if failing else "succeeded")

        webhook = WebhookEndpoint(f"{HOST}/hook", SECRET)
        self.app = create_app(
            [self.api],
            clock=self.clock,
            keys=frozenset(KEYS),
            plan=plan,
            scenario=self.scenario,
            webhook_endpoint=webhook,
        )
        self.mock = self.app.mock
        self.mock.webhooks.signing_clock = self.clock
        self.answer: Answering = self.mock.handle
        if self.wrap is not None:
            self.answer = self.wrap(self.mock.handle, self)

    @property
    def spec(self) -> Spec:
        """The specification of the API."""
        return spec_of(self.api)

    @property
    def base_url(self) -> str:
        """The URL of the API."""
        return HOST + urlsplit(self.spec.contract.servers[0].url).path

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """Hand a request to the mock."""
        self.requests += 1
        parts = urlsplit(url)
        sent = {**headers, "host": parts.netloc}
        if body is not None:
            sent["content-length"] = str(len(body))
        response = self.answer(Request(method, parts.path, parts.query, sent, body or b""))
        self.clock.advance(0.01 + response.delay)
        listed = {name.decode(): value.decode("latin-1") for name, value in response.headers}
        return Answer(response.status, listed, response.body, not response.cut)

    def now(self) -> float:
        """Return the time of the mock."""
        return self.clock()

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.advance(seconds)

    def received(self) -> list[Exchange]:
        """Return the webhooks that are due."""
        arrived: list[Exchange] = []

        def receive(delivery: WebhookDelivery) -> int:
            headers = {name.lower(): value for name, value in delivery.headers.items()}
            rules = self.spec.document.get("x-webhook", {})
            secret, scheme = (rules.get("header", "").lower(),), rules.get("scheme")
            arrived.extend(
                self.deliver(
                    Exchange(
                        method="POST",
                        url=f"{HOST}/hook",
                        status=200,
                        request_headers=clean_headers(headers, secret if scheme == "secret" else ()),
                        sent=Body(clean_body(delivery.body)),
                        started=self.clock(),
                        ended=self.clock(),
                        webhook=True,
                    )
                )
            )
            self.clock.advance(0.001)
            return 200

        self.mock.webhooks.deliver(receive)
        return arrived

    def driver(self, **options: object) -> Driver:
        """Return a driver of this server."""
        usual = {"time": 10_000.0, "patience": 200.0, "strict_keys": True, "endpoint": f"{HOST}/hook"}
        chosen = Options(KEYS, secret=SECRET, **{**usual, **options})  # type: ignore[arg-type]
        return Driver(self.spec, self.base_url, self, chosen, self.received)

    def judge(self, **options: object) -> Verdict:
        """Drive the server, and return the verdict."""
        return judge(self.driver(**options).run())
