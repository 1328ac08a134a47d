"""The requests of one API as data, and who makes them: key, server, paths. Nothing is sent here."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from .._contract.contract import Contract, Variant, load
from .._contract.handle import TaskRequest
from .._contract.operation import ResultOperation
from .._contract.pointer import lookup, tokens
from .._redact import printable, redact
from .._warnings import warn_caller
from ..errors import (
    ApiShutDownWarning,
    DeprecatedTaskWarning,
    UnexpectedResponseError,
    UnsupportedError,
)
from ..task import Handle, Task, load_json
from .environment import base_url_of
from .response import Response

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request.

    Attributes:
        method: The HTTP method.
        url: The absolute URL.
        headers: The headers, the key among them where it is for the API.
        body: The body, None for none.
        operation: The contract's name of the operation, `download` for a result.
        task: The id of the task that it is about, None if there is none yet.
        idempotent: Whether it may reach the API twice.
        limit: Seconds after which it has to have ended, its wait for a connection included; for a result,
            after which the head of the response has to have come.
        decode: Makes a response that shows the status of its task elsewhere one that has it in its body.
        result: The request that follows a poll of a task that has succeeded, None if its response has it all.
        refused: Why it is not sent, None for one that is.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    operation: str = ""
    task: str | None = None
    idempotent: bool = True
    limit: float = math.inf
    decode: Callable[[Response], Response] | None = field(default=None, repr=False)
    result: ResultRequest | None = field(default=None, repr=False)
    refused: UnexpectedResponseError | None = None

    @property
    def host(self) -> str:
        """The host and port, as the header Host has them."""
        return self.url.split("/", 3)[2]

    def seconds(self, timeout: float | None) -> float | None:
        """Return the seconds that the request may take on its connection, None for no limit."""
        seconds = min(self.limit, math.inf if timeout is None else timeout)
        return None if seconds == math.inf else seconds


@dataclass(frozen=True, slots=True)
class ResultRequest:
    """The second request of a poll, for the result of a task that has succeeded.

    Both together are one poll: where the result cannot be had, the poll has failed, and is repeated as any
    other. So a wait that is cut off between the two loses nothing.

    Attributes:
        contract: The contract of the API.
        operation: The operation that answers the result.
        request: The request for the result.
    """

    contract: Contract
    operation: ResultOperation
    request: Request

    def is_due(self, poll: Response) -> bool:
        """Return whether a response to the poll shows a task that has succeeded."""
        document = _json(poll) if 200 <= poll.status < 300 else None
        if not isinstance(document, dict):
            return False
        lifecycle = self.contract.lifecycle
        status = lifecycle.status(lifecycle.read_status(lifecycle.find_task(document)))
        return status is not None and status.phase.succeeded

    def joined(self, poll: Response, result: Response) -> Response:
        """Return the response to the poll with the result in its task.

        A response that says nothing about the task is returned as it is: its error is that of the poll.
        """
        key, answer = self.operation.key_of(result.status), _json(result)
        own = self._is_result(answer) if result.status < 300 else self.contract.envelope.is_own(answer)
        document = _json(poll)
        task = lookup(document, self.contract.lifecycle.task)
        if key is None or answer is None or not own or not isinstance(document, dict):
            return result
        holder = task if isinstance(task, dict) else document
        holder[key] = answer
        return replace(poll, body=json.dumps(document).encode())

    def _is_result(self, answer: Any) -> bool:
        """Say whether JSON has a key under which results stand: a gateway's "ok" would be kept as one."""
        rules = (tokens(asset.at) for each in self.contract.variants.values() for asset in each.assets)
        keys = {names[1] for names in rules if len(names) > 1 and names[0] == self.operation.key} - {"*"}
        return not keys or (isinstance(answer, dict) and not keys.isdisjoint(answer))


@dataclass(frozen=True)
class RequestBuilder:
    """Makes the requests of one API for one key and one server.

    Attributes:
        contract: What the spec says about the API.
        base_url: The server, without a slash at its end.
        region: The region of the spec's server, None for the first one or for a server of the caller's.
        custom: Whether `base_url` replaces every server of the spec.
        headers: The headers of every request, the key among them.
    """

    contract: Contract
    base_url: str
    region: str | None
    custom: bool
    headers: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, contract: Contract, key: str, base_url: str | None, region: str | None) -> RequestBuilder:
        """Return the builder for a key and a server: the one given, or else that of the environment.

        Raises:
            ValueError: There is no such region, or the base URL cannot be used.
        """
        auth = contract.auth
        if base_url is None and (base_url := base_url_of(contract)) is not None:
            region = None  # a region is one of the spec's servers, and the environment replaces them all
        headers = {"Accept": "application/json", "User-Agent": "gettask", auth.header: auth.value(key)}
        return cls(contract, _server(contract, base_url, region), region, base_url is not None, headers)

    @property
    def server(self) -> str | None:
        """The server as handles name it: None for one of the spec's."""
        return self.base_url if self.custom else None

    def variant_of(self, request: TaskRequest[Any] | Mapping[str, Any], name: str | None) -> Variant | None:
        """Return the variant that a request creates: the named one, else the one that the request shows.

        Raises:
            ValueError: There is no variant of this name.
        """
        variants = self.contract.variants
        if name is not None and name not in variants:
            raise ValueError(f"variant={name!r} is not one of {', '.join(variants)}")
        if name:
            return variants[name]
        data = request if isinstance(request, Mapping) else request.to_dict()
        found = self.contract.variant_of_request(request) or self.contract.variant(data)
        return found or (next(iter(variants.values())) if len(variants) == 1 else None)

    def create(
        self,
        request: TaskRequest[Any] | Mapping[str, Any],
        variant: Variant | None,
        wait: int | None = None,
    ) -> Request:
        """Return the request that creates a task of a variant, None where the request does not show it.

        Args:
            request: The request model, or the JSON to send.
            variant: What it creates.
            wait: Seconds for which the server is asked to wait for the result, None for not.

        Raises:
            ValueError: The variant is unknown, and the API has an operation for each; or `wait` is no second.
            UnsupportedError: The API cannot create tasks of the variant, or does not wait.
        """
        data = dict(request) if isinstance(request, Mapping) else request.to_dict()
        body = json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
        name = self._create_operation(variant)
        built = self.build(name, body=body, idempotent=False)
        if wait is None:
            return built
        if wait < 1:
            raise ValueError(f"prefer_wait={wait!r}: expected whole seconds, 1 or more")
        if not self.contract.operations[name].waits:
            raise UnsupportedError(f"{self.contract.title} does not wait for results: leave out prefer_wait.")
        return replace(built, headers={**built.headers, "Prefer": f"wait={wait:d}"})

    def get(self, task: Handle[Any] | str) -> Request:
        """Return the request that polls a task, by its handle or its bare id.

        One to a URL that its handle names, and that leads to no host of the API, is refused.
        """
        id = task if isinstance(task, str) else task.id
        request = self.build("get_task", task=id)
        if not isinstance(task, str) and task.polling_url is not None:
            request = self._at(task.polling_url, request)
        if self.contract.lifecycle.outside is not None:
            request = replace(request, decode=partial(self._with_status, id))
        if (result := self.contract.result) is not None:
            second = self.build(result.name, task=id)
            request = replace(request, result=ResultRequest(self.contract, result, second))
        return request

    def _at(self, polling_url: str, request: Request) -> Request:
        """Return a poll that goes to a URL, unless the API has no such URLs, or its hosts are others."""
        allowed = self.contract.polling_url
        if allowed is None:
            return request
        try:
            url = allowed.resolve(polling_url, self.base_url)
        except UnexpectedResponseError as error:
            return replace(request, refused=error)
        return request if url is None else replace(request, url=url)

    def _with_status(self, id: str, response: Response) -> Response:
        outside = self.contract.lifecycle.outside
        status = None if outside is None else outside.read(response.status, response.headers)
        if status is None:
            return response
        try:
            document = json.loads(response.body or b"{}")
        except ValueError:
            return response
        if not isinstance(document, dict):
            return response
        self.contract.lifecycle.place_status(document, status, id)
        return replace(response, status=200, body=json.dumps(document, ensure_ascii=False).encode())

    def build(
        self,
        name: str,
        *,
        task: str | None = None,
        query: Mapping[str, Any] | None = None,
        body: bytes | None = None,
        media_type: str = "application/json",
        idempotent: bool = True,
    ) -> Request:
        """Return the request of an operation.

        Raises:
            UnsupportedError: The API has no such operation.
        """
        operation = self.contract.operations.get(name)
        if operation is None:
            raise UnsupportedError(f"{self.contract.title} has no operation to {name.replace('_', ' ')}.")
        server = self.base_url if self.custom or operation.server is None else operation.server.rstrip("/")
        if task is not None and operation.task is not None and operation.task.place == "query":
            query = {operation.task.name: task, **(query or {})}
        if task is not None and operation.task is not None and operation.task.place == "body":
            body = json.dumps({operation.task.name: task}).encode()
        url = server + operation.path_of(task or "") + (f"?{urlencode(query)}" if query else "")
        headers = self.headers if not operation.headers else {**self.headers, **operation.headers}
        if body is not None:
            headers = {**headers, "Content-Type": media_type}
        return Request(operation.method, url, headers, body, name, task, idempotent)

    def handle(self, id: str, variant: str | None = None, polling_url: str | None = None) -> Handle[Any]:
        """Return the handle of a task at this server."""
        return Handle(self.contract.api, id, self.server, self.region, variant, polling_url)

    def handle_of(self, task: Handle[T] | Task[T] | str) -> Handle[T]:
        """Return the handle of what a caller passed for a task.

        Raises:
            ValueError: The task belongs to another API or server, its id is empty, or a URL that is not one
                of a task.
            TypeError: It is none of the three.
        """
        if isinstance(task, (Handle, Task)) and task.api != self.contract.api:
            raise ValueError(
                f"Task {printable(task.id)} is of {task.api}, but this client is of {self.contract.api}."
            )
        if isinstance(task, Handle):
            server = _server(self.contract, task.base_url, None if task.base_url else task.region)
            if server != self.base_url:
                option = f"base_url={task.base_url!r}" if task.base_url else f"region={task.region!r}"
                raise ValueError(
                    f"Task {printable(task.id)} is on another server: make the client with {option}."
                )
        if not isinstance(task, (str, Handle, Task)):
            raise TypeError(f"Expected a Task, a Handle or an id as text, got {type(task).__name__}.")
        id = self.contract.task_id(task) if isinstance(task, str) else task.id
        if not id.strip():
            raise ValueError("The task id is empty.")
        if isinstance(task, Handle):
            return task
        if isinstance(task, Task):
            return self.handle(id, task.variant, task.handle.polling_url)
        return self.handle(id)

    def source_of(self, task: Handle[Any] | Task[Any] | str) -> Handle[Any] | str:
        """Return the handle of a task, or its bare id where that is enough: it takes less memory."""
        handle = self.handle_of(task)
        return handle.id if handle == self.handle(handle.id) else handle

    def _create_operation(self, variant: Variant | None) -> str:
        """Return the name of the operation that creates tasks of a variant."""
        if variant is None and len(self.contract.creators) == 1:
            return next(iter(self.contract.creators))
        if variant is None:
            names = ", ".join(self.contract.variants)
            raise ValueError(f"The JSON does not show what to create: pass variant= one of {names}")
        if variant.create is None:
            raise UnsupportedError(f"{self.contract.title} has no operation to create {variant.name}.")
        return variant.create


@cache
def warn_of_shutdown(api: str) -> None:
    """Warn once a process of an API that was shut down, at the line that makes the client."""
    contract = load(api)
    if contract.deprecated is None:
        return
    text = f"{contract.title} was shut down on {contract.deprecated['date']}"
    if successor := contract.deprecated.get("successor"):
        text += f"; {successor!r} takes its place"
    warn_caller(f"{text}.", ApiShutDownWarning)


def warn_of_deprecation(contract: Contract, variant: Variant, body: bytes) -> None:
    """Warn once a process of a kind of task that the vendor has deprecated, at the line that creates it."""
    if not any(rule.deprecated for rule in variant.rules):
        return
    if gone := variant.deprecation_of(json.loads(body), contract.dispatch):
        warn_deprecated(f"{contract.title}, {variant.name}: {gone}")


@cache
def warn_deprecated(text: str) -> None:
    """Warn once a process with these words."""
    warn_caller(text, DeprecatedTaskWarning)


def _server(contract: Contract, base_url: str | None, region: str | None) -> str:
    if base_url is not None:
        if region is not None:
            raise ValueError("base_url replaces every server of the spec: pass it or region, not both")
        return _checked(base_url.strip())
    for server in contract.servers:
        if region is None or server.region == region:
            return server.url.rstrip("/")
    regions = ", ".join(repr(server.region) for server in contract.servers if server.region) or "none"
    raise ValueError(f"region={region!r} is not one of {contract.title}'s regions: {regions}")


def _checked(base_url: str) -> str:
    """Return a base URL that all parsers read alike, without a slash at its end."""
    wrong = ValueError(f"base_url={redact(base_url)!r}: expected something like https://host")
    if any(each.isspace() or not each.isprintable() for each in base_url):
        raise wrong
    try:
        parts = urlsplit(base_url)
        parts.port  # noqa: B018 - raises if it is no port
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise wrong
    if parts.username is not None:
        raise ValueError("base_url holds a user name or password: pass the key as key=")
    return base_url.rstrip("/")


def _json(response: Response) -> Any:
    """Return the JSON of a response, None if it has none."""
    try:
        return load_json(response.body)
    except UnexpectedResponseError:
        return None
