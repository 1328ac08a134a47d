"""The driver: what it sends to a server, in which order."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from ..._contract.contract import Variant
from ..redaction import clean_body, clean_headers, clean_url, key_of
from ..schemas import schemas_of
from ..spec import Operation, Spec
from ..tasks import View
from ..trace import Exchange, Trace
from .bodies import example, mistakes, operation_of, varied, with_webhook
from .budget import LIFE_CYCLES, SCOPE_TASKS, Budget
from .options import Options
from .sender import Answer, Sender

AFTER_END = 2
"""Polls after the end of a task."""
MOST_REDIRECTS = 5
"""Redirects of a download that are followed."""
HEAD = 4096
"""Bytes of a download that are kept."""


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
        self._spec, self._base, self._sender, self.options = spec, base_url.rstrip("/"), sender, options
        self._received, self._random = received, Random(options.seed)
        self._schemas = schemas_of(spec)
        self._view = View(spec, Trace(spec.contract.api, ()))
        self._exchanges: list[Exchange] = []
        self._begun = sender.now()
        self._created = 0
        self._budget = Budget(spec.contract, options.budget)
        self.notes: list[str] = []
        """What was left out, and why."""

    def plan(self) -> list[str]:
        """Return what a run would do, one line a step."""
        return [text for text, _ in self._steps()]

    def run(self) -> Trace:
        """Run all steps, and return the trace."""
        for text, step in self._steps():
            if self._sender.now() - self._begun > self.options.time:
                self.notes.append(f"time is up; not done: {text}")
                continue
            step()
        self._exchanges += self._received()
        secrets = (self.options.secret,) if self.options.secret else ()
        return Trace.of(
            self._spec.contract.api, self._exchanges, webhook_secrets=secrets, patience=self.options.patience
        )

    def _steps(self) -> Iterator[tuple[str, Callable[[], object]]]:
        options = self.options
        for task_id in options.task_ids:
            yield f"poll {task_id}", lambda task_id=task_id: self._follow(task_id)  # type: ignore[misc]
        for operation in self._spec.operations:
            if self._reads(operation):
                yield f"{operation.method} {operation.path}", lambda op=operation: self._ask(op)  # type: ignore[misc]
        if options.create:
            for variant in self.variants():
                yield f"life cycle of {variant.name}: {LIFE_CYCLES} tasks", lambda v=variant: self._live(v)  # type: ignore[misc]
            first = next(iter(self.variants()), None)
            if first is not None:
                yield (
                    f"cancel, lists and other keys with {first.name}: up to {SCOPE_TASKS} tasks",
                    lambda: self._scope(first),
                )
            for operation in self._spec.operations:
                if "x-upload" in operation.data:
                    yield f"upload: {operation.path}", lambda op=operation: self._upload(op)  # type: ignore[misc]
        # A server that takes a request with a mistake charges for it, and its price is not known.
        if options.probes and options.create and options.budget is None:
            yield "requests with mistakes", self._probes

    def variants(self) -> list[Variant]:
        """Return the variants that the run creates."""
        known = self._spec.contract.variants
        chosen = [known[name] for name in self.options.variants] or list(known.values())
        return [each for each in chosen if each.example is not None and operation_of(self._spec, each)]

    # One request

    def _send(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        *,
        key: str | None = "",
        purpose: str = "",
        media_type: str = "application/json",
    ) -> Answer:
        auth = self._spec.contract.auth
        headers = {"accept": "*/*", "user-agent": "gettask-check"}
        if body is not None:
            headers["content-type"] = media_type
        key = self.options.keys[0] if key == "" else key
        ours = url.startswith(self._base) or urlsplit(url).hostname in self._spec.hosts
        if key is not None and ours:
            headers[auth.header.lower()] = auth.value(key)
        started = self._sender.now()
        answer = self._sender.send(method, url, headers, body)
        download = not ours
        kept = answer.body[:HEAD] if download or len(answer.body) > 1 << 20 else clean_body(answer.body)
        length = len(answer.body) if download or len(kept) != len(answer.body) else None
        self._exchanges.append(
            Exchange(
                method=method,
                url=clean_url(url),
                status=answer.status,
                request_headers=clean_headers(headers, (auth.header.lower(),)),
                request_body=clean_body(body or b"") if media_type == "application/json" else b"",
                response_headers=clean_headers(answer.headers),
                response_body=kept,
                length=length,
                started=started,
                ended=self._sender.now(),
                key=key_of(headers, (auth.header,)),
                purpose=purpose,
                place=f"request {len(self._exchanges) + 1}",
                complete=answer.complete,
            )
        )
        return answer

    def _url(self, operation: Operation, task_id: str = "", query: Mapping[str, Any] | None = None) -> str:
        servers = operation.data.get("servers")
        base = self._base
        if servers and urlsplit(self._base).hostname in self._spec.hosts:
            base = servers[0]["url"].rstrip("/")
        path = operation.path
        for part in operation.pattern.groupindex:
            path = path.replace(f"{{{part}}}", task_id)
        return f"{base}{path}" + (f"?{urlencode(query)}" if query else "")

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
        answer = self._send(operation.method, self._url(operation), content, key=key, purpose=purpose)
        if answer.status == 429:  # nothing was created: the server says so
            self._sender.sleep(min(_retry_after(answer), 10.0))
            answer = self._send(operation.method, self._url(operation), content, key=key, purpose=purpose)
        task = self._view.task_in(_json(answer))
        return None if task is None or answer.status >= 400 else self._view.id_of(task)

    def _poll(self, task_id: str, key: str = "", purpose: str = "") -> Mapping[str, Any] | None:
        """Poll once, up to three times where the server fails; return the task."""
        url = self._url(self._spec.get_task, task_id)
        for _ in range(3):
            answer = self._send("GET", url, key=key, purpose=purpose)
            if answer.status and answer.status < 500 and answer.status != 429 and answer.complete:
                return self._view.task_in(_json(answer)) if answer.status < 300 else None
            if purpose:
                return None
            self._sender.sleep(min(_retry_after(answer), 10.0))
        return None

    def _follow(self, task_id: str, key: str = "") -> None:
        """Poll a task to its end and beyond, and download its results."""
        begun, pause = self._sender.now(), 0.02
        ended: Mapping[str, Any] | None = None
        while ended is None:
            task = self._poll(task_id, key)
            status = None if task is None else self._spec.lifecycle.read_status(task)
            if task is not None and self._spec.terminal(status):
                ended = task
            elif self._sender.now() - begun >= self.options.patience:
                return
            else:
                pause = min(pause * 1.6, 5.0, self.options.patience / 10)
                self._sender.sleep(pause)
        for _ in range(AFTER_END):
            self._sender.sleep(0.01)
            self._poll(task_id, key)
        for asset in self._view.assets(ended)[:5]:
            self._download(asset.url)

    def _download(self, url: str) -> None:
        """Download a result, without the key, wherever redirects lead."""
        for _ in range(MOST_REDIRECTS + 1):
            if not url.startswith(("http://", "https://")):
                return
            answer = self._send("GET", url, key=None)
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
                self._follow(task_id)
                self._exchanges += self._received()
        if len(self.options.keys) > 1 and task_id:
            self._poll(task_id, self.options.keys[1], "other-key")

    def _scope(self, variant: Variant) -> None:
        """Cancels and other keys: each ends, or shows, what it may and nothing else."""
        body = dict(variant.example or {})
        cancel, bulk = self._spec.cancel, self._spec.bulk_cancel
        other = self.options.keys[1] if len(self.options.keys) > 1 else None
        if cancel is not None:
            bystander, ours = self._create(variant, body), self._create(variant, body)
            if ours:
                self._send(cancel.method, self._url(cancel, ours))
                self._follow(ours)
                self._send(cancel.method, self._url(cancel, ours), purpose="again")
                self._poll(ours)
            if bystander:
                self._follow(bystander)
            foreign = self._create(variant, body) if other is not None else None
            if foreign:
                self._send(cancel.method, self._url(cancel, foreign), key=other)
                self._follow(foreign)
        if bulk is not None:
            self._bulk(variant, bulk, body, other)
        if other is not None:
            theirs = self._create(variant, body, other)
            if theirs:
                self._poll(theirs, purpose="other-key")
                self._follow(theirs, other)

    def _bulk(self, variant: Variant, bulk: Operation, body: Mapping[str, Any], other: str | None) -> None:
        """Cancel all that waits, of one key; then none, since none was created before."""
        rule = bulk.data["x-bulk-cancel"]
        where = dict(rule.get("where", {}))
        for offset in (60, -86_400):
            ours = self._create(variant, body)
            theirs = self._create(variant, body, other) if other is not None else None
            query = {rule["before"]: int(self._sender.now()) + offset, **where}
            self._send(bulk.method, self._url(bulk, query=query))
            if ours:
                self._follow(ours)
            if theirs and other is not None:
                self._follow(theirs, other)

    # Other operations

    def _reads(self, operation: Operation) -> bool:
        if operation in (self._spec.get_task, self._spec.cancel, self._spec.bulk_cancel):
            return False
        listing = "list" in operation.name.lower() and operation.method == "POST"
        return operation.method == "GET" or listing

    def _query(self, operation: Operation) -> dict[str, Any]:
        parameters = [self._spec.resolve(each) for each in operation.data.get("parameters", ())]
        return {
            each["name"]: each.get("example", each.get("schema", {}).get("default", 1))
            for each in parameters
            if each.get("in") == "query" and each.get("required")
        }

    def _ask(self, operation: Operation) -> None:
        body = example(self._spec, operation) if operation.method == "POST" else None
        content = None if body is None else json.dumps(body).encode()
        url = self._url(operation, query=self._query(operation))
        for _ in range(3):
            answer = self._send(operation.method, url, content, purpose="" if content is None else "example")
            if 0 < answer.status < 500 and answer.status != 429:
                return
            self._sender.sleep(min(_retry_after(answer), 10.0))

    def _upload(self, operation: Operation) -> None:
        rule = operation.data["x-upload"]
        multipart = "multipart/form-data" in operation.data["requestBody"]["content"]
        for number in (1, 2):
            content, kind = _upload_body(rule, f"check-{number}.png", PIXEL + bytes([number]), multipart)
            self._send(operation.method, self._url(operation), content, media_type=kind)

    def _probes(self) -> None:
        """Requests with one mistake each."""
        spec = self._spec
        keys: list[tuple[str, str | None]] = [("no-key", None)]
        if self.options.strict_keys:
            keys.append(("wrong-key", "gettask-check-" + "0" * 24))
        for operation in spec.operations:
            url = self._url(operation, "gettask-check", self._query(operation))
            content = b"{}" if operation.method == "POST" and spec.request_schema(operation) else None
            if spec.request_schema(operation) is None and "requestBody" in operation.data:
                continue
            for purpose, key in keys:
                self._send(operation.method, url, content, key=key, purpose=purpose)
            self._method_probe(url)
            self._body_probes(operation)
            required = self._query(operation)
            for name in required:
                rest = {each: value for each, value in required.items() if each != name}
                self._send(operation.method, self._url(operation, query=rest), purpose="parameter")
        for probed in (spec.get_task, spec.cancel):
            if probed is not None:
                self._send(probed.method, self._url(probed, str(uuid.UUID(int=7))), purpose="unknown-id")
        self._send("GET", f"{self._base}/gettask-check/unknown", purpose="unknown-path")

    def _method_probe(self, url: str) -> None:
        known = self._spec.methods(urlsplit(url).path)
        if "PATCH" not in known:
            self._send("PATCH", url.partition("?")[0], b"{}", purpose="wrong-method")

    def _body_probes(self, operation: Operation) -> None:
        spec = self._spec
        if spec.request_schema(operation) is None or operation.method != "POST":
            return
        url = self._url(operation)
        self._send("POST", url, b'{"cut": ', purpose="malformed")
        self._send("POST", url, b"text", purpose="media-type", media_type="text/plain")
        valid = next((v.example for v in self.variants() if operation_of(spec, v) is operation), None)
        for body in list(mistakes(spec, self._schemas, operation, valid or example(spec, operation)))[:12]:
            self._send("POST", url, body, purpose="invalid")


PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def _upload_body(rule: Mapping[str, Any], name: str, content: bytes, multipart: bool) -> tuple[bytes, str]:
    if not multipart:
        import base64

        fields = {rule["file"]: base64.b64encode(content).decode()}
        if "name" in rule:
            fields[rule["name"]] = name
        return json.dumps(fields).encode(), "application/json"
    head = (
        "--gettask-check\r\n"
        f'Content-Disposition: form-data; name="{rule["file"]}"; filename="{name}"\r\n'
        "Content-Type: image/png\r\n\r\n"
    )
    return (
        head.encode() + content + b"\r\n--gettask-check--\r\n",
        "multipart/form-data; boundary=gettask-check",
    )


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None


def _retry_after(answer: Answer) -> float:
    text = answer.headers.get("retry-after", "")
    return float(text) if text.isdecimal() and len(text) < 9 else 0.5
