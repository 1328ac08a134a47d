"""Requests with one mistake each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from urllib.parse import urlsplit

from ..._contract.contract import Variant
from ..schemas import schemas_of
from ..spec import Operation
from .bodies import example, mistakes, operation_of
from .resources import Resources
from .session import Session

WRONG_KEY = "gettask-check-" + "0" * 24
"""A key that no server has given."""


def wrong_keys(keys: Sequence[str]) -> list[str]:
    """Return keys that no server has given: one made up, and some that nearly are the first of `keys`."""
    key = keys[0]
    near = [key[:-1] + ("1" if key.endswith("0") else "0"), f"{key}0", key.swapcase()]
    return [WRONG_KEY, *(each for each in near if each not in keys)]


class Probes:
    """Sends requests with mistakes, which a server is to refuse.

    Args:
        session: Sends the requests.
        variants: Their examples are what mistakes are made in.
        strict_keys: Whether the server knows its keys.
    """

    def __init__(self, session: Session, variants: Sequence[Variant], strict_keys: bool) -> None:
        self._session, self._variants, self._strict_keys = session, variants, strict_keys
        self._spec, self._schemas = session.spec, schemas_of(session.spec)
        self._resources = Resources(session)

    def run(self) -> None:
        """Requests with one mistake each."""
        spec = self._spec
        keys: list[tuple[str, str | None]] = [("no-key", None)]
        if self._strict_keys:
            keys.append(("wrong-key", WRONG_KEY))
        for operation in spec.operations:
            url = self._session.url(operation, "gettask-check", self._resources.query(operation))
            content, kind = self._resources.empty(operation)
            for purpose, key in keys:
                self._session.send(operation.method, url, content, key=key, purpose=purpose, media_type=kind)
            self._method_probe(url)
            if spec.request_schema(operation) is None and "requestBody" in operation.data:
                continue
            self._body_probes(operation)
            required = self._resources.query(operation)
            for name in required:
                rest = {each: value for each, value in required.items() if each != name}
                self._session.send(
                    operation.method, self._session.url(operation, query=rest), purpose="parameter"
                )
        for probed in (spec.get_task, spec.cancel):
            if probed is not None:
                for task_id in (str(uuid.UUID(int=7)), "gettask-check"):
                    self._session.send(
                        probed.method, self._session.url(probed, task_id), purpose="unknown-id"
                    )
        self._session.send("GET", f"{self._session.base}/gettask-check/unknown", purpose="unknown-path")

    def _method_probe(self, url: str) -> None:
        known = self._spec.methods(urlsplit(url).path)
        if "PATCH" not in known:
            self._session.send("PATCH", url.partition("?")[0], b"{}", purpose="wrong-method")

    def _body_probes(self, operation: Operation) -> None:
        spec = self._spec
        if spec.request_schema(operation) is None or operation.method != "POST":
            return
        url = self._session.url(operation)
        self._session.send("POST", url, b'{"cut": ', purpose="malformed")
        self._session.send("POST", url, b"text", purpose="media-type", media_type="text/plain")
        valid = next((v.example for v in self._variants if operation_of(spec, v) is operation), None)
        for body in mistakes(spec, self._schemas, operation, valid or example(spec, operation)):
            self._session.send("POST", url, body, purpose="invalid")
