"""The requests of a run, recorded without secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from ..bodies import Body
from ..redaction import clean_body, clean_headers, clean_url, key_of, repeats_key
from ..spec import Operation, Spec
from ..trace import Exchange
from .sender import Answer, Sender

HEAD = 4096
"""Bytes of a download that are kept."""
KEPT_OF_REQUEST = 1 << 20
"""Bytes of a request that are kept."""
LONGEST_PAUSE = 10.0
"""Seconds that a run waits at most where the server asks for a pause."""


class Session:
    """Sends requests to one server, and keeps the exchanges.

    Args:
        spec: The specification of the API.
        base_url: The URL of the server, with the base path of the API.
        sender: Sends the requests.
        key: The API key.
    """

    def __init__(self, spec: Spec, base_url: str, sender: Sender, key: str) -> None:
        self.spec, self.base, self.sender, self.key = spec, base_url.rstrip("/"), sender, key
        self.exchanges: list[Exchange] = []
        """What was sent and answered, in order."""
        self.reason = ""
        """Why the last request that was not answered was not."""

    def send(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        *,
        key: str | None = "",
        purpose: str = "",
        media_type: str = "application/json",
    ) -> Answer:
        """Send a request, and record the exchange.

        Args:
            key: The key; empty for the first one, None for none. No other host than the API's gets it.
            purpose: What the request tests, empty for ordinary use.
        """
        auth = self.spec.contract.auth
        headers = {"accept": "*/*", "accept-encoding": "identity", "user-agent": "gettask-check"}
        if body is not None:
            headers["content-type"] = media_type
        key = self.key if key == "" else key
        ours = url.startswith(f"{self.base}/") or urlsplit(url).hostname in self.spec.hosts
        if key is not None and ours:
            headers[auth.header.lower()] = auth.value(key)
        if ours:
            headers |= self.spec.constant_headers(method, urlsplit(url).path)
        started = self.sender.now()
        answer = self.sender.send(method, url, headers, body)
        self.reason = answer.reason or self.reason
        download = not ours
        kept = answer.body[:HEAD] if download or len(answer.body) > 1 << 20 else clean_body(answer.body)
        length = len(answer.body) if download or len(kept) != len(answer.body) else None
        self.exchanges.append(
            Exchange(
                method=method,
                url=clean_url(url),
                status=answer.status,
                request_headers=clean_headers(headers, (auth.header.lower(),)),
                sent=Body(clean_body((body or b"")[:KEPT_OF_REQUEST])),
                response_headers=clean_headers(answer.headers),
                received=Body(kept),
                length=length,
                started=started,
                ended=self.sender.now(),
                key=key_of(headers, (auth.header,)),
                purpose=purpose,
                place=f"request {len(self.exchanges) + 1}",
                complete=answer.complete,
                leaked=repeats_key(headers, (auth.header,), answer.headers.values(), answer.body),
            )
        )
        return answer

    def url(self, operation: Operation, task_id: str = "", query: Mapping[str, Any] | None = None) -> str:
        """Return the URL of an operation, at the host that the specification names for it if there is one."""
        servers = operation.data.get("servers")
        base = self.base
        if servers and urlsplit(self.base).hostname in self.spec.hosts:
            base = servers[0]["url"].rstrip("/")
        path, sent = operation.path, self.spec.request_of(operation)
        if task_id and sent is not None and sent.task is not None and sent.task.place == "query":
            query = {sent.task.name: task_id, **(query or {})}
        for part in operation.pattern.groupindex:
            path = path.replace(f"{{{part}}}", task_id)
        return f"{base}{path}" + (f"?{urlencode(query)}" if query else "")

    def pause(self, answer: Answer) -> None:
        """Wait as long as a response asks for, or half a second."""
        text = answer.headers.get("retry-after", "")
        asked = float(text) if text.isdecimal() and len(text) < 9 else 0.5
        self.sender.sleep(min(asked, LONGEST_PAUSE))
