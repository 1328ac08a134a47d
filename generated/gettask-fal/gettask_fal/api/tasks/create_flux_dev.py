from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ..._json import encode
from ..._requests import json_body
from ...client import AuthenticatedClient, Client
from ...models import ErrorReply, InvalidReply, QueuedTask
from ...types import Response

if TYPE_CHECKING:
    from ...models import FluxDevRequest


def _get_kwargs(
    *,
    body: FluxDevRequest,
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "post"}
    kwargs["url"] = "/fal-ai/flux/dev"
    kwargs["json"] = encode(body)
    kwargs.setdefault("headers", {})["Content-Type"] = "application/json"
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | InvalidReply | QueuedTask | None:
    if response.status_code == 200:
        response_200: QueuedTask = QueuedTask.from_dict(json_body(response))
        return response_200
    if response.status_code == 401:
        response_401: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_401
    if response.status_code == 422:
        response_422: InvalidReply = InvalidReply.from_dict(json_body(response))
        return response_422
    if response.status_code == 429:
        response_429: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_429
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ErrorReply | InvalidReply | QueuedTask]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: FluxDevRequest,
) -> Response[ErrorReply | InvalidReply | QueuedTask]:
    """Make images of text

    Args:
        body: Images of text with FLUX.1 [dev].

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
    body: FluxDevRequest,
) -> ErrorReply | InvalidReply | QueuedTask | None:
    """Make images of text

    Args:
        body: Images of text with FLUX.1 [dev].

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
    body: FluxDevRequest,
) -> Response[ErrorReply | InvalidReply | QueuedTask]:
    """Make images of text

    Args:
        body: Images of text with FLUX.1 [dev].

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
    body: FluxDevRequest,
) -> ErrorReply | InvalidReply | QueuedTask | None:
    """Make images of text

    Args:
        body: Images of text with FLUX.1 [dev].

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
