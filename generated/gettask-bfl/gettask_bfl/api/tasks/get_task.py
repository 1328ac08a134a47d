from __future__ import annotations

from typing import Any

import httpx

from ... import errors
from ..._requests import given, json_body
from ...client import AuthenticatedClient, Client
from ...models import ErrorReply, Task
from ...types import Response


def _get_kwargs(
    *,
    id: str,
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "get"}
    kwargs["url"] = "/get_result"
    kwargs["params"] = given(
        {
            "id": id,
        }
    )
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | Task | None:
    if response.status_code == 200:
        response_200: Task = Task.from_dict(json_body(response))
        return response_200
    if response.status_code == 400:
        response_400: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_400
    if response.status_code == 401:
        response_401: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_401
    if response.status_code == 404:
        response_404: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_404
    if response.status_code == 429:
        response_429: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_429
    if response.status_code == 500:
        response_500: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_500
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ErrorReply | Task]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    id: str,
) -> Response[ErrorReply | Task]:
    """Get a result

    Returns the task as it stands. The URL of the image works for ten minutes.

    Args:
        id: Length: at least 1 characters.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        id=id,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    id: str,
) -> ErrorReply | Task | None:
    """Get a result

    Returns the task as it stands. The URL of the image works for ten minutes.

    Args:
        id: Length: at least 1 characters.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return sync_detailed(
        client=client,
        id=id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    id: str,
) -> Response[ErrorReply | Task]:
    """Get a result

    Returns the task as it stands. The URL of the image works for ten minutes.

    Args:
        id: Length: at least 1 characters.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        id=id,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    id: str,
) -> ErrorReply | Task | None:
    """Get a result

    Returns the task as it stands. The URL of the image works for ten minutes.

    Args:
        id: Length: at least 1 characters.

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
            id=id,
        )
    ).parsed
