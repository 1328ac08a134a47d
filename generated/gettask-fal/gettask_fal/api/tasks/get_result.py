from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ..._requests import json_body
from ...client import AuthenticatedClient, Client
from ...models import ErrorReply, FluxDevResult, InvalidReply
from ...types import Response


def _get_kwargs(
    request_id: str,
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "get"}
    kwargs["url"] = "/fal-ai/flux/requests/" + quote(str(request_id), safe="")
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | FluxDevResult | InvalidReply | None:
    if response.status_code == 200:
        response_200: FluxDevResult = FluxDevResult.from_dict(json_body(response))
        return response_200
    if response.status_code == 401:
        response_401: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_401
    if response.status_code == 404:
        response_404: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_404
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
) -> Response[ErrorReply | FluxDevResult | InvalidReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ErrorReply | FluxDevResult | InvalidReply]:
    """Get the result of a task

    Returns what a completed task has made, or the error by which it failed. What it returns
    before that is in no source. Results are kept for about an hour.

    Args:
        request_id: Length: at least 1 characters.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        request_id=request_id,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> ErrorReply | FluxDevResult | InvalidReply | None:
    """Get the result of a task

    Returns what a completed task has made, or the error by which it failed. What it returns
    before that is in no source. Results are kept for about an hour.

    Args:
        request_id: Length: at least 1 characters.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return sync_detailed(
        request_id=request_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ErrorReply | FluxDevResult | InvalidReply]:
    """Get the result of a task

    Returns what a completed task has made, or the error by which it failed. What it returns
    before that is in no source. Results are kept for about an hour.

    Args:
        request_id: Length: at least 1 characters.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        request_id=request_id,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> ErrorReply | FluxDevResult | InvalidReply | None:
    """Get the result of a task

    Returns what a completed task has made, or the error by which it failed. What it returns
    before that is in no source. Results are kept for about an hour.

    Args:
        request_id: Length: at least 1 characters.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return (
        await asyncio_detailed(
            request_id=request_id,
            client=client,
        )
    ).parsed
