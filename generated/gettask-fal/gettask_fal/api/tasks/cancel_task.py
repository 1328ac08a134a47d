from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ..._requests import json_body
from ...client import AuthenticatedClient, Client
from ...models import ErrorReply
from ...types import Response


def _get_kwargs(
    request_id: str,
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "put"}
    kwargs["url"] = "/fal-ai/flux/requests/" + quote(str(request_id), safe="") + "/cancel"
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | None:
    if response.status_code == 200:
        return None
    if response.status_code == 401:
        response_401: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_401
    if response.status_code == 404:
        response_404: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_404
    if response.status_code == 429:
        response_429: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_429
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ErrorReply]:
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
) -> Response[ErrorReply]:
    """Cancel a task

    Cancels a task. What a poll shows afterwards is in no source.

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
) -> ErrorReply | None:
    """Cancel a task

    Cancels a task. What a poll shows afterwards is in no source.

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
) -> Response[ErrorReply]:
    """Cancel a task

    Cancels a task. What a poll shows afterwards is in no source.

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
) -> ErrorReply | None:
    """Cancel a task

    Cancels a task. What a poll shows afterwards is in no source.

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
