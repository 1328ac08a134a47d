"""The checks as checks of Schemathesis: name this module in SCHEMATHESIS_HOOKS, and the API in GETTASK_API.

Each response is judged together with what was seen before of the task that it is about.

Example:
    SCHEMATHESIS_HOOKS=gettask.conformance.schemathesis_checks GETTASK_API=piapi \
        st run generated/openapi/piapi.yaml --url http://127.0.0.1:8600
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import schemathesis

from .bodies import Body
from .checks import load_all
from .live import LiveJudge
from .model import CHECKS, Check, Violation
from .redaction import clean_body, clean_headers, clean_url, key_of
from .spec import Spec, spec_of
from .trace import Exchange

if TYPE_CHECKING:
    from schemathesis import Case, HookContext
    from schemathesis.core.transport import Response


class Recorder:
    """The violations of the responses of a run.

    Args:
        spec: The specification of the API.
    """

    def __init__(self, spec: Spec) -> None:
        self._spec, self._judge = spec, LiveJudge(spec)
        self._last: tuple[Response | None, tuple[Violation, ...]] = None, ()

    def violations(self, response: Response, *, mistaken: bool = False) -> tuple[Violation, ...]:
        """Return the violations that a response shows; the same response is judged once.

        Args:
            response: The response.
            mistaken: Whether the request has a mistake, somewhere in path, query, headers or body.
        """
        if self._last[0] is not response:
            exchange = self._exchange(response, "invalid" if mistaken else "")
            self._last = response, self._judge.violations(exchange)
        return self._last[1]

    def _exchange(self, response: Response, purpose: str) -> Exchange:
        request, auth = response.request, self._spec.contract.auth
        sent: Mapping[str, str] = {name.lower(): str(value) for name, value in request.headers.items()}
        answered = {name.lower(): ", ".join(values) for name, values in response.headers.items()}
        body = request.body or b""
        now = time.time()
        return Exchange(
            request.method or "",
            clean_url(request.url or ""),
            response.status_code,
            clean_headers(sent, (auth.header.lower(),)),
            Body(clean_body(body if isinstance(body, bytes) else str(body).encode())),
            {name: value for name, value in clean_headers(answered).items() if name != "content-length"},
            Body(clean_body(response.content)),
            started=now - response.elapsed,
            ended=now,
            key=key_of(sent, (auth.header,)),
            purpose=purpose,
        )


def keep_host(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """Take a generated Host header out of a request: it names the server, and no API describes it."""
    del context
    for headers in (case.headers, kwargs.get("headers")):
        if headers is not None:
            for name in [name for name in headers if name.lower() == "host"]:
                del headers[name]


def register(api: str) -> list[str]:
    """Register the checks with Schemathesis; return their names.

    Those of another API, and what was seen before, are forgotten.
    """
    load_all()
    recorder = Recorder(spec_of(api))
    for each in CHECKS.values():
        schemathesis.check(_check(each, recorder))
    return list(CHECKS)


def _check(check: Check, recorder: Recorder) -> Callable[..., Any]:
    def examine(ctx: Any, response: Response, case: Any) -> None:
        del ctx
        mistaken = case.meta is not None and case.meta.generation.mode.is_negative
        for violation in recorder.violations(response, mistaken=mistaken):
            if violation.check is check:
                problem = violation.problem
                raise AssertionError(f"{check.sentence} {problem.message} {problem.pointer} ({check.page})")

    examine.__name__ = f"gettask_{check.name.replace('-', '_')}"
    return examine


if "GETTASK_API" in os.environ:
    schemathesis.hook("before_call")(keep_host)
    register(os.environ["GETTASK_API"])
