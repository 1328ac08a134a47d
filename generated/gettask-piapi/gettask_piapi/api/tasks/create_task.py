from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ..._decoding import decode
from ..._json import encode
from ..._requests import json_body
from ...client import AuthenticatedClient, Client
from ...models import CreateFailedReply, CreateTaskReply, ErrorReply
from ...types import Response

if TYPE_CHECKING:
    from ...models import CreateTaskRequest


def _get_kwargs(
    *,
    body: CreateTaskRequest,
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "post"}
    kwargs["url"] = "/api/v1/task"
    kwargs["json"] = encode(body)
    kwargs.setdefault("headers", {})["Content-Type"] = "application/json"
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreateFailedReply | ErrorReply | CreateTaskReply | ErrorReply | None:
    if response.status_code == 200:
        response_200: CreateTaskReply = CreateTaskReply.from_dict(json_body(response))
        return response_200
    if response.status_code == 400:
        response_400: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_400
    if response.status_code == 401:
        response_401: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_401
    if response.status_code == 500:
        response_500: CreateFailedReply | ErrorReply = decode(
            CreateFailedReply | ErrorReply, json_body(response)
        )
        return response_500
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreateFailedReply | ErrorReply | CreateTaskReply | ErrorReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateTaskRequest,
) -> Response[CreateFailedReply | ErrorReply | CreateTaskReply | ErrorReply]:
    """Create a task

    Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent
    twice is two tasks. That HTTP succeeded does not say that the task did: its status tells.
    Links in the input should be public: signed and expiring ones may fail.

    Args:
        body: See the spec.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        body=body,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: CreateTaskRequest,
) -> CreateFailedReply | ErrorReply | CreateTaskReply | ErrorReply | None:
    """Create a task

    Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent
    twice is two tasks. That HTTP succeeded does not say that the task did: its status tells.
    Links in the input should be public: signed and expiring ones may fail.

    Args:
        body: See the spec.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateTaskRequest,
) -> Response[CreateFailedReply | ErrorReply | CreateTaskReply | ErrorReply]:
    """Create a task

    Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent
    twice is two tasks. That HTTP succeeded does not say that the task did: its status tells.
    Links in the input should be public: signed and expiring ones may fail.

    Args:
        body: See the spec.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        body=body,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: CreateTaskRequest,
) -> CreateFailedReply | ErrorReply | CreateTaskReply | ErrorReply | None:
    """Create a task

    Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent
    twice is two tasks. That HTTP succeeded does not say that the task did: its status tells.
    Links in the input should be public: signed and expiring ones may fail.

    Args:
        body: See the spec.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
